/* A long table comes with its first rows. All of them are fetched in its place when the table is unfolded, also after the page was drawn
   anew around an unfolded one. Without scripts the link opens the table as a page. */
(function () {
  "use strict";
  async function whole(link) {
    const answer = await fetch(link.href, { headers: { Accept: "text/x-part" } }).catch(() => null);
    if (answer && answer.ok && link.isConnected) link.closest(".scroll").outerHTML = await answer.text();
  }

  const unfolded = () => document.querySelectorAll("details[open] a[data-whole]").forEach(whole);
  document.addEventListener("toggle", (event) => { if (event.target.open) unfolded(); }, true);
  const redraw = school.redraw;
  school.redraw = () => { redraw(); unfolded(); };
})();
