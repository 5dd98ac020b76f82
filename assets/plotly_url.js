/* Where dcc loads plotly from, and only when a page draws with it: our own bundle, no CDN. */
window._dashPlotlyJSURL = "/assets/lazy/plotly.js";
