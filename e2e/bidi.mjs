// Older versions of Firefox, spoken to by the locked driver.
//
// The driver opens every session with commands of WebDriver BiDi that are younger than Firefox ESR
// 140, and gives up when the first is not known. Each of those below does what no test looks at, or
// what a preference of the profile does as well: where a Firefox does not know one, "done" is
// answered in its place. Any other command that is not known still fails, by its name.
//
// The driver also hands its questions to the page as text, for `eval`. Later versions let it; ESR 140
// asks the policy of the page, which forbids it. There the same text travels as code of the question
// itself, which no policy concerns, and the policy stays what it is.

import { createRequire } from "node:module";
import { Script } from "node:vm";

/** The oldest version whose every test has passed. */
export const OLDEST = 140;

/** From this version on, the driver's questions are not the policy's concern. */
const ASKS_FREELY = 153;

/** Commands that may be missing, and why nothing is missed. */
const DISPENSABLE = new Map([
  ["network.addDataCollector", "no test reads the body of an answer through the browser"],
  ["browser.setDownloadBehavior", "files are caught where the page makes them"],
  ["emulation.setScreenOrientationOverride", "the size of the window is set apart"],
  ["emulation.setScreenSettingsOverride", "the size of the window is set apart"],
  ["emulation.setLocaleOverride", "the language is a preference of the profile"],
]);

/** What the profile is made with: the language of a person in France, as the tests expect it. */
export const preferences = { "intl.accept_languages": "fr-FR, fr" };

/** How the driver asks the page anything. */
const ASKS = "(utilityScript, ...args) => utilityScript.evaluate(...args)";

/** Lets the driver live with a Firefox of this version. */
export function liveWithFirefox(version) {
  const { ws } = createRequire(import.meta.url)("playwright-core/lib/utilsBundle");
  const asked = new WeakMap();
  const { send, emit } = ws.prototype;
  ws.prototype.send = function (message, ...rest) {
    const command = JSON.parse(message);
    if (DISPENSABLE.has(command.method)) {
      if (!asked.has(this)) asked.set(this, new Set());
      asked.get(this).add(command.id);
    }
    if (version < ASKS_FREELY && command.params?.functionDeclaration === ASKS) {
      command.params.functionDeclaration = asCode(command.params.arguments);
      message = JSON.stringify(command);
    }
    return send.call(this, message, ...rest);
  };
  ws.prototype.emit = function (event, message, ...rest) {
    return emit.call(this, event, event === "message" ? forgiven(message, asked.get(this)) : message, ...rest);
  };
}

/** The answer as it came; "done" in place of "unknown command" for one of those asked. */
function forgiven(message, asked) {
  if (!asked?.size) return message;
  const { id, error } = JSON.parse(message);
  if (!asked.delete(id) || error !== "unknown command") return message;
  return Buffer.from(JSON.stringify({ type: "success", id, result: {} }));
}

/** How the driver puts a text before it hands it to `eval`: as it is, in brackets, as a module. */
const PUT = [
  (it) => it,
  (it) => `(${it})`,
  (it) => `
    (() => {
      const module = {};
      ${it}
      return module.exports.default();
    })()`,
];

/** The question with every text it may hand to `eval` beside it as code, found again by that text. */
function asCode(args) {
  const texts = new Set();
  const gather = (value) => {
    if (typeof value === "string") PUT.forEach((put) => texts.add(put(value)));
    else if (value && typeof value === "object") Object.values(value).forEach(gather);
  };
  gather(args);
  const known = [...texts].map((it) => [JSON.stringify(it), code(it)]).filter(([, it]) => it);
  return `(utilityScript, ...args) => {
    const known = (globalThis.eval.known ??= new Map());
    globalThis.eval = Object.assign((text) => known.get(text)(), { known });
    ${known.map(([text, code]) => `known.set(${text}, ${code});`).join("\n")}
    return utilityScript.evaluate(...args);
  }`;
}

/** A text as a function that gives what `eval` of it would; nothing where it is no code. */
function code(text) {
  const parses = (source) => {
    try {
      new Script(source);
      return source;
    } catch {
      return undefined;
    }
  };
  const expression = text.trim().replace(/;+$/, "");
  return parses(`() => (${expression}\n)`) ?? parses(`() => { ${text}\n }`);
}
