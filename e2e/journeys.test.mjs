// The journeys of a physician, a pharmacist and a patient, walked with real keys and presses: what each costs, by the
// keystroke-level model. Nothing is filled in by script; the seconds are counted, not timed.

import assert from "node:assert/strict";
import { axeFaults, inBothBrowsers } from "./harness.mjs";
import { Person, eventually, merged, on, plain, reference } from "./person.mjs";

/** Seconds of an act: a key, a look for a place with the pointer, a press, a hand that changes its place, a thought, a
 * screen scrolled. */
const SECONDS = { key: 0.28, point: 1.1, press: 0.2, hand: 0.4, thought: 1.35, screen: 0.8 };

const WORDS_PER_SECOND = 4;

/** Someone whose acts are counted. */
class Walker {
  counts = { key: 0, point: 0, press: 0, hand: 0, thought: 0, screen: 0 };
  words = 0;
  #hand = "pointer";

  constructor(person) {
    this.person = person;
    this.page = person.page;
  }

  /** Reads so many words on the way; told apart, as it is no act. */
  reads(text) {
    this.words += text.split(/\s+/).filter(Boolean).length;
  }

  #with(hand) {
    if (this.#hand !== hand) this.counts.hand += 1;
    this.#hand = hand;
  }

  /** A field is looked at, or something is decided. */
  thinks() {
    this.counts.thought += 1;
  }

  async key(name) {
    this.#with("keys");
    this.counts.key += 1;
    await this.page.keyboard.press(name);
    await this.person.drawn();
  }

  async types(text) {
    for (const letter of text) await this.key(letter === " " ? "Space" : letter);
  }

  /** Scrolls to where something is in sight. */
  async scrollsTo(locator) {
    const { height } = this.page.viewportSize();
    const { y, height: tall } = await locator.boundingBox();
    const away = Math.max(0, -y, y + tall - height);
    this.counts.screen += Math.ceil(away / height);
    await locator.scrollIntoViewIfNeeded();
  }

  /** Presses something, scrolled to where it is not in sight. */
  async presses(locator) {
    this.#with("pointer");
    await this.scrollsTo(locator);
    this.counts.point += 1;
    this.counts.press += 1;
    await locator.click();
    await this.person.drawn();
  }

  /** Goes with Tab to where the keyboard is wanted, not farther than a person would. */
  async tabsTo(wanted, most = 12) {
    for (let presses = 0; presses <= most; presses += 1) {
      const focused = await this.person.focused();
      if (focused && wanted(focused)) return;
      await this.key("Tab");
    }
    throw new Error(`not within ${most} presses of Tab: ${wanted}`);
  }

  /** The same backward. */
  async tabsBackTo(wanted, most = 24) {
    for (let presses = 0; presses <= most; presses += 1) {
      const focused = await this.person.focused();
      if (focused && wanted(focused)) return;
      await this.key("Shift+Tab");
    }
    throw new Error(`not within ${most} presses of Shift+Tab: ${wanted}`);
  }

  /** Goes on to a field that is read and filled in. */
  async fills(path, text) {
    this.thinks();
    await this.tabsTo((it) => it.field === path);
    await this.types(text);
  }

  /** Goes on to a choice, and takes the answer that so many arrows lead to; the first of all by the bar. */
  async turnsTo(path, arrows) {
    this.thinks();
    await this.tabsTo((it) => it.field === path);
    for (let at = 0; at < arrows; at += 1) await this.key("ArrowDown");
    if (arrows === 0) await this.key("Space");
  }

  /** Goes on to a choice whose answer is one of a group. */
  async picks(path, value) {
    this.thinks();
    const option = this.person.option(path, value);
    await this.presses(option);
  }

  get acts() {
    return this.counts.key + this.counts.press;
  }

  get seconds() {
    return Object.entries(this.counts).reduce((sum, [act, times]) => sum + times * SECONDS[act], 0);
  }

