/* A new load on every open screen: ask the tiny /version once a second (it answers 304 while nothing changed), and bump the
   store that pages listen to. Hidden pages ask less; a silent server is asked ever less. */
(function () {
  "use strict";
  const OFTEN = 1000, HIDDEN = 15000, RARELY = 30000;
  let known = null, tag = null, wait = OFTEN;

  async function look() {
    try {
      const answer = await fetch("/version", { headers: tag ? { "If-None-Match": tag } : {}, cache: "no-store" });
      wait = OFTEN;
      if (answer.status === 200) {
        tag = answer.headers.get("ETag");
        const load = (await answer.json()).load;
        if (known !== null && load !== known) window.dash_clientside.set_props("load-version", { data: load });
        known = load;
      }
    } catch (silent) {
      wait = Math.min(wait * 2, RARELY);
    }
    window.setTimeout(look, (document.hidden ? HIDDEN : wait) + Math.random() * 200);
  }

  document.addEventListener("visibilitychange", () => { if (!document.hidden) wait = OFTEN; });
  window.setTimeout(look, OFTEN);
})();
