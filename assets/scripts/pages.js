/* Which page and view stand on the screen, which are wanted, and how an answer becomes the document. The server's first answer is the
   whole page; every later one is the same text for another view. Only what was asked for last is shown: answers overtaken by a later
   click are kept, not drawn. Dash carries questions and answers (bridge.js) and draws with Plotly (drawings.js). */
(function () {
  "use strict";
  const KEPT = 40;    /* answers of the newest load, so that a step back needs no question */
  const SLOW = 600;   /* milliseconds after which old numbers fade */
  const OVERDUE = 3000;
  const root = document.getElementById("document");
  const questions = {};                       /* page -> how its component is asked, once Dash is up */
  const pending = {};                         /* page -> the question on its way */
  const answers = new Map();
  let load = Number(root.dataset.load);
  let shown = { page: root.dataset.page, query: root.dataset.query, load: load };
  let wanted = shown;
  let slow = null, turn = 0;

  const name = (view) => view.page + "?" + view.query;
  const same = (one, other) => name(one) === name(other);

  function keep(answer) {
    answers.set(name(answer), answer);
    if (answers.size > KEPT) answers.delete(answers.keys().next().value);
  }

  /* Of the questions to one page Dash answers the last: what is on its way is not asked again, unless it is long overdue. */
  function ask(view) {
    const question = questions[view.page], sent = pending[view.page], now = performance.now();
    if (!question || sent && sent.query === view.query && sent.load === load && now - sent.at < OVERDUE) return;
    pending[view.page] = { query: view.query, load: load, at: now };
    question({ asked: { query: view.query, load: load, turn: ++turn }, ...school.drawings(view) });
  }

  /* Wants a view: the address is changed by the caller. */
  function want(view, scroll) {
    wanted = { page: view.page, query: view.query, scroll: scroll };
    window.clearTimeout(slow);
    const known = answers.get(name(view));
    if (known) return show(known);
    if (same(view, shown) && scroll === undefined) return settle();
    slow = window.setTimeout(() => { root.dataset.waiting = ""; }, SLOW);
    window.setTimeout(open, OVERDUE, wanted);
    ask(wanted);
  }

  /* Where Dash did not come, the address is opened as a whole: every view is a document too. */
  function open(view) {
    if (view === wanted && !same(view, shown) && !questions[view.page]) window.location.reload();
  }

  /* Fetches what will probably be wanted next. */
  function expect(view) {
    if (!answers.has(name(view)) && !same(view, shown)) ask(view);
  }

  function settle() {
    window.clearTimeout(slow);
    delete root.dataset.waiting;
  }

  function receive(answer) {
    if (pending[answer.page] && pending[answer.page].query === answer.query) delete pending[answer.page];
    if (answer.load >= load && answer.html) keep(answer);
    if (!same(answer, wanted)) return;
    if (answer.html) show(answer);
    else tell(answer.notice);
  }

  function tell(notice) {
    settle();
    document.getElementById("notice").innerHTML = notice;
  }

  function show(answer) {
    const turned = answer.page !== shown.page, changed = !same(answer, shown);
    const scroll = wanted.scroll; /* arriving may be taken for a step back or forward */
    settle();
    draw(answer.html, turned);
    document.title = answer.title;
    shown = { page: answer.page, query: answer.query, load: answer.load };
    if (turned) place(0);
    if (changed) arrive();
    if (scroll) place(scroll);
    school.redraw();
  }

  /* At once: browsers glide to where a reader never was. */
  function place(top) {
    window.scrollTo({ top: top, behavior: "instant" });
  }

  /* The part that the address names, shown and marked: `:target` follows neither a pushed address nor a part that came later, only a
     journey to the part itself. In the navigation, where it scrolls, the page that is on screen. */
  function arrive() {
    const part = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (part && !part.matches(":target")) location.replace(location.hash);
    if (part) part.scrollIntoView({ behavior: "instant" });
    const current = document.querySelector("#navigation [aria-current]"), strip = document.getElementById("navigation");
    if (current && strip.scrollWidth > strip.clientWidth) strip.scrollLeft = current.offsetLeft - strip.clientWidth / 2;
  }

  /* What did not change stays as it is, with focus, folds, scroll and drawings; another page is set anew. */
  function draw(html, turned) {
    window.morphdom(root, "<div>" + html + "</div>", {
      childrenOnly: true,
      onBeforeElUpdated: function (from, to) {
        if (from.isEqualNode(to) || from.dataset.place && !turned) return false;
        if (turned && from.id === "main") {
          from.replaceChildren(...to.childNodes);
          return false;
        }
        if (from.localName === "details" && !turned) to.open = from.open;
        return !(from === document.activeElement && from.type === "date" && !turned);
      },
    });
  }

  window.school = {
    view: () => wanted,
    onScreen: () => shown,
    load: () => load,
    settled: () => same(shown, wanted) && wanted.page in questions,
    want: want,
    expect: expect,
    receive: receive,
    tell: tell,
    page: (path) => {
      const link = Array.from(document.querySelectorAll("#navigation a")).find((one) => one.pathname === path);
      return link ? link.dataset.page : null;
    },
    ready: function (page, question) {
      questions[page] = question;
      if (page === wanted.page && (!same(wanted, shown) || shown.load !== load)) ask(wanted);
    },
    question: (page) => questions[page],
    /* A new load: everything kept is of the past. */
    renew: function (newest) {
      load = newest;
      answers.clear();
      ask(wanted);
    },
    redraw: () => {},         /* of drawings.js, as drawings */
    drawings: () => ({}),
  };
  if (shown.page) keep({ ...shown, title: document.title, html: root.innerHTML });
  arrive();
})();
