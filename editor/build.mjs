// Puts editor.js and everything that it imports into one file, and beside it the licences of all that is in there.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const target = process.argv[2];
const { metafile } = await build({
  entryPoints: ["editor.js"],
  outfile: join(target, "editor.js"),
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  define: { "process.env.NODE_ENV": '"production"', "globalThis.process": "undefined" },
  metafile: true,
});

const [output] = Object.values(metafile.outputs);
const used = Object.entries(output.inputs).filter(([, part]) => part.bytesInOutput > 0);
const packages = new Set(used.map(([path]) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]).filter(Boolean));
const licences = [...packages].sort().map((name) => {
  const folder = join("node_modules", name);
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  const text = file ? readFileSync(join(folder, file), "utf8").trim() : `Licence: ${license}`;
  return `${name} ${version}\n\n${text}\n`;
});
writeFileSync(join(target, "editor.licences.txt"), licences.join(`\n${"-".repeat(60)}\n\n`));
