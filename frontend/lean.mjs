// An esbuild plugin that leaves out of plotly.js what figures never use: descriptions of attributes, components that are not
// registered but asked for all the same, most of d3 and of culori.
import { readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

// What stands in for a module: code as short as its callers allow.
const nothing = "module.exports = () => {};";
const stubs = {
  "components/legend/defaults": nothing, // asked for by hover labels of several points in one box
  "components/legend/draw": nothing,
  "components/modebar": "exports.manage = () => {};",
  "components/selections": "exports.prepSelect = exports.clearOutline = exports.selectOnClick = () => {};",
  "components/colorbar/defaults": nothing,
  "components/colorbar/attributes": "module.exports = {};",
  "components/shapes/draw_newshape/newshapes": "exports.newShapes = exports.createShapeObj = () => {};",
  "traces/bar/cross_trace_calc": "exports.setGroupPositions = () => {};", // asked for by grouped points
  "plots/command": "exports.manageCommandObserver = exports.executeAPICommand = exports.computeAPICommandBindings = exports.hasSimpleAPICommandBindings = () => {};",
};

const d3 = ["compat", "selection", "transition", "behavior/drag", "event", "arrays/extent", "arrays/max", "arrays/min", "core/rebind", "format/round", "interpolate/ease", "scale/linear"];

const culori = `import { converter, formatHex, formatRgb, modeHsl, modeLrgb, modeRgb, useMode, wcagContrast, wcagLuminance } from "culori/fn";
[modeRgb, modeHsl, modeLrgb].forEach(useMode);
export { converter, formatHex, formatRgb, wcagContrast, wcagLuminance };`;

const matrix = `module.exports = { invert: require("gl-mat4/invert"), multiply: require("gl-mat4/multiply") };`;

export const lean = {
  name: "lean",
  setup(build) {
    const root = join(import.meta.dirname, "node_modules");
    const virtual = (name, contents) => {
      build.onResolve({ filter: new RegExp(`^${name}$`) }, () => ({ path: name, namespace: "lean" }));
      build.onLoad({ filter: new RegExp(`^${name}$`), namespace: "lean" }, () => ({ contents, resolveDir: import.meta.dirname }));
    };
    virtual("@plotly/d3", joined(join(root, "@plotly/d3/src"), d3));
    virtual("culori", culori);
    virtual("gl-mat4", matrix);
    build.onLoad({ filter: /plotly\.js\/src\/.*\.js$/ }, ({ path }) => {
      const name = path.split("plotly.js/src/")[1].replace(/(\/index)?\.js$/, "");
      return { contents: stubs[name] ?? undescribed(readFileSync(path, "utf8")) };
    });
  },
};

// d3 3 is written in pieces that share one scope; `import "piece"` puts it before the rest.
function joined(folder, pieces) {
  const seen = new Set();
  const text = (path) => {
    const file = statSync(path, { throwIfNoEntry: false })?.isDirectory() ? join(path, "index.js") : `${path}.js`;
    if (seen.has(file)) return "";
    seen.add(file);
    return readFileSync(file, "utf8").replace(/^import "(.+)";$/gm, (_, piece) => text(join(dirname(file), piece)));
  };
  return `const d3 = { version: "3" };\n${pieces.map((piece) => text(join(folder, piece))).join("\n")}\nmodule.exports = d3;`;
}

// Takes `description: …,` out of object literals: the value ends at the comma or the bracket that is not inside it.
function undescribed(code) {
  const key = /^( *)description: ?/gm;
  const part = /\/\/.*|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`|[([{]|[)\]}]|,/g;
  let kept = "";
  let from = 0;
  for (let found; (found = key.exec(code)); ) {
    kept += code.slice(from, found.index);
    part.lastIndex = key.lastIndex;
    for (let depth = 0; ; ) {
      const [sign] = part.exec(code);
      if (depth === 0 && /^[,)\]}]$/.test(sign)) {
        from = sign === "," ? part.lastIndex : part.lastIndex - 1;
        break;
      }
      depth += /^[([{]$/.test(sign) ? 1 : /^[)\]}]$/.test(sign) ? -1 : 0;
    }
    key.lastIndex = from;
  }
  return kept + code.slice(from);
}
