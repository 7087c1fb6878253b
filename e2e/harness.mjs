// Both browsers, the release page, and the promises every test holds it to: nothing in the
// console, nothing blocked by the policy, no request to anywhere else, none after it is ready.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, it } from "node:test";
import { chromium, firefox } from "playwright-core";

import { OLDEST, liveWithFirefox, preferences } from "./bidi.mjs";
import { pace } from "./pace.mjs";

const first = (...paths) => paths.find((path) => path && existsSync(path));

/** Where the page is served. `cargo xtask serve` prints it, `cargo xtask test` sets it. */
export const url = process.env.PALIER_URL ?? "http://localhost:8080/";

const firefoxPath = first(process.env.PALIER_FIREFOX, "/usr/bin/firefox-esr");
/** The first number of its version; none where there is none. */
export const firefoxVersion = firefoxPath && versionOf(firefoxPath);
liveWithFirefox(firefoxVersion);

/** One clear line where it is too old, rather than every test failing for a reason of its own. */
function versionOf(path) {
  const printed = execFileSync(path, ["--version"], { encoding: "utf8" }).trim();
  const version = Number(printed.match(/\d+/)?.[0]);
  assert.ok(version >= OLDEST, `${printed} at ${path} is too old: these tests need ${OLDEST} or later`);
  return version;
}

export const launch = {
  chromium: () =>
    chromium.launch({
      executablePath: first(process.env.PALIER_CHROMIUM, "/usr/bin/chromium"),
      args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
    }),
  firefox: () =>
    // The stock Firefox, spoken to by WebDriver BiDi.
    firefox.launch({ channel: "moz-firefox", executablePath: firefoxPath, firefoxUserPrefs: preferences }),
};

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Declares the tests of a file once for each browser, named, with one launch each. */
export function inBothBrowsers(title, declare) {
  for (const [name, start] of Object.entries(launch)) {
    describe(`${title} (${name})`, () => {
      let browser;
      before(async () => {
        browser = await start();
      });
      after(() => browser?.close());

      /** A test that is given a page on which the planner is ready. */
      const test = (sentence, body, options = {}) =>
        it(sentence, { timeout: 60_000 * pace }, async () => {
          try {
            await visit(browser, body, options);
          } catch (failure) {
            // A browser that died is not the page's doing: once more, in a new one.
            if (browser.isConnected()) throw failure;
            browser = await start();
            await visit(browser, body, options);
          }
        });
      declare(test, name);
    });
  }
}

/** One test: a page of its own, and the promises at its end. */
async function visit(browser, body, options) {
  const visit = await Visit.open(browser, options);
  try {
    await body(visit.page, visit);
    visit.promisesAreKept();
  } finally {
    await visit.close();
  }
}

/** One person with one page. */
class Visit {
  requests = [];
  faults = [];

  /**
   * `ready: false` does not wait for the planner, and `until` is how much of the page is waited for; `prepare`
   * is run with the page before it loads, `fragment` ends its address, `drug` is what the page is about from the start (null: nothing), and `faults` are patterns of messages this visit is meant
   * to provoke.
   */
  static async open(browser, { ready = true, until = "load", prepare, fragment = "", faults = [], drug = "naltrexone-ldn", ...options } = {}) {
    const visit = new Visit();
    visit.expected = faults;
    visit.context = await browser.newContext({ locale: "fr-FR", ...options });
    const page = (visit.page = await visit.context.newPage());
    page.setDefaultTimeout(20_000 * pace);
    page.on("request", (request) => visit.requests.push(request.url()));
    page.on("pageerror", (error) => visit.faults.push(String(error)));
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) visit.faults.push(message.text());
    });
    await page.addInitScript(recordEvents);
    if (drug) await page.addInitScript(chooseDrug, drug);
    await prepare?.(page);
    await page.goto(url + fragment, { waitUntil: until });
    if (ready) {
      await page.waitForFunction(() => window.heard?.some(({ type }) => type === "palier-ready"));
      visit.requestsUntilReady = visit.requests.length;
    }
    return visit;
  }

  promisesAreKept() {
    const foreign = this.requests.filter((it) => !it.startsWith(url) && !/^(data|blob):/.test(it));
    assert.deepEqual(foreign, [], "a request left this machine");
    if (this.requestsUntilReady !== undefined) {
      const late = this.requests.slice(this.requestsUntilReady);
      assert.deepEqual(late, [], "something was requested after the planner was ready");
    }
    const surprising = this.faults.filter((it) => !this.expected.some((known) => known.test(it)));
    assert.deepEqual(surprising, [], "the console holds errors or warnings");
  }

  async close() {
    // A file that is still on its way is wanted no more.
    await this.page.unrouteAll({ behavior: "ignoreErrors" });
    await this.context.close();
  }
}

/** Runs in the page before anything else: what the page is about, where it says nothing. */
export function chooseDrug(drug) {
  document.addEventListener("readystatechange", () => {
    const planner = document.querySelector("dose-planner");
    if (planner && !planner.hasAttribute("drug")) planner.setAttribute("drug", drug);
  });
}

/** Runs in the page before anything else: keeps every event of every planner. */
function recordEvents() {
  window.heard = [];
  for (const type of ["palier-ready", "palier-outcome", "palier-error"]) {
    addEventListener(type, ({ target, detail, composed, bubbles }) => {
      window.heard.push({ type, id: target.id, detail, composed, bubbles });
    });
  }
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
    console.error(`policy: ${violatedDirective} ${blockedURI}`);
  });
}

/** The events heard so far, of one type if asked. */
export const heard = (page, type) =>
  page.evaluate((type) => window.heard.filter((it) => !type || it.type === type), type);

/** Waits until what moves for a moment stands still. */
export const still = (page) =>
  page.evaluate(async () => {
    const roots = [document, ...[...document.querySelectorAll("dose-planner")].map((it) => it.shadowRoot)];
    const moving = roots.flatMap((it) => it?.getAnimations() ?? []);
    const ends = moving.filter((it) => it.effect.getComputedTiming().endTime < 10_000);
    await Promise.allSettled(ends.map((it) => it.finished));
  });

/** What axe finds wrong on the page, shadow roots included. */
export async function axeFaults(page) {
  await page.evaluate(axe);
  await still(page);
  const { violations } = await page.evaluate(() =>
    axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }),
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}
