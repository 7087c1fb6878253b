// The first screen, before the module is there: it takes letters, and the planner takes them over.

import assert from "node:assert/strict";
import { axeFaults, heard, inBothBrowsers, url } from "./harness.mjs";
import { eventually, plain } from "./person.mjs";

/** Files, the module where nothing else is said, come when the page says so, or break off then. */
const slowModule = (end = (route) => route.continue(), files = "**/*.wasm") => async (page) => {
  let release;
  const released = new Promise((done) => (release = done));
  await page.exposeFunction("release", release);
  await page.route(files, (route) => released.then(() => end(route)));
};
const broken = slowModule((route) => route.abort());
const slowScripts = slowModule(undefined, "**/{boot,dose-planner,palier}*.js");

/** A page of somebody else, which holds the planner in other words. */
const hosted = (planner, module = slowModule()) => async (page) => {
  await page.route(url, async (route) => {
    const answer = await route.fetch();
    const text = await answer.text();
    const [refuse, boot] = text.match(/<script[^]*?<\/script>/g);
    const body = `<!doctype html><html lang="fr"><title>Hôte</title><main><h1>Hôte</h1>${planner}</main>${refuse}${boot}`;
    await route.fulfill({ response: answer, body });
  });
  await module(page);
};

const waiting = (prepare = slowModule(), options = {}) => ({ ready: false, drug: null, prepare, ...options });

const shell = (page) => page.locator("dose-planner .palier-shell");
/** The first field of the shell, and that of the planner. */
const early = (page) => shell(page).getByRole("combobox");
const late = (page) => page.locator("dose-planner [part=root]").getByRole("combobox");

async function come(page) {
  await page.evaluate(() => window.release());
  await page.waitForFunction(() => window.heard.some(({ type }) => type === "palier-ready"));
  assert.equal(await shell(page).count(), 0, "the shell went");
  assert.equal(await page.locator("dose-planner slot").count(), 0, "what the page wrote is out of sight");
}

/** What a box holds, where its caret is, and whether the keyboard is in it. */
const held = (box) =>
  box.evaluate((it) => ({
    text: it.value,
    caret: [it.selectionStart, it.selectionEnd],
    focused: it.getRootNode().activeElement === it,
  }));

/** A translator that touches a word as soon as it is drawn, and a host that changes a setting in the same moment. */
function meddle() {
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    const root = attach.call(this, options);
    new MutationObserver((_, watch) => {
      const word = root.querySelector("[part=root] [translate=no]");
      if (!word) return;
      watch.disconnect();
      word.append("!");
      window.meddled = true;
      queueMicrotask(() => this.setAttribute("region", "US"));
    }).observe(root, { childList: true, subtree: true });
    return root;
  };
}

