// A plan under way is looked at again: by the keyboard alone, in both languages, by who prescribes and by who takes it.

import assert from "node:assert/strict";
import { axeFaults, inBothBrowsers } from "./harness.mjs";
import { Person, covered, eventually, merged, on } from "./person.mjs";

const base64url = (text) => Buffer.from(text).toString("base64url");

const NOVEMBER = on("2026-11-30");

const LAMOTRIGINE = {
  medicines: [],
  treatment: {
    drug: "lamotrigine",
    indication: "neuropathic-poststroke",
    protocol: null,
    start: "2026-12-07",
    supplies: ["2 mg", "5 mg", "25 mg", "50 mg", "100 mg", "200 mg"].map((strength) => ({ tablet: { strength } })),
  },
};

/** A plan of 30 November, opened on another day by a link. */
async function underWay(page, today, { patch, lang = "fr", view = "professional" } = {}) {
  const person = new Person(page);
  if (patch) await person.plans(patch.treatment.drug, patch.treatment.indication);
  const request = merged(await person.answered(), { ...patch, prescriber: "Dr Martin" });
  await person.host.evaluate((it, [today, lang]) => {
    it.setAttribute("today", today);
    it.setAttribute("lang", lang);
  }, [today, lang]);
  const fragment = `#request=${base64url(JSON.stringify(request))}&view=${view}`;
  await page.evaluate((fragment) => (location.hash = fragment), fragment);
  // What was chosen to learn the questions is replaced.
  if (patch) await person.testid("replace-yes").click();
  await person.testid("check-in").waitFor();
  await person.drawn();
  return person;
}

/** The keyboard goes forward until it is on what has this name for tests; then a key. */
async function goesTo(person, testid, key = "Enter") {
  for (let i = 0; i < 90; i += 1) {
    if ((await person.focused())?.testid === testid) return key && person.page.keyboard.press(key);
    await person.page.keyboard.press("Tab");
  }
  assert.fail(`the keyboard does not come to ${testid}`);
}

async function opens(person) {
  await person.testid("check-in").locator("> summary").focus();
  await person.page.keyboard.press("Enter");
}

/** Nothing is dangerous, nothing was forgotten; what is felt is said by the caller. */
async function tells(person, { felt = "nothing", off = "0" } = {}) {
  await goesTo(person, "check-in-reason-none");
  await goesTo(person, "check-in-thoughts-no");
  for (const [name, text] of [["pain", "5"], ["nights", "6"], ["missed", "1"], ["off", off]]) {
    await goesTo(person, `check-in-${name}`, null);
    await person.page.keyboard.type(text);
  }
  await goesTo(person, `check-in-felt-${felt}`);
}

const PREGABALIN = {
  medicines: [],
  measures: [{ scale: "pain-nrs", on: "2026-11-30", total: "8" }],
  treatment: {
    drug: "pregabalin",
    indication: "neuropathic-diabetic",
    protocol: null,
    start: "2026-12-07",
    supplies: ["25 mg", "50 mg", "75 mg", "150 mg", "300 mg"].map((strength) => ({ capsule: { strength } })),
  },
};

const says = (person) => person.text(person.testid("check-in-says"));

const WORDS = {
  fr: {
    stay: /De ce qui est dit suit : garder la dose 7 jours de plus/,
    row: /4 janvier 2027 – 10 janvier 2027 2,5 mg 2 mg · change/,
    anew: /recommencer au début/,
    waits: /6 jours de suite sans prise/,
    missing: /Encore des réponses à donner/,
  },
  en: {
    stay: /From what was told follows: stay at the dose for 7 days more/,
    row: /4 January 2027 – 10 January 2027 2.5 mg 2 mg · changes/,
    anew: /begin again/,
    waits: /6 days in a row without an intake/,
    missing: /Some answers are still to be given/,
  },
};

