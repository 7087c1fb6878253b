// What the page around a planner, its server and its browser may do to it: damage its files, rule its
// letters, take its keys, replace its words.

import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { heard, inBothBrowsers, still, url } from "./harness.mjs";
import { Person, SECTIONS, eventually, on, plain } from "./person.mjs";
import { withTramadol } from "./vectors.mjs";

const alert = (page) => page.locator("dose-planner").locator(".palier-notice");

/** Serves the files that match with one bit of their middle turned over. */
const flipped = (pattern) => (page) =>
  page.route(pattern, async (route) => {
    const answer = await route.fetch();
    const body = Buffer.from(await answer.body());
    body[body.length >> 1] ^= 1;
    await route.fulfill({ response: answer, body });
  });

/** Serves the files that match otherwise. */
const served = (pattern, change) => (page) =>
  page.route(pattern, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ status: answer.status(), headers: answer.headers(), body: await answer.body(), ...change(answer) });
  });

/** Breaks the connection to the first file that matches, and serves it from then on. */
const brokenOnce = (pattern) => (page) => page.route(pattern, (route) => route.abort(), { times: 1 });

/** Serves the page changed, without a policy. */
const hostPage = (change) => (page) =>
  page.route(url, async (route) => {
    const answer = await route.fetch();
    const { "content-security-policy": _, "content-length": __, ...headers } = answer.headers();
    await route.fulfill({ status: 200, headers, body: change(await answer.text()) });
  });

async function isRefused(page, reason, ...sentences) {
  const box = alert(page).first();
  await box.waitFor();
  const text = await box.innerText();
  for (const sentence of sentences) assert.match(text, sentence);
  const [error] = await heard(page, "palier-error");
  assert.equal(error.detail.reason, reason);
  assert.deepEqual(await heard(page, "palier-ready"), []);
}

const refusing = (prepare) => ({ ready: false, faults: [/./], prepare });

