/* A new load on every open screen: ask the tiny /version once a second (it answers 304 while nothing changed), and bump the
   store that pages listen to. Hidden pages ask less; a silent server is asked ever less. The first question goes out before
   the page asks for its numbers, so that no load can slip in between. */
(function () {
  "use strict";
  const OFTEN = 1000, HIDDEN = 15000, RARELY = 30000;
  let known = null, tag = null, wait = OFTEN, next = null;

  async function look() {
    try {
      const answer = await fetch("/version", { headers: tag ? { "If-None-Match": tag } : {}, cache: "no-store" });
      if (answer.status >= 400) throw new Error(answer.statusText);
      if (answer.status === 200) {
        const load = (await answer.json()).load;
        if (known !== null && load !== known) window.dash_clientside.set_props("load-version", { data: load });
        known = load;
        tag = answer.headers.get("ETag");
      }
      wait = OFTEN;
    } catch (silent) {
      wait = Math.min(wait * 2, RARELY);
    }
    next = window.setTimeout(look, (document.hidden ? HIDDEN : wait) + Math.random() * 200);
  }

  document.addEventListener("visibilitychange", () => {
    if (document.hidden || next === null) return;
    window.clearTimeout(next);
    next = null;
    look();
  });
  look();
})();
