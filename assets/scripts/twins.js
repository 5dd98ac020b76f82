/* A long table comes with its first rows; all of them are fetched in its place when its link is followed. Without scripts the link
   opens the table as a page. */
(function () {
  "use strict";
  document.addEventListener("click", async (event) => {
    const link = event.target.closest && event.target.closest("a[data-whole]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    const answer = await fetch(link.href, { headers: { Accept: "text/x-part" } }).catch(() => null);
    if (!answer || !answer.ok) return void (window.location = link.href);
    link.closest(".scroll").outerHTML = await answer.text();
  });
})();