inBothBrowsers("a start", (test, name) => {
  for (const [what, pattern] of [
    ["the module", "**/*.wasm"],
    ["its glue", "**/palier-*.js"],
    ["the element", "**/dose-planner.js"],
    ["the style sheet", "**/palier.css"],
    ["its language", "**/fr-*.bin"],
    ["the entry script", "**/boot.js"],
  ]) {
    test(`is refused when one bit of ${what} was turned over`, async (page) => {
      await isRefused(page, "damaged", /Fichier endommagé/, /Damaged file/);
      assert.equal((await heard(page, "palier-outcome")).length, 0);
    }, refusing(flipped(pattern)));
  }

  test("gives no plan when one bit of the catalogue was turned over", async (page) => {
    await isRefused(page, "no-catalogue", /Fichier endommagé/, /aucun médicament n’est vérifié/i, /Damaged file/);
  }, refusing(flipped("**/formulary-*.bin")));

  test("tells a catalogue that is not there from a broken connection", async (page) => {
    await isRefused(page, "no-catalogue", /Fichier introuvable/, /File not found/);
  }, refusing(served("**/formulary-*.bin", () => ({ status: 404 }))));

  test("names the file that is not there", async (page) => {
    await isRefused(page, "missing", /Fichier introuvable\s: palier-.*_bg\.wasm/, /File not found/);
  }, refusing(served("**/*.wasm", () => ({ status: 404, body: "not found" }))));

  test("does not blame the policy for a page of HTML in place of the module", async (page) => {
    await isRefused(page, "damaged", /Fichier endommagé/);
  }, refusing(served("**/*.wasm", () => ({ body: "<!doctype html><p>Accueil" }))));

  test("does not blame the policy for half a module", async (page) => {
    await isRefused(page, "damaged", /Fichier endommagé/);
  }, refusing(async (page) =>
    page.route("**/*.wasm", async (route) => {
      const answer = await route.fetch();
      const body = await answer.body();
      await route.fulfill({ status: 200, headers: { "content-type": "application/wasm" }, body: body.subarray(0, body.length >> 1) });
    })));

  for (const [what, pattern] of [
    ["the entry script", "**/boot.js"],
    // Asked for twice, the second time with a fragment.
    ["the glue", "**/palier-*.js*"],
  ]) {
    test(`names the type that the server mistakes ${what} for`, async (page) => {
      await isRefused(page, "wrong-type", /text\/plain/, /Serve it as text\/javascript/);
    }, refusing(served(pattern, (answer) => ({ headers: { ...answer.headers(), "content-type": "text/plain" } }))));
  }

  test("calls no file damaged for a connection that broke once", async (page) => {
    await isRefused(page, "not-loaded", /Vérifiez la connexion/, /Check the connection/);
  }, refusing(brokenOnce("**/*.wasm")));

  test("gets over a connection that broke once for a script", async (page) => {
    await page.waitForFunction(() => window.heard.some(({ type }) => type === "palier-ready"));
  }, refusing(brokenOnce("**/palier-*.js")));

  test("runs no script that no link has compared, whatever else came", async (page) => {
    await isRefused(page, "not-loaded", /Vérifiez la connexion/, /Check the connection/);
  }, refusing(async (page) => {
    // Every link that is given a digest waits for other bytes; what is fetched is right.
    await page.addInitScript(() => {
      Object.defineProperty(HTMLLinkElement.prototype, "integrity", {
        set() {
          this.setAttribute("integrity", `sha384-${"A".repeat(64)}`);
        },
      });
    });
    await hostPage((html) => html.replace(/<link rel="modulepreload"[^>]*>/g, ""))(page);
  }));

  test("says that a browser is too old to compare a script", async (page) => {
    await isRefused(page, "too-old", /trop ancien/, /too old/);
  }, refusing((page) =>
    page.addInitScript(() => {
      DOMTokenList.prototype.supports = () => false;
    })));

  test("says that the file is not there which says why", async (page) => {
    const box = page.locator("dose-planner > [role=alert]");
    await box.waitFor();
    assert.match(await box.innerText(), /ne démarre pas[\s\S]*does not start/);
    assert.equal((await heard(page, "palier-error"))[0].detail.reason, "not-loaded");
  }, refusing(served("**/refuse.js", () => ({ status: 404, body: "not found" }))));

  test("bears a module that is served as any bytes", async (page) => {
    await page.waitForFunction(() => window.heard.some(({ type }) => type === "palier-ready"));
  }, {
    ready: false,
    faults: [/MIME|application\/wasm/],
    prepare: served("**/*.wasm", (answer) => ({
      headers: { ...answer.headers(), "content-type": "application/octet-stream" },
    })),
  });

  test("that was refused is told to a planner that comes later", async (page) => {
    await alert(page).first().waitFor();
    await page.evaluate(() => {
      const late = document.createElement("dose-planner");
      late.id = "late";
      document.body.append(late);
    });
    assert.match(await page.locator("#late").getByRole("alert").innerText(), /endommagé[\s\S]*Damaged/);
    assert.deepEqual((await heard(page, "palier-error")).map(({ id }) => id), ["", "late"]);
  }, refusing(flipped("**/*.wasm")));

  test("says that a frame without an origin cannot load it", async (page) => {
    await page.goto(`${url}host.html`);
    const frame = page.frameLocator("iframe");
    await frame.getByRole("alert").getByText("allow-same-origin").first().waitFor();
  }, refusing((page) =>
    page.route(`${url}host.html`, (route) =>
      route.fulfill({ contentType: "text/html", body: '<iframe sandbox="allow-scripts" src="./"></iframe>' }))));

  test("from a disk works, or says why it does not", async (page) => {
    const disk = await page.context().newPage();
    await disk.goto(`file://${fileURLToPath(new URL("../dist/index.html", import.meta.url))}`);
    // A Firefox that is driven by a test lets files read one another; that of a person does not.
    const runs = disk.locator("dose-planner [part=root]").getByTestId("start");
    const says = disk.locator("dose-planner > .palier-notice").getByText("file://").first();
    await runs.or(says).waitFor();
    if (name === "chromium") assert.equal(await says.isVisible(), true);
  });

  test("is not led astray by the attributes of another script or a base that comes later", async (page) => {
    await page.waitForFunction(() => window.heard.some(({ type }) => type === "palier-ready"));
  }, {
    ready: false,
    faults: [/elsewhere|preload/],
    prepare: hostPage((html) =>
      html
        .replace("<head>", '<head><script data-wasm="game.wasm" data-js="game.js"></script>')
        .replace("</body>", '<script>document.head.insertAdjacentHTML("beforeend", "<base href=/elsewhere/>")</script></body>')),
  });

  test("asks for each file once", async (page, visit) => {
    const counts = new Map();
    for (const it of visit.requests) counts.set(it, (counts.get(it) ?? 0) + 1);
    const twice = [...counts].filter(([it, times]) => times > 1 && !it.endsWith("palier.css"));
    assert.deepEqual(twice, []);
  });

  test("lets a script of the page ask the module that was compared", async (page) => {
    const verdict = await page.evaluate(async () => {
      const { whole } = await import(new URL("boot.js", document.baseURI).href);
      const { decide } = await whole;
      const treatment = { drug: "naltrexone-ldn" };
      return Object.keys(decide({ version: 1, id: "x", today: "2026-11-30", language: "en", treatment }))[0];
    });
    assert.equal(verdict, "pending");
  });
});

