// <dose-planner> as a host page meets it.

import assert from "node:assert/strict";
import { axeFaults, firefoxVersion, heard, inBothBrowsers } from "./harness.mjs";

/** The first text field of a planner: whatever else the page asks, it asks one thing in words. */
const field = (host) => host.locator("input[type=text]").first();

/** Adds a planner about a drug and waits until it is ready. */
async function add(page, id, attributes = {}) {
  await page.evaluate(
    ([id, attributes]) => {
      const planner = document.createElement("dose-planner");
      planner.id = id;
      for (const [name, value] of Object.entries(attributes)) planner.setAttribute(name, value);
      return new Promise((ready) => {
        planner.addEventListener("palier-ready", ready, { once: true });
        document.body.append(planner);
      });
    },
    [id, { drug: "naltrexone-ldn", ...attributes }],
  );
  return page.locator(`#${id}`);
}

inBothBrowsers("the element", (test, browser) => {
  test("greets in the language of its attribute", async (page) => {
    const french = page.locator("dose-planner");
    const english = await add(page, "second", { lang: "en" });
    assert.equal(await french.locator("[lang=fr]").first().isVisible(), true);
    assert.equal(await english.locator("[lang=en]").first().isVisible(), true);
  });

  test("keeps what was typed when the language changes", async (page) => {
    const planner = page.locator("dose-planner");
    await field(planner).fill("tramadol");
    await planner.evaluate((it) => {
      it.lang = "en";
    });
    await planner.locator("[lang=en] input").first().waitFor();
    assert.equal(await field(planner).inputValue(), "tramadol");
    assert.equal(await planner.getAttribute("lang"), "en");
  });

  test("shares nothing with its neighbour", async (page) => {
    const left = page.locator("dose-planner").first();
    const right = await add(page, "second");
    await field(left).fill("tramadol");
    assert.equal(await field(right).inputValue(), "");
    await field(right).fill("sertraline");
    assert.equal(await field(left).inputValue(), "tramadol");
  });

  test("keeps what was typed when it is moved", async (page) => {
    const planner = page.locator("dose-planner");
    await field(planner).fill("tramadol");
    await planner.evaluate((it) => {
      const aside = document.createElement("aside");
      document.body.append(aside);
      aside.append(it);
    });
    assert.equal(await field(page.locator("aside dose-planner")).inputValue(), "tramadol");
    assert.equal((await heard(page, "palier-ready")).length, 1);
  });

  test("keeps even the focus when it is moved by moveBefore", async (page) => {
    // Firefox has it from version 144 on.
    const has = await page.evaluate(() => "moveBefore" in Element.prototype);
    assert.equal(has, browser !== "firefox" || firefoxVersion >= 144);
    if (!has) return;
    const input = field(page.locator("dose-planner"));
    await input.fill("trama");
    await page.locator("dose-planner").evaluate((it) => {
      const aside = document.createElement("aside");
      document.body.append(aside);
      aside.moveBefore(it, null);
    });
    await page.keyboard.type("dol");
    assert.equal(await input.inputValue(), "tramadol");
  });

  test("forgets what was typed when it is removed, and works when it comes back", async (page) => {
    const planner = page.locator("dose-planner");
    await field(planner).fill("tramadol");
    await planner.evaluate(async (it) => {
      it.remove();
      await new Promise((later) => setTimeout(later, 50));
      window.leftBehind = it.shadowRoot.childElementCount;
      document.body.append(it);
    });
    assert.equal(await page.evaluate(() => window.leftBehind), 0);
    assert.equal(await field(planner).inputValue(), "");
    await field(planner).fill("sertraline");
    assert.equal(await field(planner).inputValue(), "sertraline");
  });

  test("takes properties that were set before it was defined", async (page) => {
    assert.equal(await page.locator("dose-planner").getAttribute("drug"), "naltrexone-ldn");
  }, {
    prepare: (page) =>
      page.addInitScript(() => {
        document.addEventListener("readystatechange", () => {
          const planner = document.querySelector("dose-planner:not(:defined)");
          if (planner) planner.drug = "naltrexone-ldn";
        });
      }),
  });

  test("says when it is ready and what came out, to listeners outside", async (page) => {
    await page.waitForFunction(() => window.heard.some(({ type }) => type === "palier-outcome"));
    const [ready] = await heard(page, "palier-ready");
    assert.deepEqual([ready.bubbles, ready.composed], [true, true]);
    const [outcome] = await heard(page, "palier-outcome");
    const expected = ["alerts", "checked", "notChecked", "verdict"];
    assert.deepEqual(Object.keys(outcome.detail).sort(), expected);
  });

  test("bears a listener that changes, removes and adds planners", async (page) => {
    const first = page.locator("dose-planner").first();
    await add(page, "second");
    await page.evaluate(() => {
      addEventListener("palier-outcome", ({ target }) => {
        if (document.querySelector("#third")) return;
        target.lang = "en";
        document.querySelector("#second").remove();
        const third = document.createElement("dose-planner");
        third.id = "third";
        third.setAttribute("drug", "naltrexone-ldn");
        document.body.append(third);
      });
    });
    await field(first).fill("46");
    await field(first).press("Enter");
    await page.waitForFunction(() => window.heard.some(({ type, id }) => type === "palier-ready" && id === "third"));
    await first.locator("[lang=en] input").first().waitFor();
    assert.equal(await field(first).inputValue(), "46");
    assert.equal(await field(page.locator("#third")).inputValue(), "");
  });

  test("can be filled in with the keyboard alone", async (page) => {
    const planner = page.locator("dose-planner");
    for (let presses = 0; presses < 40; presses += 1) {
      await page.keyboard.press("Tab");
      if (await field(planner).evaluate((it) => it.getRootNode().activeElement === it)) break;
    }
    await page.keyboard.type("tramadol");
    assert.equal(await field(planner).inputValue(), "tramadol");
  });

  test("keeps the caret where it was while the outcome is drawn", async (page) => {
    const input = field(page.locator("dose-planner"));
    await input.fill("tradol");
    await input.evaluate((it) => it.setSelectionRange(3, 3));
    await input.pressSequentially("ma");
    assert.equal(await input.inputValue(), "tramadol");
    assert.equal(await input.evaluate((it) => it.selectionStart), 5);
  });

  test("shows no fault to axe", async (page) => {
    assert.deepEqual(await axeFaults(page), []);
  });

  test("uses no more memory after two hundred mounts than after fifty", async (page) => {
    const sizes = await page.evaluate(async () => {
      const tag = document.querySelector("script[data-wasm]");
      const glue = await import(new URL(tag.dataset.js, document.baseURI).href);
      const { memory } = await glue.default();
      const mount = async (times) => {
        for (let i = 0; i < times; i += 1) {
          const planner = document.createElement("dose-planner");
          const ready = new Promise((it) => planner.addEventListener("palier-ready", it));
          document.body.append(planner);
          await ready;
          planner.remove();
          await new Promise((later) => setTimeout(later));
        }
        return memory.buffer.byteLength;
      };
      return [await mount(50), await mount(150)];
    });
    assert.equal(sizes[1], sizes[0]);
  });

  test("stops every planner of the page when the module panics", async (page) => {
    await add(page, "second");
    await page.evaluate(async () => {
      const tag = document.querySelector("script[data-wasm]");
      const { Mounted } = await import(new URL(tag.dataset.js, document.baseURI).href);
      try {
        // A host without a shadow root breaks the one promise the module asks for.
        new Mounted(document.createElement("p"), () => {});
      } catch {}
    });
    for (const planner of await page.locator("dose-planner").all()) {
      const alert = planner.getByRole("alert");
      assert.match(await alert.innerText(), /N’utilisez rien[\s\S]*Do not use anything/);
      assert.equal(await planner.locator("input").count(), 0);
    }
    const errors = await heard(page, "palier-error");
    assert.deepEqual(errors.map(({ detail }) => detail.reason), ["stopped", "stopped"]);
    // One that arrives later is told the same.
    await page.evaluate(() => document.body.append(document.createElement("dose-planner")));
    await page.locator("dose-planner").nth(2).getByRole("alert").waitFor();
  }, { faults: [/panicked/, /Palier:/] });
});

