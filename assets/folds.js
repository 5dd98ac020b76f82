/* A page's body is drawn anew when its view changes. What the reader had unfolded stays unfolded, and the focus stays where it
   was: both are found again by id, before the browser paints. */
(function () {
  "use strict";
  const unfolded = new Set();
  let focused = "";

  document.addEventListener("toggle", (event) => {
    if (!event.target.id || !event.target.isConnected) return;
    if (event.target.open) unfolded.add(event.target.id); else unfolded.delete(event.target.id);
  }, true);
  document.addEventListener("focusin", (event) => { focused = event.target.id || ""; });
  document.addEventListener("pointerdown", () => { focused = ""; }, true);

  function restore() {
    unfolded.forEach((id) => {
      const fold = document.getElementById(id);
      if (fold && !fold.open) fold.open = true;
    });
    if (!focused || document.activeElement !== document.body) return;
    const control = document.getElementById(focused);
    if (control) control.focus({ preventScroll: true });
  }

  new MutationObserver((changes) => {
    if (changes.some((change) => change.addedNodes.length)) restore();
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
