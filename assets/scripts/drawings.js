/* Drawings by Plotly: after the text, into places that have their size already. The library and Dash's graph are fetched only where a
   page has such a place. A graph stays mounted while its place stays, and gets a new figure. */
(function () {
  "use strict";
  const KEPT = 20;
  const CONFIG = { displayModeBar: false, locale: "ru", responsive: true, scrollZoom: false };
  const drawn = new Map();     /* page -> its places that are seen, once it was on screen */
  const answers = new Map();   /* figures by view, of the newest load */
  let figures = {};            /* of the view on screen, by place */
  let mounted = new Map();     /* name -> the place where its graph stands */
  let sent = "", turn = 0, asked = 0;

  const name = (view) => [school.load(), view.page, view.query, drawn.get(view.page)].join(" ");

  /* Only the places that are seen: a map for a desk is not drawn on a phone. */
  const places = () => Array.from(document.querySelectorAll("[data-place]")).filter((place) => place.offsetParent !== null);

  function graph(place) {
    const id = place.dataset.place;
    const shown = { type: "Graph", namespace: "dash_core_components", props: { id: id, figure: figures[id], config: CONFIG, responsive: true } };
    return { type: "Place", namespace: "school_components", props: { id: "place-" + id, name: id, turn: turn, children: shown } };
  }

  function draw() {
    const seen = places().filter((place) => figures[place.dataset.place]);
    const stay = seen.length === mounted.size && seen.every((place) => mounted.get(place.dataset.place) === place);
    if (stay) return seen.forEach((place) => dash_clientside.set_props(place.dataset.place, { figure: figures[place.dataset.place] }));
    turn += 1;
    mounted = new Map(seen.map((place) => [place.dataset.place, place]));
    dash_clientside.set_props("drawings", { children: seen.map(graph) });
  }

  /* The question for a view's figures, asked along with its text where the page has drawings; nothing if it is known or on its way. */
  school.drawings = function (view) {
    if (!drawn.has(view.page) || answers.has(name(view)) || sent === name(view)) return {};
    sent = name(view);
    return { shown: { query: view.query, load: school.load(), turn: ++asked, places: drawn.get(view.page) } };
  };

  /* Draws the view on screen; its figures may still be on their way. */
  school.redraw = function () {
    const view = school.onScreen();
    if (!places().length) {
      figures = {};
      if (mounted.size) draw();
      return;
    }
    drawn.set(view.page, places().map((place) => place.dataset.place));
    const known = answers.get(name(view)), question = school.question(view.page);
    if (known) school.drawing().then(() => { if (name(school.onScreen()) === name(view)) { figures = known; draw(); } });
    else if (question) question(school.drawings(view));
  };

  school.figures = function (answer) {
    if (sent === name(answer)) sent = "";
    if (answer.notice) return school.tell(answer.notice);
    answers.set(name(answer), answer.figures);
    if (answers.size > KEPT) answers.delete(answers.keys().next().value);
    if (name(answer) === name(school.onScreen())) school.redraw();
  };

  const ready = school.ready;
  school.ready = function (page, question) {
    ready(page, question);
    if (page === school.onScreen().page) school.redraw();
  };
  window.addEventListener("resize", () => { if (mounted.size) school.redraw(); });
  if (places().length) school.drawing();
})();