inBothBrowsers("a module that has panicked", (test) => {
  test("answers nothing any more, whoever asks", async (page) => {
    const answers = await page.evaluate(async () => {
      const { decide, take, Mounted } = await (await import(new URL("boot.js", document.baseURI).href)).whole;
      const said = (act) => {
        try {
          return JSON.stringify(act());
        } catch (fault) {
          return fault.message;
        }
      };
      const treatment = { drug: "naltrexone-ldn" };
      const ask = (language) => said(() => decide({ version: 1, id: "x", today: "2026-11-30", language, treatment }));
      const before = ask("fr");
      // A host without a shadow root breaks the one promise the module asks for.
      said(() => new Mounted(document.createElement("p"), () => {}, () => {}));
      window.heardBefore = window.heard.filter(({ type }) => type === "palier-outcome").length;
      document.querySelector("dose-planner").lang = "en";
      const planner = document.createElement("div");
      planner.attachShadow({ mode: "open" });
      return [
        before,
        ask("fr"),
        ask("en"),
        said(() => take(new Uint8Array(3))),
        said(() => new Mounted(planner, () => {}, () => {})),
      ];
    });
    assert.match(answers[0], /^\{"pending"/);
    assert.match(answers[1], /s’est arrêté/);
    for (const it of [answers[2], answers[3]]) assert.match(it, /has stopped/);
    assert.match(answers[4], /s’est arrêté|has stopped/);
    await alert(page).first().waitFor();
    await page.waitForTimeout(700);
    const outcomes = await heard(page, "palier-outcome");
    assert.equal(outcomes.length, await page.evaluate(() => window.heardBefore));
  }, { faults: [/panicked/, /Palier:/] });
});

/** Puts every text of the planner into <font>, as translators do, and keeps nothing of the old nodes. */
const translate = (page, word = "übersetzt") =>
  page.locator("dose-planner").evaluate((host, word) => {
    const walker = document.createTreeWalker(host.shadowRoot, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) if (walker.currentNode.data.trim()) texts.push(walker.currentNode);
    for (const text of texts) {
      const outer = document.createElement("font");
      const inner = document.createElement("font");
      inner.textContent = `${word} ${text.data}`;
      outer.append(inner);
      text.replaceWith(outer);
    }
  }, word);

/** Places that hold a dose, a date, a name or the verdict of the plan of the test below. */
const FILLED = [
  ".schedule th", "td.dose", ".intakes", ".review", ".dispensing", ".watch .when",
  "[data-testid=kidneys]", "[data-testid=clearance]", "[data-testid=other-supplies] li", ".recorded",
  '.more:has([data-field="patient.clearance"]) > summary', '.more:has([data-field="treatment.first_dose"]) > summary',
  ".medicine .line > summary", ".closed .v", ".verdict .say",
];

/** Doses and dates that a translator may touch, and the places of a list that hold one. Runs in the page. */
function keptTexts(host, filled) {
  const kept = /\d+(,\d+)?\s*(mg|µg|mL)\b|\d{1,2}(er)?\s+(janvier|février|mars|avril|novembre|décembre)/;
  const holds = (text) => kept.test(text.replace(/\s/g, " "));
  const places = [
    ...filled, "[data-testid=verdict]", ".drawing", "[data-testid=live]", ".medicine b", ".echo", ".unit", ".nearby table", ".restart", ".after-session",
    ".burdens em", ".burdens li > ul > li", ".finding .date", ".finding .inputs", ".sources ul small", "[data-testid=edition]",
  ];
  const left = [];
  for (const place of host.shadowRoot.querySelectorAll(places)) {
    const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { data, parentElement } = walker.currentNode;
      if (holds(data) && !parentElement.closest("[translate=no]")) left.push(data);
    }
  }
  return { left, kept: filled.filter((it) => [...host.shadowRoot.querySelectorAll(it)].some(({ textContent }) => holds(textContent))) };
}

