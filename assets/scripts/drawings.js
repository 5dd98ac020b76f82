/* Drawings by Plotly: after the text, into places that have their size already. The library and Dash's graph are fetched only where a
   page has such a place. A graph stays mounted while its place stays, and gets a new figure. */
(function () {
  "use strict";
  const CONFIG = { displayModeBar: false, locale: "ru", responsive: true, scrollZoom: false };
  const library = JSON.parse(document.getElementById("drawing-library").textContent);
  let fetched = null;          /* a promise of the library */
  let figures = {};            /* of the view on screen, by place */
  let mounted = new Map();     /* name -> the place where its graph stands */
  let turn = 0, asked = 0;

  const script = (address) => new Promise((done, failed) => {
    const tag = document.createElement("script");
    Object.assign(tag, { src: address, async: false, onload: done, onerror: failed });
    document.head.append(tag);
  });

  /* Only the places that are seen: a map for a desk is not drawn on a phone. */
  const places = () => Array.from(document.querySelectorAll("[data-place]")).filter((place) => place.offsetParent !== null);

  function graph(place) {
    const name = place.dataset.place;
    const shown = { type: "Graph", namespace: "dash_core_components", props: { id: name, figure: figures[name], config: CONFIG, responsive: true } };
    return { type: "Place", namespace: "school_components", props: { id: "place-" + name, name: name, turn: turn, children: shown } };
  }

  function draw() {
    const seen = places().filter((place) => figures[place.dataset.place]);
    const stay = seen.length === mounted.size && seen.every((place) => mounted.get(place.dataset.place) === place);
    if (stay) return seen.forEach((place) => dash_clientside.set_props(place.dataset.place, { figure: figures[place.dataset.place] }));
    turn += 1;
    mounted = new Map(seen.map((place) => [place.dataset.place, place]));
    dash_clientside.set_props("drawings", { children: seen.map(graph) });
  }

  /* Asks for the figures of the view on screen. */
  school.redraw = function () {
    if (!places().length) {
      figures = {};
      if (mounted.size) draw();
      return;
    }
    fetched = fetched || Promise.all(library.map(script));
    const view = school.onScreen(), question = school.question(view.page);
    if (question) question({ shown: { query: view.query, load: school.load(), turn: ++asked } });
  };

  school.figures = function (answer) {
    const view = school.onScreen();
    if (answer.page !== view.page || answer.query !== view.query) return;
    fetched.then(() => { figures = answer.figures; draw(); });
  };

  const ready = school.ready;
  school.ready = function (page, question) {
    ready(page, question);
    if (page === school.onScreen().page) school.redraw();
  };
  window.addEventListener("resize", () => { if (mounted.size) draw(); });
  if (places().length) fetched = Promise.all(library.map(script));
})();
