// Makes the Preact page that the bench measures beside Palier, out of what Palier shows.

import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

/** Writes the page into `folder`: a form that was read, and its sheet. */
export async function makeComparison(form, folder, sheet) {
  writeFileSync(join(folder, "form.json"), JSON.stringify(form, null, 1));
  copyFileSync(here("index.html"), join(folder, "index.html"));
  copyFileSync(sheet, join(folder, "palier.css"));
  await build({
    entryPoints: [here("page.jsx")],
    outfile: join(folder, "page.js"),
    alias: { "the-form": join(folder, "form.json") },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    jsx: "automatic",
    jsxImportSource: "preact",
    logLevel: "warning",
  });
}

/**
 * Runs in the page of Palier. What it shows, as data: a text, a field to write in, a choice, or any other
 * element with what is in it. A field that has neither shape stays a bare `input`.
 */
export function readForm() {
  const attributes = (element) =>
    Object.fromEntries([...element.attributes].map(({ name, value }) => [name, name === "hidden" || value]));
  const inside = (element) => [...element.childNodes].map(read).filter((it) => it !== "");
  const part = (element, selector) => {
    const found = element.querySelector(`:scope > ${selector}`);
    return found && { text: found.textContent, hidden: found.hidden };
  };
  const read = (node) => {
    if (!(node instanceof Element)) return node instanceof Text ? node.data : "";
    const input = node.querySelector(":scope > .box > input[type=text]");
    const unit = node.querySelector(":scope > .box > .unit");
    if (input && unit) {
      const [label, echo, help] = ["label", ".echo", ".help"].map((it) => part(node, it));
      const { value } = input;
      return { is: "text", label: label.text, echo, help, unit: unit.textContent, input: attributes(input), value };
    }
    const options = node.matches("fieldset") && node.querySelector(":scope > .options");
    if (options) {
      const choices = [...options.querySelectorAll("input")];
      return {
        is: "choice",
        look: attributes(node),
        legend: node.querySelector("legend").textContent,
        type: choices[0]?.type,
        options: choices.map((it) => ({ value: it.value, chosen: it.checked, label: read(it.nextElementSibling) })),
        after: [...node.children].slice([...node.children].indexOf(options) + 1).map(read),
      };
    }
    return { is: "element", tag: node.localName, attributes: attributes(node), inside: inside(node) };
  };
  return [...document.querySelector("dose-planner").shadowRoot.children].map(read);
}