inBothBrowsers("a translator", (test) => {
  test("leaves no stale verdict, dose or date behind", async (page) => {
    const person = new Person(page);
    await person.openReference();
    assert.equal(await person.verdict(), "nothing-found");
    await translate(page);
    await person.addMedicine("tramadol");
    await eventually(async () => assert.equal(await person.verdict(), "refused"));
    assert.match(await person.headline(), / Refusé/);
    assert.equal(await person.host.locator("font").count(), 0);
    assert.doesNotMatch(await person.host.innerText(), /übersetzt|Rien trouvé|7 décembre 2026/);
    assert.equal(await person.medicine(1).getByText("tramadol").first().isVisible(), true);
  }, on("2026-11-30"));

  test("that never rests leaves none either, and a person goes on typing", async (page) => {
    const person = new Person(page);
    await person.openReference();
    await page.locator("dose-planner").evaluate((host) => {
      const wrap = () => {
        const walker = document.createTreeWalker(host.shadowRoot, NodeFilter.SHOW_TEXT);
        const texts = [];
        while (walker.nextNode()) {
          const { parentElement, data } = walker.currentNode;
          if (data.trim() && parentElement.localName !== "font" && !parentElement.closest("[translate=no]")) texts.push(walker.currentNode);
        }
        for (const text of texts) {
          const font = document.createElement("font");
          font.textContent = text.data;
          text.replaceWith(font);
        }
      };
      new MutationObserver(() => setTimeout(wrap, 20)).observe(host.shadowRoot, { childList: true, subtree: true, characterData: true });
      wrap();
    });
    await person.type("patient.creatinine", "300");
    await eventually(async () => assert.notEqual(await person.verdict(), "nothing-found"));
    assert.equal(await person.value("patient.creatinine"), "300");
    await person.type("treatment.target", "4,5");
    await person.type("patient.creatinine", "68");
    await eventually(async () => assert.match((await person.schedule()).map(([, dose]) => dose).join(), /4 mg$/));
  }, on("2026-11-30"));

  test("finds doses, units, dates, names and the verdict marked as not its own", async (page) => {
    const person = new Person(page);
    await person.openReference({
      ...withTramadol({ form: "immediate", stopped: { last_dose: "2026-12-02" } }),
      patient: { clearance: { ml_per_min: "85", method: "24 h" } },
      treatment: {
        start: "2026-12-13",
        first_dose: "1 mg",
        // No product of the list is this tablet: it has no box.
        supplies: [
          ...["0.5 mg", "1.5 mg", "3 mg"].map((strength) => ({ capsule: { strength } })),
          { tablet: { strength: "2 mg" } },
        ],
      },
      decisions: [{ about: "OP-2-short:tramadol", by: "Dr Martin", on: "2026-12-03", reason: "sevrage terminé" }],
    });
    await person.type("medicines[0].daily_dose", "50");
    await person.host.locator("p.recorded").waitFor({ state: "attached" });
    const left = [];
    const kept = new Set();
    const collect = async () => {
      const seen = await person.host.evaluate(keptTexts, FILLED);
      left.push(...seen.left);
      seen.kept.forEach((it) => kept.add(it));
    };
    for (const section of SECTIONS) {
      await person.openSection(section);
      await collect();
    }
    await person.look();
    for (const tab of ["intakes", "follow-up", "hand-over", "for-patient", "evidence"]) {
      await person.turnTo(tab);
      await collect();
    }
    assert.deepEqual(FILLED.filter((it) => !kept.has(it)), [], "each place has something to keep");
    assert.deepEqual(left, []);
  }, on("2026-12-03"));

  test("is the only reason for which the page is drawn whole", async (page) => {
    const person = new Person(page);
    await person.openReference();
    await person.host.evaluate((host) => (host.shadowRoot.querySelector(".palier-root").kept = true));
    await person.addMedicine("ibupro", "ibuprofène");
    await person.openSection("medicines");
    await person.testid("medicine-remove-1").click();
    await person.type("patient.creatinine", "300");
    await person.type("patient.creatinine", "68");
    await person.testid("erase").click();
    await person.host.getByText("Garder", { exact: true }).click();
    await person.testid("view-patient").click();
    await person.testid("lang-en").click();
    await person.drawn();
    assert.equal(await person.host.evaluate((host) => host.shadowRoot.querySelector(".palier-root").kept), true);
  }, on("2026-11-30"));
});

