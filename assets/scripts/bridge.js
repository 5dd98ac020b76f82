/* What Dash has on the page: one component a page, which carries questions and answers; the drawings, each in its place in the text. */
(function () {
  "use strict";
  window.school_components = {
    Page: function (props) {
      React.useEffect(() => { window.setTimeout(school.ready, 0, props.id, props.setProps); }, []); /* Dash knows the component a moment later */
      React.useLayoutEffect(() => { if (props.answer) school.receive(props.answer); }, [props.answer]);
      React.useLayoutEffect(() => { if (props.figures) school.figures(props.figures); }, [props.figures]);
      return null;
    },
    Drawings: (props) => props.children || null,
    Place: function (props) {
      const host = document.querySelector('[data-place="' + props.name + '"]');
      return host ? ReactDOM.createPortal(props.children, host) : null;
    },
  };
})();