inBothBrowsers("the first screen", (test, browser) => {
  test("takes letters before the module is there; text, caret and keyboard are the planner's then", async (page) => {
    await early(page).click();
    await page.keyboard.type("prégba");
    for (let i = 0; i < 2; i += 1) await page.keyboard.press("ArrowLeft");
    assert.deepEqual(await held(early(page)), { text: "prégba", caret: [4, 4], focused: true });
    assert.equal(await late(page).count(), 0, "the module is not there");
    await come(page);
    assert.deepEqual(await held(late(page)), { text: "prégba", caret: [4, 4], focused: true });
    await page.keyboard.press("Delete");
    await page.keyboard.press("End");
    await page.keyboard.press("Backspace");
    await page.keyboard.type("aba");
    assert.equal((await held(late(page))).text, "prégaba");
    await page.locator("dose-planner").getByRole("option").first().waitFor();
  }, waiting());

  test("keeps the letters where the page is drawn again before it has come whole", async (page) => {
    await early(page).click();
    await page.keyboard.type("fibro");
    await come(page);
    assert.ok(await page.evaluate(() => window.meddled), "somebody meddled");
    assert.deepEqual(await held(late(page)), { text: "fibro", caret: [5, 5], focused: true });
  }, waiting(async (page) => {
    await page.addInitScript(meddle);
    await slowModule()(page);
  }));

  test("offers what was typed for, without another letter", async (page) => {
    await early(page).fill("prégabaline");
    await come(page);
    await page.locator("dose-planner").getByRole("option").getByText("prégabaline").first().waitFor();
  }, waiting());

  test("keeps what is selected", async (page) => {
    await early(page).fill("fibromyalgie");
    await early(page).evaluate((it) => it.setSelectionRange(2, 7));
    await come(page);
    assert.deepEqual(await held(late(page)), { text: "fibromyalgie", caret: [2, 7], focused: true });
  }, waiting());

  test("takes no keyboard that was elsewhere", async (page) => {
    await early(page).waitFor();
    await come(page);
    assert.equal(await page.evaluate(() => document.activeElement === document.body), true);
  }, waiting());

  // Whoever presses is quicker than the module, or quicker than any script but the first.
  for (const [what, slow] of [["the module", slowModule()], ["its scripts", slowScripts]]) {
    test(`does what was pressed before ${what} came, once it can`, async (page) => {
      await shell(page).getByTestId("example-refusal").click();
      await come(page);
      await eventually(async () => {
        assert.equal(await page.locator("dose-planner .palier-root").getAttribute("data-moment"), "refused");
      });
    }, waiting(slow, { until: "commit" }));

    test(`takes Enter for what was typed before ${what} came`, async (page) => {
      await early(page).fill("prégabaline fibromyalgie");
      await early(page).press("Enter");
      await come(page);
      await eventually(async () => {
        assert.equal(await page.locator("dose-planner .palier-root").getAttribute("data-moment"), "filling");
      });
      assert.match(plain(await page.locator("dose-planner").getByTestId("subject").innerText()), /prégabaline.*fibromyalgie/i);
    }, waiting(slow, { until: "commit" }));
  }

  for (const viewport of [{ width: 1440, height: 900 }, { width: 360, height: 900 }]) {
    test(`stands where the planner draws it, and says the same, at ${viewport.width}`, async (page) => {
      const parts = ".head, .nothing-known h1, .first input, .first .go, .tries, .examples, .acts, .demo, .promise, .foot";
      const seen = (root) =>
        root.evaluate((root, parts) =>
          [...root.querySelectorAll(parts)].map((it) => {
            const { x, y, width } = it.getBoundingClientRect();
            // The sample is of the book, which is not there yet.
            const says = it.matches(".demo") ? "" : it.innerText;
            return { what: it.className || it.localName, says, box: [x, y, width].map(Math.round) };
          }), parts);
      await page.evaluate(() => document.fonts.ready);
      const before = await seen(shell(page));
      assert.equal(before.length, parts.split(", ").length);
      await come(page);
      await eventually(async () => assert.deepEqual(await seen(page.locator("dose-planner [part=root]")), before));
    }, waiting(slowModule(), { viewport }));
  }

  test("is as wide as an answer that is scrolled: nothing moves aside when its bar comes", async (page) => {
    const wide = () => page.locator("dose-planner").evaluate((it) => it.getBoundingClientRect().width);
    const before = await wide();
    await shell(page).getByTestId("example-refusal").click();
    await come(page);
    await eventually(async () => {
      const { tall, room, bar } = await page.evaluate(() => {
        const { scrollHeight, clientHeight, clientWidth } = document.documentElement;
        return { tall: scrollHeight, room: clientHeight, bar: innerWidth - clientWidth };
      });
      assert.ok(tall > room, "the answer is scrolled");
      // Chromium is driven with bars that take no room.
      if (browser === "firefox") assert.ok(bar > 0, "the bar takes room");
    });
    assert.equal(await wide(), before);
  }, waiting(slowModule(), { viewport: { width: 360, height: 900 } }));

  test("shows no fault to axe", async (page) => {
    await early(page).waitFor();
    assert.deepEqual(await axeFaults(page), []);
  }, waiting());

  test("keeps what was typed where the module does not arrive, and says why", async (page) => {
    await early(page).click();
    await page.keyboard.type("zona");
    await page.evaluate(() => window.release());
    await page.locator("dose-planner").getByRole("alert").getByText("n’a pas pu être chargé").first().waitFor();
    assert.deepEqual(await held(early(page)), { text: "zona", caret: [4, 4], focused: true });
    assert.deepEqual((await heard(page, "palier-error")).map(({ detail }) => detail.reason), ["not-loaded"]);
    assert.deepEqual(await axeFaults(page), []);
  }, waiting(broken, { faults: [/./] }));

  test("holds no form where a patient reads, and none where a link opens a plan", async (page) => {
    await eventually(async () => assert.equal(await early(page).count(), 0));
    assert.ok(await shell(page).locator(".head").isVisible());
    await come(page);
  }, waiting(async (page) => {
    await page.addInitScript(() => {
      addEventListener("readystatechange", () => document.querySelector("dose-planner")?.setAttribute("view", "patient"), true);
    });
    await slowModule()(page);
  }));

  test("stands in an element of another page, in its language", async (page) => {
    const label = await early(page).getAttribute("aria-label");
    assert.equal(label, "Medicine or indication");
    await early(page).click();
    await page.keyboard.type("pregab");
    await page.keyboard.press("ArrowLeft");
    const looks = await early(page).evaluate((it) => getComputedStyle(it).fontSize);
    assert.deepEqual(await axeFaults(page), []);
    await come(page);
    assert.deepEqual(await held(late(page)), { text: "pregab", caret: [5, 5], focused: true });
    assert.equal(await late(page).evaluate((it) => getComputedStyle(it).fontSize), looks);
    await page.locator("dose-planner").getByRole("option").first().waitFor();
  }, waiting(hosted('<dose-planner lang="en"><p>Words of the host.</p></dose-planner>')));

  test("leaves the page its words where the module does not arrive", async (page) => {
    await early(page).fill("zona");
    await page.evaluate(() => window.release());
    await page.locator("dose-planner > .palier-notice").waitFor();
    assert.ok(await page.getByText("Words of the host.").isVisible());
    assert.equal((await held(early(page))).text, "zona");
  }, waiting(hosted('<dose-planner lang="fr"><p>Words of the host.</p></dose-planner>', broken), { faults: [/./] }));
});
