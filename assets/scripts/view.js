/* The view is the query string. Controls inside an element with the id {"filter": part} change it here, from the reader's own
   events and without asking the server: a click counts even while the answer to the one before is on its way. The address bar and
   the store "view" follow. Back, Forward and links to the same page are answered by the same store, so that Dash's router does not
   draw the whole page anew. */
(function () {
  "use strict";
  const ORDER = ["city", "cohort", "until", "month", "unit", "track", "category", "known_at"];
  const TYPING = 600;
  let path = window.location.pathname;
  let shown = null;
  let typed = null;

  const escape = (value) => value === "" ? "-" : value === "-" ? "%2D" : value.replaceAll("%", "%25").replaceAll(",", "%2C");

  /* What a parameter says, packed or repeated. */
  const asked = (params, name) => params.getAll(name).filter(Boolean).join(",");

  /* As Filters.to_query writes it: known names in their order, commas and colons as they are. */
  function written(params) {
    return ORDER.filter((name) => asked(params, name))
      .map((name) => name + "=" + encodeURIComponent(asked(params, name)).replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%20", "+"))
      .join("&");
  }

  function show(part, value) {
    const params = new URLSearchParams(window.location.search);
    const before = written(params);
    params.set(part, value);
    const next = written(params);
    if (next === before) return;
    window.history.pushState({}, "", window.location.pathname + (next ? "?" + next : ""));
    path = window.location.pathname;
    shown = window.location.search;
    window.dash_clientside.set_props("view", { data: next });
  }

  /* Boxes: the one that was clicked is added or taken away; all of them mean the same as none. */
  function toggled(part, value) {
    const all = Array.from(document.querySelectorAll("#pick-" + part + " input[type=checkbox]"), (box) => escape(box.value));
    const asking = asked(new URLSearchParams(window.location.search), part).split(",");
    const chosen = asking.filter((one) => all.includes(one));
    const token = escape(value);
    const now = chosen.includes(token) ? chosen.filter((one) => one !== token) : [...chosen, token];
    return now.length === all.length ? "" : now.join(",");
  }

  function day(control) {
    const value = control.value;
    if (/^\d{4}-\d{2}-\d{2}$/.test(value) && value >= control.min) show("until", value >= control.max ? "" : value);
  }

  document.addEventListener("change", (event) => {
    const control = event.target;
    const owner = control.closest('[id^=\'{"filter"\']');
    if (!owner) return;
    const part = JSON.parse(owner.id).filter;
    window.clearTimeout(typed);
    if (control.type === "checkbox") show(part, toggled(part, control.value));
    else if (control.type === "date") typed = window.setTimeout(() => day(control), TYPING); /* «1» is a day on the way to «15» */
    else show(part, control.value);
  }, true);

  /* Back, Forward, or a link to the page already on screen. */
  function restore(event) {
    const here = window.location;
    const stays = here.pathname === path && document.getElementById("main") !== null;
    const before = shown;
    path = here.pathname;
    shown = here.search;
    window.clearTimeout(typed);
    if (!stays || before === null && event.type !== "popstate") return;
    if (before === here.search) return;
    event.stopImmediatePropagation();
    window.dash_clientside.set_props("view", { data: here.search.slice(1) });
  }

  shown = window.location.search;
  window.addEventListener("popstate", restore, true);
  window.addEventListener("_dashprivate_pushstate", restore, true);
})();
