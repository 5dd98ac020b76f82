/* The view is the query string. Controls with the id {"filter": part} change it here, without asking the server; the address
   bar and the store "view" follow. Back, Forward and links to the same page are answered by the same store, so that Dash's
   router does not draw the whole page anew. */
(function () {
  "use strict";
  const ORDER = ["city", "cohort", "until", "month", "unit", "track", "category", "known_at"];
  let path = window.location.pathname;
  let shown = null;
  let touched = false;

  /* Controls that are drawn anew report their values too: only what the reader did changes the view, and not what was done
     to a view that Back or Forward has left since. */
  const touch = (event) => { if (event.target.closest('[id*=\'"filter"\']')) touched = true; };
  ["click", "input", "change"].forEach((what) => document.addEventListener(what, touch, true));

  const escape = (value) => value === "" ? "-" : value === "-" ? "%2D" : value.replaceAll("%", "%25").replaceAll(",", "%2C");

  /* As Filters.to_query writes it: known names in their order, commas and colons as they are. */
  function written(params) {
    return ORDER.filter((name) => params.get(name))
      .map((name) => name + "=" + encodeURIComponent(params.get(name)).replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%20", "+"))
      .join("&");
  }

  /* The same view whatever order its values were clicked in. */
  const sorted = (params) => ORDER.map((name) => (params.get(name) || "").split(",").sort().join()).join("&");

  /* The new text of one parameter; null keeps the old one (a date that is still being typed). */
  function text(part, value) {
    if (Array.isArray(value)) {
      const boxes = document.querySelectorAll("#pick-" + part + " input[type=checkbox]");
      return value.length === boxes.length ? "" : value.map(escape).join(",");
    }
    const day = part === "until" ? document.querySelector("#pick-until input[type=date]") : null;
    if (day && value) {
      if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || value < day.min) return null;
      return value >= day.max ? "" : value;
    }
    return value ? String(value) : "";
  }

  function follow(values, ids, current) {
    if (!touched) return window.dash_clientside.no_update;
    touched = false;
    const before = new URLSearchParams(current || "");
    const params = new URLSearchParams(current || "");
    ids.forEach((id, i) => {
      const changed = text(id.filter, values[i]);
      if (changed !== null) params.set(id.filter, changed);
    });
    if (!ids.length || sorted(params) === sorted(before)) return window.dash_clientside.no_update;
    const next = written(params);
    window.history.pushState({}, "", window.location.pathname + (next ? "?" + next : ""));
    path = window.location.pathname;
    shown = window.location.search;
    return next;
  }

  /* Back, Forward, or a link to the page already on screen. */
  function restore(event) {
    const here = window.location;
    const stays = here.pathname === path && document.getElementById("main") !== null;
    const before = shown;
    path = here.pathname;
    shown = here.search;
    touched = false;
    if (!stays || before === null && event.type !== "popstate") return;
    if (before === here.search) return;
    event.stopImmediatePropagation();
    window.dash_clientside.set_props("view", { data: here.search.slice(1) });
  }

  shown = window.location.search;
  window.addEventListener("popstate", restore, true);
  window.addEventListener("_dashprivate_pushstate", restore, true);
  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.view = { follow: follow };
})();
