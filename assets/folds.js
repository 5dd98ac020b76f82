/* A page's body is drawn anew when its view changes. What the reader had unfolded stays unfolded, and the focus stays where it
   was: both are found again by id, before the browser paints. */
(function () {
  "use strict";
  const unfolded = new Set();
  let focused = "";

  /* Noted at once: the event "toggle" comes late enough for a redraw to open again what was just shut. */
  function note(fold) {
    if (!fold.id || fold.localName !== "details") return;
    if (fold.open) unfolded.add(fold.id); else unfolded.delete(fold.id);
  }

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
    changes.filter((change) => change.type === "attributes").forEach((change) => note(change.target));
    if (changes.some((change) => change.addedNodes.length)) restore();
  }).observe(document.documentElement, { childList: true, subtree: true, attributeFilter: ["open"] });
})();
