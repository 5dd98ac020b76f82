/* A link to a part of a page (/methodology#people_reached): the part is drawn after the browser looked for it, so look again. */
(function () {
  "use strict";
  let name = location.hash.slice(1);
  try { name = decodeURIComponent(name); } catch (malformed) { return; }
  function show() {
    const part = document.getElementById(name);
    if (part) part.scrollIntoView();
    return Boolean(part);
  }
  if (location.hash.length < 2) return;
  const watcher = new MutationObserver(() => { if (show()) watcher.disconnect(); });
  watcher.observe(document.documentElement, { childList: true, subtree: true });
  window.setTimeout(() => watcher.disconnect(), 5000);
})();
