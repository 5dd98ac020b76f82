/* A click on the bars of a city opens the view that names who stands still there; the address comes with the bar. */
(function () {
  "use strict";
  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.funnel = {
    open: function () {
      const clicked = window.dash_clientside.callback_context.triggered.find((one) => one.value);
      const href = clicked && clicked.value.points[0] && (clicked.value.points[0].customdata || [])[1];
      if (!href) return;
      window.history.pushState({}, "", href);
      window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
      window.scrollTo(0, 0);
    },
  };
})();