/** What a page may rule for its own text. */
const HOSTILE = `
  html { font-size: 62.5%; direction: rtl; }
  body { direction: rtl; text-transform: uppercase; letter-spacing: 0.5em; word-spacing: 1em; white-space: pre;
    text-indent: 4em; line-height: 3; font: italic 900 30px serif; text-align: end; font-variant: small-caps;
    word-break: break-all; hyphens: none; text-shadow: 1px 1px red; cursor: wait; list-style: square; tab-size: 9;
    color: red; quotes: none; text-wrap: nowrap; }
  * { box-sizing: content-box; }`;

inBothBrowsers("a page around it", (test) => {
  /** Where every box of the planner is, and how its letters are set. */
  const drawn = (page) =>
    page.locator("dose-planner").evaluate((host) => {
      const { left: x, top: y } = host.getBoundingClientRect();
      const set = ["direction", "textTransform", "letterSpacing", "wordSpacing", "whiteSpace", "textIndent", "fontSize", "fontStyle", "fontVariantCaps", "lineHeight", "wordBreak", "color", "textAlign"];
      return [...host.shadowRoot.querySelectorAll(".palier-root, .palier-root *")].map((it) => {
        const { left, top, width, height } = it.getBoundingClientRect();
        const style = getComputedStyle(it);
        const box = width === 0 && height === 0 ? [] : [left - x, top - y, width, height].map(Math.round);
        return [it.localName, it.className.toString?.() ?? "", ...box, ...set.map((name) => style[name])].join(" ");
      });
    });

  test("rules neither the order, the shape nor the size of its letters", async (page) => {
    const person = new Person(page);
    await person.openReference();
    // The bar stays in sight while the page scrolls: both are measured from its top.
    const fromTheTop = async () => {
      await still(page);
      await page.evaluate(() => scrollTo(0, 0));
      await person.drawn();
      return drawn(page);
    };
    const before = await fromTheTop();
    await page.evaluate((rules) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(rules);
      document.adoptedStyleSheets = [sheet];
      document.documentElement.dir = "rtl";
    }, HOSTILE);
    const after = await fromTheTop();
    assert.deepEqual(after.filter((it, at) => it !== before[at]).slice(0, 3), []);
    assert.equal(after.length, before.length);
  }, on("2026-11-30"));

  test("may make all of it larger, and hide it", async (page) => {
    const size = (name) => page.locator("dose-planner").evaluate((it, name) => getComputedStyle(it.shadowRoot.querySelector(name)).fontSize, name);
    const before = await size("h2");
    await page.locator("dose-planner").evaluate((it) => it.style.setProperty("--palier-font-size", "32px"));
    assert.equal(parseFloat(await size("h2")), 2 * parseFloat(before));
    await page.locator("dose-planner").evaluate((it) => (it.style.visibility = "hidden"));
    assert.equal(await page.locator("dose-planner").locator("h2").first().isVisible(), false);
  });

  test("gets no key that is typed in a field, and still gets Tab", async (page) => {
    await page.evaluate(() => {
      window.keys = [];
      for (const type of ["keydown", "keypress", "keyup"]) {
        document.addEventListener(type, (event) => {
          if (event.target.localName === "input") return;
          window.keys.push(event.key);
          if (event.key !== "Tab") event.preventDefault();
        });
      }
    });
    const person = new Person(page);
    await person.enter("patient.creatinine");
    await page.keyboard.type("680");
    await page.keyboard.press("Tab");
    assert.equal(await person.value("patient.creatinine"), "680");
    await person.openSection("medicines");
    await person.testid("medicine-search").click();
    await page.keyboard.type("sertraline");
    assert.equal(await person.testid("medicine-search").inputValue(), "sertraline");
    assert.deepEqual([...new Set(await page.evaluate(() => window.keys))], ["Tab"]);
  });

  test("keeps its Escape where the planner has no use for it", async (page) => {
    await page.evaluate(() => {
      for (const type of ["keydown", "keyup"]) document.addEventListener(type, ({ key }) => (window.last = `${key} ${type}`));
    });
    await new Person(page).enter("patient.age_years");
    await page.keyboard.press("Escape");
    assert.equal(await page.evaluate(() => window.last), "Escape keyup");
    await new Person(page).openSection("medicines");
    await new Person(page).testid("medicine-search").click();
    await page.keyboard.type("ser");
    await page.evaluate(() => (window.last = undefined));
    const list = page.locator("dose-planner").getByRole("listbox");
    await list.waitFor();
    await page.keyboard.press("Escape");
    await list.waitFor({ state: "hidden" });
    assert.equal(await page.evaluate(() => window.last), undefined);
    await page.keyboard.press("Escape");
    assert.equal(await page.evaluate(() => window.last), "Escape keyup");
  });

  test("may take it into another document and back without its losing its looks", async (page) => {
    const person = new Person(page);
    await person.reach("patient.age_years");
    await person.field("patient.age_years").fill("46");
    const looks = () =>
      person.host.evaluate((host) => {
        const style = host.ownerDocument.defaultView.getComputedStyle(host.shadowRoot.querySelector(".card"));
        return [style.borderTopWidth, style.paddingTop, style.display];
      });
    const before = await looks();
    const away = await person.host.evaluate((host) => {
      const frame = document.createElement("iframe");
      document.body.append(frame);
      frame.contentDocument.body.append(host);
      const card = host.shadowRoot.querySelector(".card");
      const { borderTopWidth, paddingTop, display } = frame.contentWindow.getComputedStyle(card);
      document.body.append(host);
      return [borderTopWidth, paddingTop, display];
    });
    assert.deepEqual(away, before);
    assert.deepEqual(await looks(), before);
    assert.equal(await person.value("patient.age_years"), "46");
  });

  test("takes back an attribute, and what it set is as if it had never been", async (page) => {
    const person = new Person(page);
    const host = person.host;
    const shown = async () => [
      // Who follows a plan has no form.
      (await person.line("treatment").count()) > 0 ? await person.line("treatment").locator(".v").textContent() : null,
      await host.locator(".palier-root").getAttribute("data-view"),
      await host.locator(".subject").textContent(),
      await person.moment(),
    ];
    await host.evaluate((it) => it.removeAttribute("drug"));
    await person.drawn();
    const before = await shown();
    await host.evaluate((it) => Object.assign(it, { drug: "pregabalin", region: "US", start: "2026-12-07" }));
    await eventually(async () => assert.match((await shown())[2], /[Pp]régabaline/));
    assert.match(plain((await shown())[0]), /7 décembre 2026/);
    await host.evaluate((it) => (it.view = "patient"));
    await eventually(async () => assert.equal((await shown())[1], "patient"));
    await host.evaluate((it) => ["drug", "region", "view", "start"].forEach((name) => it.removeAttribute(name)));
    await eventually(async () => assert.deepEqual(await shown(), before));
  });
});