inBothBrowsers("the shell", (test) => {
  test("stays, with the reason, where WebAssembly is missing", async (page) => {
    const planner = page.locator("dose-planner");
    await planner.getByRole("alert").getByText("WebAssembly").first().waitFor();
    await planner.getByText("dispositif médical").waitFor();
    const [error] = await heard(page, "palier-error");
    assert.equal(error.detail.reason, "no-webassembly");
  }, {
    ready: false,
    faults: [/Palier:/],
    prepare: (page) => page.addInitScript(() => delete globalThis.WebAssembly),
  });

  test("stays, with the reason, where the policy forbids WebAssembly", async (page) => {
    await page.locator("dose-planner").getByRole("alert").getByText("wasm-unsafe-eval").first().waitFor();
    const [error] = await heard(page, "palier-error");
    assert.equal(error.detail.reason, "blocked-by-policy");
  }, {
    ready: false,
    faults: [/./],
    prepare: (page) => page.route("**/*", replacePolicy),
  });

  test("stays, with the reason, where the module does not arrive", async (page) => {
    await page.locator("dose-planner > .palier-notice").waitFor();
    const [error] = await heard(page, "palier-error");
    assert.equal(error.detail.reason, "not-loaded");
  }, {
    ready: false,
    faults: [/./],
    prepare: (page) => page.route("**/*.wasm", (route) => route.abort()),
  });

  test("plans nothing, and says why, where the catalogue of medicines does not arrive", async (page) => {
    const planner = page.locator("dose-planner");
    await planner.getByRole("alert").getByText("aucun médicament n’est vérifié").waitFor();
    await planner.getByTestId("no-catalogue").waitFor();
    const [error] = await heard(page, "palier-error");
    assert.equal(error.detail.reason, "no-catalogue");
    assert.deepEqual(await heard(page, "palier-ready"), []);
    const thrown = await page.evaluate(async () => {
      const tag = document.querySelector("script[data-wasm]");
      const { decide } = await import(new URL(tag.dataset.js, document.baseURI).href);
      const treatment = { drug: "naltrexone-ldn" };
      return ["fr", "en"].map((language) => {
        try {
          return JSON.stringify(decide({ version: 1, id: "x", today: "2026-11-30", language, treatment }));
        } catch (fault) {
          return fault.message;
        }
      });
    });
    assert.match(thrown[0], /catalogue n’est pas encore chargé/);
    assert.match(thrown[1], /language `en`/);
  }, {
    ready: false,
    faults: [/./],
    prepare: (page) => page.route("**/formulary-*.bin", (route) => route.abort()),
  });

  test("draws its form from the language of the page, and takes the other once it was painted", async (page) => {
    const planner = page.locator("dose-planner");
    await planner.locator(".palier-root[lang=en] input").first().waitFor();
    await page.evaluate(() => window.release());
    await page.waitForFunction(() => window.heard.some(({ type }) => type === "palier-ready"));
    await planner.evaluate((it) => (it.lang = "fr"));
    await planner.locator(".palier-root[lang=fr] input").first().waitFor();
    await planner.evaluate((it) => (it.lang = "en"));
    await planner.locator(".palier-root[lang=en] input").first().waitFor();
  }, {
    ready: false,
    prepare: async (page) => {
      await page.addInitScript(() => {
        addEventListener("readystatechange", () => document.querySelector("dose-planner")?.setAttribute("lang", "en"), true);
      });
      await held(page, "**/fr-*.bin");
    },
  });

  test("keeps the language it speaks, and says so, where another does not arrive", async (page) => {
    const planner = page.locator("dose-planner");
    await planner.getByRole("alert").getByText("Une langue n’a pas pu être chargée").waitFor();
    assert.deepEqual((await heard(page, "palier-error")).map(({ detail }) => detail.reason), ["no-language"]);
    await page.waitForFunction(() => window.heard.some(({ type }) => type === "palier-ready"));
    await planner.evaluate((it) => (it.lang = "en"));
    await page.waitForTimeout(300);
    assert.equal(await planner.locator(".palier-root[lang=en] input").count(), 0);
    assert.ok(await planner.locator(".palier-root[lang=fr] input").count());
    assert.ok(await planner.getByTestId("no-catalogue").isHidden());
  }, {
    ready: false,
    faults: [/./],
    prepare: (page) => page.route("**/en-*.bin", (route) => route.abort()),
  });

  test("takes no catalogue but its own", async (page) => {
    await page.locator("dose-planner").getByRole("alert").getByText("aucun médicament n’est vérifié").waitFor();
  }, {
    ready: false,
    faults: [/./],
    prepare: (page) =>
      page.route("**/formulary-*.bin", async (route) => {
        const answer = await route.fetch();
        await route.fulfill({ response: answer, body: (await answer.body()).subarray(0, -1) });
      }),
  });

  test("gives a verdict before the catalogue is there, and a ready planner after", async (page) => {
    // The shell has one too, until the planner takes over.
    const planner = page.locator("dose-planner").locator("[part=root]");
    await planner.getByTestId("no-catalogue").waitFor();
    const [first] = await heard(page, "palier-outcome");
    assert.equal(first.detail.verdict, "pending");
    assert.deepEqual(await heard(page, "palier-ready"), []);
    await page.evaluate(() => window.release());
    await planner.getByTestId("no-catalogue").waitFor({ state: "hidden" });
    await page.waitForFunction(() => window.heard.some(({ type }) => type === "palier-ready"));
  }, {
    ready: false,
    prepare: late,
  });

  const removed = (page) =>
    page.locator("dose-planner").evaluate(async (it) => {
      window.kept = it;
      window.told = [];
      for (const type of ["palier-ready", "palier-error"]) {
        it.addEventListener(type, () => window.told.push(`${type} ${it.isConnected ? "on the page" : "off it"}`));
      }
      it.remove();
      await new Promise((later) => setTimeout(later, 50));
    });
  const putBack = (page) =>
    page.evaluate(async () => {
      document.body.append(window.kept);
      await new Promise((later) => setTimeout(later, 200));
    });

  test("says nothing for a planner that was removed before the catalogue came, and once for its return", async (page) => {
    await page.locator("dose-planner").getByTestId("no-catalogue").waitFor();
    await removed(page);
    const came = page.waitForResponse("**/formulary-*.bin");
    await page.evaluate(() => window.release());
    await came;
    await page.waitForTimeout(500);
    assert.deepEqual(await page.evaluate(() => window.told), []);
    await putBack(page);
    await page.waitForFunction(() => window.told.length > 0);
    assert.deepEqual(await page.evaluate(() => window.told), ["palier-ready on the page"]);
  }, { ready: false, prepare: late });

  test("is ready once, however often it came and went before the catalogue", async (page) => {
    await page.locator("dose-planner").getByTestId("no-catalogue").waitFor();
    for (let times = 0; times < 2; times += 1) {
      await removed(page);
      await putBack(page);
    }
    await page.evaluate(() => window.release());
    await page.waitForFunction(() => window.told.length > 0);
    await page.waitForTimeout(100);
    assert.deepEqual([...new Set(await page.evaluate(() => window.told))], ["palier-ready on the page"]);
    assert.equal((await heard(page, "palier-ready")).length, 1);
  }, { ready: false, prepare: late });

  test("says once that there is no catalogue, also when it comes back", async (page) => {
    const alerts = page.locator("dose-planner").locator("[part=no-catalogue]");
    await alerts.waitFor();
    for (let times = 0; times < 2; times += 1) {
      await removed(page);
      assert.equal(await page.evaluate(() => window.kept.shadowRoot.childElementCount), 0);
      await putBack(page);
      await alerts.first().waitFor();
      assert.equal(await alerts.count(), 1);
    }
  }, {
    ready: false,
    faults: [/./],
    prepare: (page) => page.route("**/formulary-*.bin", (route) => route.abort()),
  });

  test("says what Palier is and is not where the scripts do not arrive", async (page) => {
    await page.getByText("dispositif médical").waitFor();
    await page.getByText("CE-marked").waitFor();
  }, {
    ready: false,
    faults: [/./],
    prepare: (page) => page.route("**/boot.js", (route) => route.abort()),
  });
});

/** The catalogue comes when the page says so. */
function late(page) {
  return held(page, "**/formulary-*.bin");
}

/** Files that come when the page says so. */
async function held(page, files) {
  let release;
  const released = new Promise((done) => (release = done));
  await page.exposeFunction("release", release);
  await page.route(files, (route) => released.then(() => route.continue()));
}

/** Serves the page with a policy that forgot WebAssembly. */
async function replacePolicy(route) {
  const answer = await route.fetch();
  const policy = answer.headers()["content-security-policy"].replace("'wasm-unsafe-eval'", "");
  const headers = { ...answer.headers(), "content-security-policy": policy };
  await route.fulfill({ response: answer, headers });
}
