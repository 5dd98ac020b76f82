// Plotly as far as figures need it: scatter with annotations and shapes, hover labels, Russian dates. What plotly.js/src/core
// registers besides is left out here; what its files ask for nevertheless, lean.mjs replaces.
import "plotly.js/build/plotcss";
import annotations from "plotly.js/src/components/annotations";
import colorscale from "plotly.js/src/components/colorscale";
import fx from "plotly.js/src/components/fx";
import shapes from "plotly.js/src/components/shapes";
import english from "plotly.js/src/locale-en";
import american from "plotly.js/src/locale-en-us";
import api from "plotly.js/src/plot_api/plot_api";
import plots from "plotly.js/src/plots/plots";
import { register } from "plotly.js/src/registry";
import scatter from "plotly.js/src/traces/scatter";
import { version } from "plotly.js/src/version";

const russian = {
  moduleType: "locale",
  name: "ru",
  dictionary: {},
  format: {
    days: ["воскресенье", "понедельник", "вторник", "среда", "четверг", "пятница", "суббота"],
    shortDays: ["вс", "пн", "вт", "ср", "чт", "пт", "сб"],
    months: ["Январь", "Февраль", "Март", "Апрель", "Май", "Июнь", "Июль", "Август", "Сентябрь", "Октябрь", "Ноябрь", "Декабрь"],
    shortMonths: ["Янв.", "Февр.", "Март", "Апр.", "Май", "Июнь", "Июль", "Авг.", "Сент.", "Окт.", "Ноя", "Дек."],
    date: "%d.%m.%Y",
    decimal: ",",
    thousands: "\u00a0",
  },
};
const modebar = { // none is drawn, but its side is asked for
  moduleType: "component",
  name: "modebar",
  supplyLayoutDefaults: (given, layout) => { layout.modebar = { orientation: "h" }; },
};
const methods = Object.entries(api).filter(([, fn]) => typeof fn === "function");

register([
  ...methods.map(([name, fn]) => ({ moduleType: "apiMethod", name, fn })),
  scatter,
  annotations,
  shapes,
  colorscale,
  modebar,
  fx, // after shapes and annotations, as in the whole library
  english,
  american,
  russian,
]);

window.Plotly = {
  version,
  register,
  ...Object.fromEntries(methods.filter(([name]) => !name.startsWith("_"))),
  Plots: { resize: plots.resize, graphJson: plots.graphJson },
  Fx: { hover: fx.hover, unhover: fx.unhover, loneHover: fx.loneHover, loneUnhover: fx.loneUnhover },
};
