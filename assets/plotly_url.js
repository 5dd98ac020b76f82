/* Written by frontend/build.mjs: where dcc finds plotly when a page draws with it. Our own bundle, whatever Dash says later. */
Object.defineProperty(window, "_dashPlotlyJSURL", { get: () => "/assets/lazy/plotly.js?m=c6dee9713426", set: () => {} });
