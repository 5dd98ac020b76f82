/* Menus of the filter bar are native <details>: this closes them on Escape and on a click elsewhere, one open at a time. */
(function () {
  "use strict";
  const open = () => document.querySelectorAll("details.pick[open]");
  const closeBut = (kept) => open().forEach((menu) => { if (menu !== kept) menu.open = false; });

  document.addEventListener("click", (event) => {
    if (event.target.closest && event.target.isConnected) closeBut(event.target.closest("details.pick"));
  });
  document.addEventListener("focusin", (event) => { if (event.target.closest) closeBut(event.target.closest("details.pick")); });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    open().forEach((menu) => {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });
})();
