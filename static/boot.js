// Starts Palier: loads the module and the style sheet, then defines <dose-planner>.
// Until that has worked, what the page wrote inside the element stays on screen.

import { defineDosePlanner, refuse } from "./dose-planner.js";

const REASONS = {
  "no-webassembly": [
    "Ce navigateur ne permet pas WebAssembly (mode Isolement ou navigateur trop ancien) : Palier ne peut pas fonctionner ici.",
    "This browser does not allow WebAssembly (Lockdown Mode, or too old a browser): Palier cannot run here.",
  ],
  "blocked-by-policy": [
    "La politique de sécurité de cette page interdit WebAssembly. Il faut y ajouter 'wasm-unsafe-eval' à script-src.",
    "The security policy of this page forbids WebAssembly. Add 'wasm-unsafe-eval' to its script-src.",
  ],
  "not-loaded": [
    "Palier n’a pas pu être chargé entièrement. Vérifiez la connexion, puis rechargez la page.",
    "Palier could not be loaded completely. Check the connection, then reload the page.",
  ],
};

// A module has no document.currentScript: it finds its own tag by what the build wrote on it.
const tag = document.querySelector("script[data-wasm]");
const at = (name) => new URL(name, document.baseURI).href;

try {
  if (typeof WebAssembly !== "object") throw "no-webassembly";
  const [module, style] = await Promise.all([load(), fetchStyle()]);
  defineDosePlanner(module, style, painted().then(() => readAppendix(module)));
} catch (cause) {
  const reason = cause in REASONS ? cause : "not-loaded";
  console.error("Palier:", cause);
  refuse(reason, REASONS[reason]);
}

async function load() {
  const module = await import(at(tag.dataset.js));
  try {
    await module.default({ module_or_path: at(tag.dataset.wasm) });
  } catch (cause) {
    throw cause instanceof WebAssembly.CompileError ? "blocked-by-policy" : cause;
  }
  return module;
}

/** The rest of the book: the catalogue of medicines and the statements. */
async function readAppendix(module) {
  const answer = await fetch(new URL(module.appendixName(), at(tag.dataset.wasm)));
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
  module.readAppendix(new Uint8Array(await answer.arrayBuffer()));
}

/** Once the page was painted; in a tab that nobody looks at, nothing is. */
function painted() {
  return new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, 200);
  });
}

async function fetchStyle() {
  const answer = await fetch(new URL("palier.css", import.meta.url));
  if (!answer.ok) throw new Error(`palier.css: ${answer.status}`);
  return new CSSStyleSheet().replace(await answer.text());
}