  toString() {
    const { key, press, screen } = this.counts;
    const reading = (this.words / WORDS_PER_SECOND).toFixed(0);
    return `${press} presses, ${key} keys, ${screen} screens scrolled: ${this.seconds.toFixed(1)} s, and ${reading} s to read ${this.words} words`;
  }
}

const DESK = { viewport: { width: 1440, height: 900 } };
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true };

/** A page about nothing yet. */
const nothing = (screen) => ({ ...on("2026-11-30", screen), drug: null });

/** The same page in a language. */
const speaking = (lang, options) => ({
  ...options,
  prepare: async (page) => {
    await page.addInitScript((lang) => {
      document.addEventListener("readystatechange", () => {
        document.querySelector("dose-planner")?.setAttribute("lang", lang);
      });
    }, lang);
    await options.prepare?.(page);
  },
});

/** What is chosen in the first field by its first letters. */
async function asksFor(walker, words, subject) {
  const { person } = walker;
  walker.thinks();
  await walker.types(words);
  await person.host.locator(`[data-subject="${subject}"]`).waitFor();
  const all = await person.host.locator("[data-subject]").evaluateAll((all) => all.map((it) => it.dataset.subject));
  for (let at = 0; at <= all.indexOf(subject); at += 1) await walker.key("ArrowDown");
  await walker.key("Enter");
  await person.testid("verdict").waitFor();
  // The keyboard is led to what is missing first, and on from section to section.
  await isAt(person, "patient.age_years");
}

/** The keyboard was led to a field. */
const isAt = (person, path) => eventually(async () => assert.equal((await person.focused())?.field, path));

/** The section that is open. */
const isOpen = (person, section) =>
  eventually(async () => assert.equal(await person.host.locator(`li.open[data-section="${section}"]`).count(), 1));

/** The list of questions is read to its end, and nothing of it is present. */
async function deniesAll(walker, presses) {
  const { person } = walker;
  walker.thinks();
  walker.reads((await person.texts(person.host.locator("label.check"))).join(" "));
  await presses();
}

/** The plan is there, and what it cost is said and held. */
async function arrives(walker, name, most) {
  const { person } = walker;
  await eventually(async () => assert.equal(await person.moment(), "answered", await person.text(person.testid("verdict"))));
  console.log(`${name}: ${walker}`);
  assert.ok(walker.seconds <= most, `${walker}`);
}

/** The questions, by the mouse: scrolled to the end, and denied. */
async function byMouse(walker) {
  await walker.scrollsTo(walker.person.host.locator(".checklist > .end"));
  await walker.person.noneOfThese({ presses: (it) => walker.presses(it) });
}

/** The same by the keyboard: to the last question, then N. */
async function byKeys(walker) {
  await walker.tabsTo((it) => it.id.includes("-patient-answers-"), 40);
  await walker.key("End");
  const none = walker.person.testid("none");
  await eventually(async () => assert.equal(await none.getAttribute("aria-disabled"), "false", "the end is reached"));
  await walker.key("n");
}

/** With a printer that prints nothing. */
const printing = (options) => ({
  ...options,
  prepare: async (page) => {
    await page.addInitScript(() => (window.print = () => {}));
    await options.prepare?.(page);
  },
});

/** A request as a link holds it, or a file. */
const plan = async (person, patch = {}) =>
  JSON.stringify(merged(reference(), { patient: { none_of_these: [{ questions: await person.allQuestions(), by: "patient" }] }, prescriber: "Dr Martin", ...patch }));

/** Says who the person is, by mouse, and goes on. */
async function tellsOf(walker, { age, sex, height, weight, creatinine }) {
  await walker.fills("patient.age_years", age);
  await walker.picks("patient.sex", sex);
  await walker.fills("patient.height_cm", height);
  await walker.fills("patient.weight_kg", weight);
  await walker.fills("patient.creatinine", creatinine);
  await walker.picks("patient.creatinine.unit", "µmol/L");
  await walker.presses(walker.person.testid("section-next"));
}

