// Older versions of Firefox, spoken to by the locked driver.
//
// The driver opens every session with commands of WebDriver BiDi that are younger than Firefox ESR
// 140, and gives up when the first is not known. Each of those below does what no test looks at, or
// what a preference of the profile does as well: where a Firefox does not know one, "done" is
// answered in its place. Any other command that is not known still fails, by its name.

import { createRequire } from "node:module";

/** The oldest version whose every test has passed. */
export const OLDEST = 140;

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

/** Lets the driver live with a Firefox that does not know the commands above. */
export function liveWithOlderFirefox() {
  const { ws } = createRequire(import.meta.url)("playwright-core/lib/utilsBundle");
  const asked = new WeakMap();
  const { send } = ws.prototype;
  ws.prototype.send = function (message, ...rest) {
    const { id, method } = JSON.parse(message);
    if (DISPENSABLE.has(method)) {
      if (!asked.has(this)) asked.set(this, new Set());
      asked.get(this).add(id);
    }
    return send.call(this, message, ...rest);
  };
  const { emit } = ws.prototype;
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
