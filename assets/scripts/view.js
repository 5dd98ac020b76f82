/* The view is the query string. The controls of the form say what it becomes, from the reader's own events and without asking the
   server; links to our own pages take the same way. What a finger goes down on is asked for before it comes up. */
(function () {
  "use strict";
  const ORDER = ["city", "cohort", "until", "month", "unit", "track", "category", "known_at"];
  const TYPING = 600;
  let typed = null;

  /* As Filters.to_query writes it: known names in their order, commas and colons as they are. */
  function written(params) {
    const said = (name) => params.getAll(name).filter(Boolean).join(",");
    return ORDER.filter(said)
      .map((name) => name + "=" + encodeURIComponent(said(name)).replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%20", "+"))
      .join("&");
  }

  /* What the form says: all boxes mean the same as none, the last day the same as no day. */
  function asked(form) {
    const params = new URLSearchParams(new FormData(form));
    for (const part of ["city", "cohort"]) {
      const boxes = Array.from(form.elements).filter((one) => one.name === part && one.type === "checkbox");
      if (boxes.length && boxes.every((one) => one.checked)) params.delete(part);
    }
    const day = form.elements.until;
    if (day && day.type === "date" && day.value >= day.max) params.delete("until");
    return written(params);
  }

  const here = () => school.page(window.location.pathname);
  const address = (query, hash) => window.location.pathname + (query ? "?" + query : "") + (hash || "");

  function go(page, path, query, hash) {
    window.history.replaceState({ scroll: window.scrollY }, "");
    window.history.pushState({}, "", path + (query ? "?" + query : "") + hash);
    school.want({ page: page, query: query });
  }

  function change(control) {
    const query = asked(control.form);
    if (query !== school.view().query) go(here(), window.location.pathname, query, "");
  }

  const isDay = (control) => /^\d{4}-\d{2}-\d{2}$/.test(control.value) && control.value >= control.min;

  document.addEventListener("change", (event) => {
    const control = event.target;
    if (!control.form || control.form.id !== "filters" || !here()) return;
    window.clearTimeout(typed);
    if (control.type !== "date") return change(control);
    typed = window.setTimeout(() => { if (isDay(control)) change(control); }, TYPING); /* «1» is a day on the way to «15» */
  });

  document.addEventListener("submit", (event) => {
    if (event.target.id === "filters" && here()) event.preventDefault();
  });

  /* Where a link leads, if it is one of our pages. */
  function target(event) {
    const link = event.target.closest && event.target.closest("a[href]");
    if (!link || link.origin !== window.location.origin || link.hasAttribute("download") || link.target) return null;
    const page = school.page(link.pathname);
    return page && { page: page, path: link.pathname, query: written(new URLSearchParams(link.search)), hash: link.hash };
  }

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const to = target(event);
    if (!to || to.hash && to.page === here() && to.query === school.view().query) return;
    event.preventDefault();
    go(to.page, to.path, to.query, to.hash);
  });

  function expect(event) {
    if (!event.target.closest) return;             /* the document itself, when the window is entered */
    const to = target(event);
    if (to) return school.expect(to);
    const control = event.type === "pointerdown" && event.target.closest("label") && event.target.closest("label").control;
    if (!control || !control.form || control.form.id !== "filters" || !here()) return;
    if (control.type !== "checkbox" && control.type !== "radio") return;
    const before = Array.from(control.form.elements).filter((one) => one.name === control.name && one.checked);
    control.checked = control.type === "radio" || !control.checked;
    const query = asked(control.form);
    if (control.type === "checkbox") control.checked = !control.checked;
    else before.forEach((one) => { one.checked = true; });
    school.expect({ page: here(), query: query });
  }
  document.addEventListener("pointerdown", expect);
  document.addEventListener("pointerover", (event) => { if (event.target.closest && event.target.closest("a[data-draws]")) school.drawing(); });
  document.addEventListener("focusin", expect);

  /* Back and Forward. */
  window.history.scrollRestoration = "manual";
  window.addEventListener("popstate", (event) => {
    window.clearTimeout(typed);
    const page = here();
    if (!page) return window.location.reload();
    school.want({ page: page, query: written(new URLSearchParams(window.location.search)) }, (event.state && event.state.scroll) || 0);
  });
})();