/** The same by the keyboard, and goes on. */
async function tellsByKeys(walker, creatinine, ends = () => walker.key("Enter")) {
  await walker.fills("patient.age_years", "46");
  await walker.turnsTo("patient.sex", 0);
  await walker.fills("patient.height_cm", "168");
  await walker.fills("patient.weight_kg", "62");
  await walker.fills("patient.creatinine", creatinine);
  await ends();
}

/** Liver tests and alcohol, by the keyboard. */
async function tellsOfTheLiver(walker) {
  await isAt(walker.person, "patient.liver.alt");
  await walker.fills("patient.liver.alt", "0,6 N");
  await walker.fills("patient.liver.ast", "0,6 N");
  await walker.fills("patient.liver.on", "23/11/26");
  // "Not stated" is chosen: the arrow leads round to the first, "none".
  await walker.turnsTo("patient.alcohol", 1);
  await walker.key("Enter");
}

/** To the purpose, at the head of the section of the treatment: back, and an arrow for each. */
async function asks(walker, purpose) {
  await walker.tabsBackTo((it) => it.field === "treatment.purpose");
  for (let at = 0; at < ["begin", "continue", "taper"].indexOf(purpose); at += 1) await walker.key("ArrowRight");
}

/** One medicine by its first letters, and no more, by the keyboard. */
async function takesOne(walker, letters) {
  const { person } = walker;
  await eventually(async () => assert.equal((await person.focused())?.testid, "medicine-search"));
  walker.thinks();
  await walker.types(letters);
  await walker.key("Enter");
  await person.medicine(0).waitFor();
  // Nothing more is added.
  await walker.key("Enter");
}

/** No medicine, and nothing of the questions, by the keyboard. */
async function takesAndHasNothingElse(walker) {
  const { person } = walker;
  await eventually(async () => assert.equal((await person.focused())?.testid, "medicine-search"));
  await walker.key("Enter");
  await deniesAll(walker, () => byKeys(walker));
}

