/* Libraries come after the first paint: the text needs nothing of them. Dash at once, what draws when a page has a drawing. */
(function () {
  "use strict";
  const addresses = JSON.parse(document.getElementById("libraries").textContent);
  const painted = new Promise((done) => requestAnimationFrame(() => window.setTimeout(done)));
  let drawing = null;

  const script = (address) => new Promise((done, failed) => {
    const tag = document.createElement("script");
    Object.assign(tag, { src: address, async: false, onload: done, onerror: failed });
    document.head.append(tag);
  });

  const dash = painted.then(() => script(addresses.dash));

  /* A promise of Dash's graph and of Plotly. */
  school.drawing = () => {
    drawing = drawing || painted.then(() => Promise.all([dash, ...addresses.drawing.map(script)]));
    return drawing;
  };
})();
