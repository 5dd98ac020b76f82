/* What a page does, told in its own milliseconds: when its last change was on screen, how long it has been quiet since, how far it
   shifted, and (by the wall clock, so that it outlives a document) when the reader last clicked. Runs before anything of the page and
   tells of it at every beat, so that nobody has to ask a page that is busy. */
(() => {
  const BEAT = 80, MOST = 160; /* a blocked page is not a quiet one: a beat that comes late counts as MOST */
  const seen = { frame: 0, quiet: 0, shift: 0, pending: false };
  let latest = 0;

  const shown = (when) => { seen.frame = Math.max(seen.frame, when); };

  /* A change is on screen when the frame after the one that draws it begins. */
  const changed = () => {
    seen.quiet = 0;
    seen.pending = true;
    const mine = ++latest;
    requestAnimationFrame(() => requestAnimationFrame(() => {
      shown(performance.now());
      if (mine === latest) seen.pending = false;
    }));
  };

  const observe = (type, told) => new PerformanceObserver((list) => list.getEntries().forEach(told)).observe({ type, buffered: true });
  const painted = (entry) => { seen.quiet = 0; shown(entry.startTime); };

  new MutationObserver(changed).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  observe("paint", painted);
  observe("largest-contentful-paint", painted);
  observe("layout-shift", (entry) => {
    painted(entry);
    if (!entry.hadRecentInput) seen.shift += entry.value;
  });
  document.fonts.addEventListener("loadingdone", changed);
  document.addEventListener("prerenderingchange", changed);

  const told = (selector) => document.querySelector(selector)?.textContent ?? "";
  const clicked = () => Number(sessionStorage.getItem("__clicked"));

  let before = performance.now();
  setInterval(() => {
    const now = performance.now();
    seen.quiet += Math.min(now - before, MOST);
    before = now;
    if (location.protocol !== "http:") return;
    window.__tell(JSON.stringify({
      ...seen, origin: performance.timeOrigin, path: location.pathname, clicked: clicked(),
      there: document.querySelector("#main") !== null, word: told("#pick-city-word"),
      text: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
    }));
  }, BEAT);

  window.addEventListener("click", (event) => sessionStorage.setItem("__clicked", performance.timeOrigin + event.timeStamp), true);
})();