inBothBrowsers("the layout", (test) => {
  for (const width of [360, 768, 1440]) {
    const viewport = { width, height: 900 };

    test(`gives each medicine one row at ${width}`, async (page) => {
      const person = new Person(page);
      await person.openReference({
        medicines: [
          { name: "sertraline 50 mg le matin", started: "2026-01" },
          { name: "Doliprane 1 g si besoin" },
          { name: "Lévothyrox 75 µg" },
          { name: "tramadol LP 100 mg", stopped: { last_dose: "2026-10-02" } },
          { name: "doli 1000" },
          { name: "tisane du soir" },
        ],
      });
      await person.openSection("medicines");
      const rows = await person.host.locator("li.medicine summary[id$=-name]").evaluateAll((all) =>
        all.map((it) => [it.textContent, it.getBoundingClientRect().height]));
      assert.equal(rows.length, 6);
      for (const [text, height] of rows) assert.ok(height >= 24 && height <= 60, `${height} px: ${text}`);
    }, on("2026-11-30", { viewport }));

    for (const [drug, indication] of [
      ["naltrexone-ldn", "chronic-pain"],
      ["pregabalin", "neuropathic-peripheral"],
      ["gabapentin", "neuropathic-postherpetic"],
    ]) {
      test(`cuts no number of what is handed over of ${drug} at ${width}`, async (page) => {
        const person = new Person(page);
        await person.openReference({ medicines: [] });
        if (drug !== "naltrexone-ldn") {
          await person.plans(drug, indication);
          await person.noneOfThese();
        }
        await person.look();
        await person.turnTo("hand-over");
        const table = person.testid("dispensing");
        await table.waitFor();
        const cut = await table.evaluate((table) => {
          // What clips it: the nearest thing that scrolls or hides what hangs out, else the page.
          let place = table.parentElement;
          while (place.parentElement && getComputedStyle(place).overflowX === "visible") place = place.parentElement;
          const { left, right } = place.getBoundingClientRect();
          const numbers = [...table.querySelectorAll("td b")].filter((it) => it.getClientRects().length > 0);
          return [numbers.length, numbers.filter((it) => {
            const box = it.getBoundingClientRect();
            return box.left < left - 1 || box.right > right + 1 || it.getClientRects().length > 1;
          }).map((it) => it.textContent)];
        });
        assert.ok(cut[0] > 0, "there are numbers");
        assert.deepEqual(cut[1], []);
      }, on("2026-11-30", { viewport }));
    }

    test(`shows of every table that is wider than its place that there is more of it at ${width}`, async (page) => {
      const person = new Person(page);
      await person.openReference();
      await person.host.evaluate((host) => host.shadowRoot.querySelectorAll("details").forEach((it) => (it.open = true)));
      const silent = await person.host.evaluate((host) =>
        [...host.shadowRoot.querySelectorAll(".palier-root *")]
          .filter((it) => it.scrollWidth > it.clientWidth + 1 && getComputedStyle(it).overflowX !== "visible" && it.clientWidth > 1)
          .filter((it) => !getComputedStyle(it).backgroundImage.includes("gradient"))
          .map((it) => `${it.localName}.${it.className} ${it.scrollWidth} in ${it.clientWidth}`));
      assert.deepEqual(silent, []);
    }, on("2026-11-30", { viewport }));
  }
});