inBothBrowsers("a check-in", (test) => {
  for (const [lang, words] of Object.entries(WORDS)) {
    test(`by the keyboard alone: vivid dreams on the day of a rise, the calendar of before and the new one, in ${lang}`, async (page) => {
      const person = await underWay(page, "2027-01-04", { lang });
      await opens(person);
      assert.match(await says(person), words.missing);
      await tells(person, { felt: "bothersome" });
      await goesTo(person, "check-in-risen-yes");
      await goesTo(person, "check-in-conditions-no");
      await eventually(async () => assert.match(await says(person), words.stay));
      const rows = await person.texts(person.testid("check-in-came").locator("tbody tr"));
      assert.match(rows[0], words.row);
      assert.deepEqual(await axeFaults(page), []);
      await goesTo(person, "check-in-keep");
      await eventually(async () => assert.equal(await person.testid("check-in").count(), 0));
      await person.drawn();
      assert.match(await person.said(), lang === "fr" ? /4 janv\. ?11 janv\. ?25 janv\. ?28 févr/ : /4 Jan ?11 Jan ?25 Jan ?28 Feb/);
      // It is one act: taken back, the plan of before stands.
      await person.page.keyboard.press("Escape");
      await person.testid("undo").first().click();
      await person.testid("check-in").waitFor();
    }, NOVEMBER);

    test(`six days without lamotrigine: begun anew, and nothing else, in ${lang}`, async (page) => {
      const person = await underWay(page, "2027-01-11", { lang, patch: LAMOTRIGINE });
      await opens(person);
      await tells(person, { off: "6" });
      await goesTo(person, "check-in-risen-yes");
      await eventually(async () => assert.match(await says(person), words.anew));
      assert.equal(await person.testid("check-in-way-go-on").count(), 0, "the dose of before is not offered");
    }, NOVEMBER);

    test(`three days without lamotrigine wait for the prescriber, in ${lang}`, async (page) => {
      const person = await underWay(page, "2027-01-11", { lang, patch: LAMOTRIGINE });
      await opens(person);
      await tells(person, { off: "3" });
      await goesTo(person, "check-in-risen-yes");
      await goesTo(person, "check-in-way-go-on");
      const came = await person.text(person.testid("check-in-came"));
      assert.match(came, lang === "fr" ? /3 jours de suite sans prise/ : /3 days in a row without an intake/);
      assert.match(came, lang === "fr" ? /Pas de double dose/ : /No double dose/);
    }, NOVEMBER);

    test(`who takes it is told what to do, and changes no plan, in ${lang}`, async (page) => {
      const person = await underWay(page, "2027-01-11", { lang, patch: LAMOTRIGINE, view: "patient" });
      await opens(person);
      await tells(person, { off: "6" });
      await goesTo(person, "check-in-risen-yes");
      await eventually(async () => assert.match(await says(person), lang === "fr" ? /^Appelez aujourd’hui votre prescripteur ou votre pharmacien/ : /^Call your prescriber or pharmacist today/));
      assert.equal(await person.testid("check-in-keep").count(), 0);
      await person.testid("check-in-thoughts-yes").click();
      await eventually(async () => assert.match(await says(person), /3114.*988/));
      assert.deepEqual(await axeFaults(page), []);
    }, NOVEMBER);

    test(`who takes it is told on the day of judgement to see the prescriber, in ${lang}`, async (page) => {
      const person = await underWay(page, "2027-01-24", { lang, patch: PREGABALIN, view: "patient" });
      await opens(person);
      await tells(person);
      await goesTo(person, "check-in-risen-yes");
      await eventually(async () => assert.match(await says(person), lang === "fr" ? /^C’est le moment du bilan/ : /^The review is due/));
    }, NOVEMBER);

    test(`sleep suffers: the intake goes to the morning from the day after, in ${lang}`, async (page) => {
      const person = await underWay(page, "2027-01-06", { lang });
      await opens(person);
      await tells(person, { felt: "mild" });
      await goesTo(person, "check-in-risen-yes");
      await goesTo(person, "check-in-way-move");
      const came = await person.text(person.testid("check-in-came"));
      assert.match(came, lang === "fr" ? /Pas de prise aujourd’hui : la suivante est demain, le matin/ : /No intake today: the next one is tomorrow, in the morning/);
      const rows = await person.texts(person.testid("check-in-came").locator("tbody tr"));
      assert.match(rows[0], lang === "fr" ? /^6 janvier 2027 2,5 mg le soir rien · change$/ : /^6 January 2027 2.5 mg in the evening nothing · changes$/);
      assert.match(rows[1], lang === "fr" ? /2,5 mg le soir 2,5 mg le matin · change$/ : /2.5 mg in the evening 2.5 mg in the morning · changes$/);
      assert.deepEqual(await axeFaults(page), []);
    }, NOVEMBER);

    test(`no relief on the day of judgement: go on, stop, or another treatment after it, in ${lang}`, async (page) => {
      const person = await underWay(page, "2027-01-24", { lang, patch: PREGABALIN });
      await opens(person);
      await tells(person);
      const judged = person.testid("check-in-judgement");
      await eventually(async () => assert.match(await person.text(person.testid("check-in-relief")), lang === "fr" ? /37,5 %/ : /37\.5%/));
      assert.ok((await judged.locator("[data-other]").count()) >= 3, "the next treatments of the indication");
      assert.equal(await judged.locator('[data-other="pregabalin"]').count(), 0);
      await goesTo(person, "check-in-then-duloxetine");
      await eventually(async () => assert.equal(await person.testid("check-in-then-duloxetine").getAttribute("aria-pressed"), "true"));
      assert.deepEqual(await axeFaults(page), []);
      await goesTo(person, "check-in-keep");
      await eventually(async () => assert.equal(await person.testid("check-in").count(), 0));
      await person.drawn();
      assert.match(await person.said(), lang === "fr" ? /[Pp]régabaline/ : /[Pp]regabalin/);
    }, NOVEMBER);
  }

  for (const width of [1440, 768, 360]) {
    test(`what is new is said in the form, the keyboard is brought there, and nothing covers the box, at ${width}`, async (page) => {
      const person = await underWay(page, "2027-01-24", { patch: PREGABALIN });
      await opens(person);
      await tells(person);
      await goesTo(person, "check-in-risen-yes");
      const said = await says(person);
      await goesTo(person, "check-in-news-medicines");
      await eventually(async () => assert.equal((await person.focused())?.testid, "medicine-search"));
      for (const letter of "paracétamol") {
        await page.keyboard.type(letter);
        await person.drawn();
        assert.deepEqual(await covered(person), [], `after ${letter}`);
      }
      // While the box cannot be read, what was told and what follows stay in sight, and nothing is kept.
      assert.equal(await says(person), said);
      assert.equal(await person.testid("check-in-keep").isDisabled(), true);
      await page.keyboard.press("Enter");
      await eventually(async () => assert.match(await person.text(person.testid("check-in-news-medicines")), /changé/));
      assert.doesNotMatch(await person.text(person.testid("check-in-news-questions")), /changé/);
      assert.equal(await person.testid("check-in-keep").isDisabled(), false);
    }, { ...NOVEMBER, viewport: { width, height: 900 } });
  }

  test("a number that cannot be is said at its box, and what was typed stays", async (page) => {
    const person = await underWay(page, "2027-01-04");
    await opens(person);
    await goesTo(person, "check-in-pain", null);
    await page.keyboard.type("11");
    assert.match(await person.text(person.testid("check-in")), /Un nombre de 0 à 10, en chiffres/);
    assert.equal(await person.testid("check-in-pain").inputValue(), "11");
  }, NOVEMBER);
});
