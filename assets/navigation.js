/* Marks the section on screen in the navigation, brings it into sight where the sections scroll, and takes away the message of
   the page before. */
(function () {
  "use strict";
  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.navigation = {
    follow: function (path) {
      document.querySelectorAll("#navigation a").forEach((link) => {
        if (link.pathname !== path) return link.removeAttribute("aria-current");
        link.setAttribute("aria-current", "page");
        const strip = link.parentElement;
        if (strip.scrollWidth > strip.clientWidth) strip.scrollLeft = link.offsetLeft - strip.clientWidth / 2;
      });
      if (document.querySelector("#notice > *")) window.dash_clientside.set_props("notice", { children: null });
    },
  };
})();