inBothBrowsers("a journey", (test) => {
  test("of a physician who plans naltrexone at a low dose", async (page) => {
    const person = new Person(page);
    const walker = new Walker(person);
    await walker.presses(person.testid("first"));
    await asksFor(walker, "ldn", "naltrexone-ldn/chronic-pain");
    await tellsOf(walker, { age: "46", sex: "female", height: "168", weight: "62", creatinine: "68" });
    await isAt(person, "patient.liver.alt");
    await walker.fills("patient.liver.alt", "0,6 N");
    await walker.fills("patient.liver.ast", "0,6 N");
    await walker.fills("patient.liver.on", "23/11/26");
    await walker.picks("patient.alcohol", "none");
    await walker.presses(person.testid("section-next"));
    await takesOne(walker, "sertra");
    await deniesAll(walker, () => byMouse(walker));
    await isAt(person, "prescriber");
    await walker.fills("prescriber", "Dr Martin");
    await walker.key("Enter");
    await arrives(walker, "naltrexone at a low dose", MOST.ldn);
    // What was not checked is said, and keeps nobody from the plan.
    assert.equal(await person.verdict(), "caution");
    assert.match(await person.headline(), /Précaution : Une règle n’a pas pu être vérifiée\./);
    assert.match(await person.headline(), /^Naltrexone à faible dose .* mg le soir, du 7 décembre 2026 au 28 février 2027/);
    assert.ok((await person.schedule()).length > 1);
  }, nothing(DESK));

  test("of a physician who does the same by the keyboard alone", async (page) => {
    const person = new Person(page);
    const walker = new Walker(person);
    await walker.tabsTo((it) => it.testid === "first");
    await asksFor(walker, "ldn", "naltrexone-ldn/chronic-pain");
    await tellsByKeys(walker, "68 umol");
    await tellsOfTheLiver(walker);
    await takesOne(walker, "sertra");
    await deniesAll(walker, () => byKeys(walker));
    await isAt(person, "prescriber");
    await walker.fills("prescriber", "Dr Martin");
    await walker.key("Enter");
    await arrives(walker, "the same by the keyboard alone", MOST.keys);
    assert.equal(walker.counts.press, 0);
    assert.match((await person.focused()).id, /-verdict$/);
  }, nothing(DESK));

  for (const [lang, title] of [
    ["fr", /^Venlafaxine 225 mg → arrêt, du 7 au 28 décembre 2026/],
    ["en", /^Venlafaxine 225 mg → nothing, 7 to 28 December 2026/],
  ]) {
    test(`of a physician who brings venlafaxine 225 mg down by the keyboard alone, in ${lang}`, async (page) => {
      const person = new Person(page);
      const walker = new Walker(person);
      await walker.tabsTo((it) => it.testid === "first");
      await asksFor(walker, "venla", "venlafaxine/neuropathic-diabetic");
      await tellsByKeys(walker, "68 umol");
      await takesAndHasNothingElse(walker);
      await isAt(person, "prescriber");
      await asks(walker, "taper");
      await walker.fills("treatment.standing.now", "225");
      await walker.fills("treatment.standing.since", "05/2024");
      await walker.key("Enter");
      // A way down asks one thing more: whether an opioid holds the person. It is led to.
      await isOpen(person, "questions");
      await deniesAll(walker, () => byKeys(walker));
      await arrives(walker, `venlafaxine 225 mg down, in ${lang}`, MOST.taper);
      assert.equal(walker.counts.press, 0);
      assert.match(await person.headline(), title);
      // The last step is explained, in points of occupancy, and each step has its row.
      const rows = await person.schedule();
      assert.equal(rows.length, 4, JSON.stringify(rows));
      assert.match(await person.everything(), /78 points/);
      for (const colorScheme of ["light", "dark"]) {
        for (const width of [1440, 360]) {
          await page.emulateMedia({ colorScheme });
          await page.setViewportSize({ width, height: 740 });
          assert.deepEqual(await axeFaults(page), [], `${colorScheme}, ${width}`);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
          assert.equal(wide, false, `nothing hangs out of the page: ${colorScheme}, ${width}`);
        }
      }
    }, speaking(lang, nothing(DESK)));
  }

  for (const [lang, { down, operation, relay, ceiling }] of Object.entries({
    fr: {
      operation: /dernière prise au plus tard le dimanche 6 décembre 2026, 3 jours pleins avant/,
      down: /^Naltrexone à faible dose 4,5 mg → arrêt, le 7 décembre 2026/,
      relay: [/^Tramadol 200 mg → arrêt/, /Premier jour au plus tôt/],
      ceiling: [/^Prégabaline : ne pas continuer sans avis/, /^Prégabaline 600 mg → 300 mg/],
    },
    en: {
      operation: /last intake on Sunday 6 December 2026 at the latest, 3 days in full before it/,
      down: /^Low-dose naltrexone 4.5 mg → nothing, 7 December 2026/,
      relay: [/^Tramadol 200 mg → nothing/, /First day at the earliest/],
      ceiling: [/^Pregabalin: do not go on without advice/, /^Pregabalin 600 mg → 300 mg/],
    },
  })) {
    test(`by the keyboard alone, of a physician whose person takes naltrexone and is to be operated on, in ${lang}`, async (page) => {
      const person = new Person(page);
      const walker = new Walker(person);
      await walker.tabsTo((it) => it.testid === "first");
      await asksFor(walker, "ldn", "naltrexone-ldn/chronic-pain");
      await tellsByKeys(walker, "68 umol", async () => {
        await walker.tabsTo((it) => it.tag === "summary");
        await walker.key("Enter");
        await walker.fills("patient.surgery_on", "10/12/2026");
        // A beginning would wait for that day: Enter stays with it, the button goes on.
        await walker.tabsTo((it) => it.testid === "section-next");
        await walker.key("Enter");
      });
      await tellsOfTheLiver(walker);
      await takesAndHasNothingElse(walker);
      await isAt(person, "prescriber");
      await asks(walker, "taper");
      await walker.fills("treatment.standing.now.evening", "4,5");
      await walker.key("Enter");
      await arrives(walker, `naltrexone before an operation, in ${lang}`, MOST.operation);
      assert.equal(walker.counts.press, 0);
      assert.match(await person.headline(), down);
      assert.match(plain(await person.everything()), operation);
    }, speaking(lang, nothing(DESK)));

    test(`by the keyboard alone, of a physician who stops tramadol before naltrexone, in ${lang}`, async (page) => {
      const person = new Person(page);
      const walker = new Walker(person);
      await walker.tabsTo((it) => it.testid === "first");
      await asksFor(walker, "ldn", "naltrexone-ldn/chronic-pain");
      await tellsByKeys(walker, "68 umol");
      await tellsOfTheLiver(walker);
      await takesOne(walker, "tramad");
      await deniesAll(walker, () => byKeys(walker));
      await eventually(async () => assert.equal(await person.moment(), "refused"));
      await walker.tabsTo((it) => it.testid === "lower-first", 30);
      await walker.key("Enter");
      // What is missing first: what is taken of it.
      await isAt(person, "treatment.standing.now");
      await walker.fills("treatment.standing.now.evening", "200");
      await walker.fills("treatment.standing.since", "09/2026");
      await walker.key("Enter");
      await arrives(walker, `tramadol, then naltrexone, in ${lang}`, MOST.relay);
      assert.equal(walker.counts.press, 0);
      assert.match(await person.headline(), relay[0]);
      assert.match(plain(await person.text(person.testid("relay"))), relay[1]);
    }, speaking(lang, nothing(DESK)));

    test(`by the keyboard alone, of a physician whose person takes more than today’s ceiling, in ${lang}`, async (page) => {
      const person = new Person(page);
      const walker = new Walker(person);
      await walker.tabsTo((it) => it.testid === "first");
      await asksFor(walker, lang === "fr" ? "lyrica diab" : "lyrica", "pregabalin/neuropathic-diabetic");
      // A clearance of 46 mL/min: 300 mg a day at most.
      await tellsByKeys(walker, "130 umol");
      await takesAndHasNothingElse(walker);
      await isAt(person, "prescriber");
      await asks(walker, "continue");
      await walker.fills("treatment.standing.now", "300");
      await walker.fills("treatment.standing.now.evening", "300");
      await walker.fills("treatment.standing.since", "05/2024");
      await walker.key("Enter");
      await eventually(async () => assert.equal(await person.moment(), "refused"));
      assert.match(await person.headline(), ceiling[0]);
      await walker.tabsTo((it) => it.testid === "lower-to", 30);
      await walker.key("Enter");
      // The dose to come down to is filled in: the section is read, and ended.
      await isOpen(person, "treatment");
      await walker.tabsTo((it) => it.field?.startsWith("treatment.standing"));
      await walker.key("Enter");
      await arrives(walker, `pregabalin above the ceiling, in ${lang}`, MOST.ceiling);
      assert.equal(walker.counts.press, 0);
      assert.match(await person.headline(), ceiling[1]);
    }, speaking(lang, nothing(DESK)));
  }

  test("of a physician who plans pregabalin beside six medicines", async (page) => {
    const person = new Person(page);
    const walker = new Walker(person);
    await walker.presses(person.testid("first"));
    await asksFor(walker, "lyrica diab", "pregabalin/neuropathic-diabetic");
    await tellsOf(walker, { age: "63", sex: "male", height: "176", weight: "84", creatinine: "88" });
    await eventually(async () => assert.equal((await person.focused())?.testid, "medicine-search"));
    for (const [at, name] of ["metfor", "rami", "atorva", "kardeg", "levoth", "doliprane"].entries()) {
      walker.thinks();
      await walker.types(name);
      await walker.key("Enter");
      await person.medicine(at).waitFor();
    }
    await walker.key("Enter");
    await deniesAll(walker, () => byMouse(walker));
    await isAt(person, "prescriber");
    await walker.fills("prescriber", "Dr Martin");
    await walker.key("Enter");
    await arrives(walker, "pregabalin beside six medicines", MOST.six);
    assert.equal((await person.medicines()).length, 6);
    assert.match(await person.headline(), /^Prégabaline .* du 7 décembre 2026/);
  }, nothing(DESK));

  test("of a pharmacist, from a link to the paper", async (page) => {
    const person = new Person(page);
    const fragment = `#request=${Buffer.from(await plan(person)).toString("base64url")}&view=pharmacist`;
    await page.evaluate((fragment) => (location.hash = fragment), fragment);
    await person.testid("pharmacist-route").waitFor();
    const walker = new Walker(person);
    walker.thinks();
    await walker.presses(person.testid("print-pharmacy"));
    await person.host.locator(".sheet.pharmacy").waitFor({ state: "attached" });
    console.log(`a pharmacist from a link: ${walker}`);
    assert.ok(walker.seconds <= MOST.pharmacist, `${walker}`);
  }, printing(on("2026-11-30", DESK)));

  test("of a pharmacist, from a file to the paper", async (page) => {
    const person = new Person(page);
    await person.testid("example-plan").click();
    const file = await plan(person, { view: "pharmacist" });
    await person.testid("start-over").click();
    await person.testid("start").waitFor();
    const walker = new Walker(person);
    const chosen = page.waitForEvent("filechooser");
    await walker.presses(person.host.locator("label.file").first());
    // In the window of the system: one file among others is pressed twice.
    walker.thinks();
    Object.assign(walker.counts, { point: walker.counts.point + 1, press: walker.counts.press + 2 });
    await (await chosen).setFiles({ name: "palier.json", mimeType: "application/json", buffer: Buffer.from(file) });
    await person.testid("pharmacist-route").waitFor();
    // What prints is where the keyboard is led.
    await eventually(async () => assert.equal((await person.focused())?.testid, "print-pharmacy"));
    await walker.key("Enter");
    await person.host.locator(".sheet.pharmacy").waitFor({ state: "attached" });
    console.log(`a pharmacist from a file: ${walker}`);
    assert.ok(walker.seconds <= MOST.pharmacist, `${walker}`);
  }, printing(nothing(DESK)));

  test("of a patient, from a link to the dose of today, on a phone", async (page) => {
    const person = new Person(page);
    const fragment = `#request=${Buffer.from(await plan(person)).toString("base64url")}&view=patient`;
    await person.host.evaluate((it) => it.setAttribute("today", "2026-12-22"));
    await page.evaluate((fragment) => (location.hash = fragment), fragment);
    await person.testid("patient-route").waitFor();
    // No act: what is taken tonight is wholly in sight.
    for (const part of ["today", "dose"]) {
      const { y, height } = await person.testid(part).boundingBox();
      assert.ok(y >= 0 && y + height <= PHONE.viewport.height, `${part}: ${y} to ${y + height}`);
    }
    assert.match(await person.text(person.testid("today")), /^Ce soir, mardi 22 décembre 2026 2 mg/);
    assert.equal(await page.evaluate(() => document.scrollingElement.scrollTop), 0);
  }, on("2026-12-22", PHONE));
});

/** The seconds that the journeys may cost: what was counted (48, 39, 53) and a tenth more; 5 from a file, as counted. */
const MOST = { ldn: 53, keys: 43, six: 58, taper: 60, operation: 60, relay: 60, ceiling: 60, pharmacist: 5 };
