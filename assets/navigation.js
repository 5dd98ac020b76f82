/* Marks the section on screen in the navigation, brings it into sight where the sections scroll, and takes away the message of
   the page before. The choices that every page understands, and the day a reader looks back from, go along to the next page. */
(function () {
  "use strict";
  const GO_ALONG = ["city", "cohort", "until", "known_at"];
  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.navigation = {
    carry: function (query, ids) {
      const kept = (query || "").split("&").filter((pair) => GO_ALONG.includes(pair.split("=")[0])).join("&");
      return ids.map((id) => id.section + (kept ? "?" + kept : ""));
    },
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
