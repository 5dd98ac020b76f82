// The trace types that figures use, and the Russian locale: a fifth of the whole library.
import Plotly from "plotly.js/lib/core";
import bar from "plotly.js/lib/bar";
import heatmap from "plotly.js/lib/heatmap";
import russian from "plotly.js/lib/locales/ru";

Plotly.register([bar, heatmap, russian]);
window.Plotly = Plotly;
