// What a person types is never lost and never taken for more than it says: typed with real keys.

import assert from "node:assert/strict";
import { inBothBrowsers } from "./harness.mjs";
import { Person, eventually, on, reference } from "./person.mjs";

const NOVEMBER = on("2026-11-30");

const link = (request) => `#request=${Buffer.from(JSON.stringify(request)).toString("base64url")}`;

/** Keeps the text of every file that the page hands over. */
const keepingFiles = (options = {}) => ({
  ...options,
  prepare: async (page) => {
    await page.addInitScript(() => {
      window.files = [];
      const create = URL.createObjectURL;
      URL.createObjectURL = (blob) => {
        blob.text().then((text) => window.files.push(text));
        return create.call(URL, blob);
      };
    });
    await options.prepare?.(page);
  },
});

const files = (page) => page.evaluate(() => window.files);

/** A clock that the test moves: `window.now` is what it shows, in the zone of the browser. */
const movedClock = {
  prepare: (page) =>
    page.addInitScript(() => {
      const Real = Date;
      window.now = "2026-11-30T10:00:00";
      globalThis.Date = class extends Real {
        constructor(...given) {
          super(...(given.length ? given : [window.now]));
        }
      };
    }),
};

const moveTo = (page, now) =>
  page.evaluate((now) => {
    window.now = now;
  }, now);

const verdictIs = (person, expected) => eventually(async () => assert.equal(await person.verdict(), expected));

/** Whether the browser would ask before the page is left. */
const asksBeforeLeaving = (page) =>
  page.evaluate(() => !window.dispatchEvent(new Event("beforeunload", { cancelable: true })));

inBothBrowsers("what is typed", (test) => {
  test("a yes is not undone by none of these, by another drug or by a file", async (page) => {
    const person = new Person(page);
    await person.openReference();
    await verdictIs(person, "nothing-found");
    const yes = person.question("liver-disease");
    const isYes = async () => {
      await person.openSection("questions");
      await eventually(async () => assert.ok(await yes.isChecked()));
    };
    await person.openSection("questions");
    await yes.focus();
    await page.keyboard.press("Space");
    await isYes();
    await person.testid("none").focus();
    await page.keyboard.press("Enter");
    await person.drawn();
    await isYes();
    assert.match(await person.text(person.testid("none-note")), /Aucune autre : répondu par/);
    await person.noneOfThese();
    await isYes();
    await person.plans("duloxetine", "neuropathic-diabetic");
    await person.noneOfThese();
    await person.plans("naltrexone-ldn", "chronic-pain");
    await person.openSection("questions");
    await isYes();
    assert.notEqual(await person.verdict(), "nothing-found");
  }, NOVEMBER);

  test("is in the file to the last key, or the fields are named and nothing is saved", async (page) => {
    const person = new Person(page);
    await person.openReference();
    await person.type("patient.clearance", "25");
    await person.testid("save").click();
    const refusal = person.testid("not-saved");
    await eventually(async () => assert.match(await person.text(refusal), /Comment elle a été obtenue/));
    assert.deepEqual(await files(page), []);
    // The keyboard is on the first field that is named, and Enter leads there.
    await eventually(async () => assert.equal((await person.focused()).tag, "button"));
    await page.keyboard.press("Enter");
    await eventually(async () => assert.equal((await person.focused()).field, "patient.clearance.method"));
    // Typed, and saved before the keyboard rests.
    await page.keyboard.type("urine de 24 h");
    await person.testid("save").click();
    await eventually(async () => assert.equal((await files(page)).length, 1));
    assert.equal(await person.text(refusal), "");
    const [file] = await files(page);
    assert.deepEqual(JSON.parse(file).patient.clearance, { ml_per_min: "25", method: "urine de 24 h" });
    await person.openText(file.replace('"1.5 mg"', '"1.195 mg"').replace(/"alt": "[^"]*"/, '"alt": "1.195"'));
    await eventually(async () => assert.equal(await person.value("patient.liver.alt"), "1,1950 × N"));
    assert.equal(await person.complaint("patient.liver.alt"), "");
    await person.testid("save").click();
    await eventually(async () => assert.equal((await files(page)).length, 2));
    assert.equal(JSON.parse((await files(page))[1]).patient.liver.alt, "1.195");
  }, keepingFiles(NOVEMBER));

  test("is decided on the day it is, when the page is edited or comes to the front after midnight", async (page) => {
    const person = new Person(page);
    await person.openReference();
    await verdictIs(person, "nothing-found");
    await moveTo(page, "2027-06-15T08:00:00");
    await page.evaluate(() => window.dispatchEvent(new Event("focus")));
    await eventually(async () => assert.notEqual(await person.verdict(), "nothing-found"));
    await moveTo(page, "2026-11-30T23:59:00");
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await verdictIs(person, "nothing-found");
    await moveTo(page, "2027-06-15T00:01:00");
    await person.type("prescriber", "Dr Ngô");
    await eventually(async () => assert.notEqual(await person.verdict(), "nothing-found"));
  }, movedClock);

  test("is not dated by the clock where the host gives the day", async (page) => {
    const person = new Person(page);
    await person.openReference();
    await verdictIs(person, "nothing-found");
    await moveTo(page, "2027-06-15T08:00:00");
    await page.evaluate(() => window.dispatchEvent(new Event("focus")));
    await person.type("prescriber", "Dr Ngô");
    await person.drawn();
    assert.equal(await person.verdict(), "nothing-found");
  }, on("2026-11-30", movedClock));

  test("and left in the medicine box is not checked, and holds the plan until it is added or erased", async (page) => {
    const person = new Person(page);
    await person.openReference();
    await verdictIs(person, "nothing-found");
    assert.equal(await person.prints("patient"), true);
    await person.openSection("medicines");
    await person.testid("medicine-search").click();
    await page.keyboard.type("doliprane");
    await page.keyboard.press("Tab");
    await verdictIs(person, "pending");
    assert.match(await person.text(person.testid("medicine-not-added")), /« doliprane » n’est pas dans la liste/);
    await person.look();
    assert.equal(await person.doses(), 0);
    assert.equal(await person.prints("patient"), false);
    await person.follow("medicines", ".mend");
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.press("Backspace");
    await verdictIs(person, "nothing-found");
    assert.equal(await person.prints("patient"), true);
    await page.keyboard.type("doliprane");
    await page.keyboard.press("Enter");
    await eventually(async () => assert.equal((await person.medicines()).length, 2));
    assert.equal(await person.testid("medicine-search").inputValue(), "");
    assert.equal(await person.text(person.testid("medicine-not-added")), "");
  }, NOVEMBER);

  test("as a list, pasted, is a line for each medicine, and what was not understood is said", async (page) => {
    const person = new Person(page);
    await person.openReference({ medicines: [] });
    const list = "1. Lyrica 75 mg x2/j\n2. lorazépam 0,5 mg (arrêté en mai 2026)\n3. AINS\n4. xyzabc, Entresto";
    await person.openSection("medicines");
    // Copied with the keys from a text beside the planner, and pasted with the keys.
    await page.evaluate((list) => {
      const text = document.body.appendChild(document.createElement("textarea"));
      text.value = list;
      text.focus();
      text.select();
    }, list);
    await page.keyboard.press("ControlOrMeta+C");
    const box = person.testid("medicine-search");
    await box.click();
    await page.keyboard.press("ControlOrMeta+V");
    await eventually(async () => assert.equal((await person.medicines()).length, 5));
    assert.deepEqual(await person.medicines(), ["Lyrica 75 mg x2/j", "lorazépam 0,5 mg", "AINS", "xyzabc", "Entresto"]);
    const said = person.testid("medicines-listed");
    assert.match(await person.text(said), /^5 lignes ajoutées\. 2 lignes sont à regarder/);
    assert.match(await person.text(person.testid("live")), /^5 lignes ajoutées\./, "and it is heard");
    assert.equal(await box.inputValue(), "");
    assert.match((await person.focused()).id, /-medicines$/, "the keyboard stays in the box");
    assert.equal(await person.field("medicines[0].daily_dose").inputValue(), "150");
    assert.equal(await person.field("medicines[1].stopped.last_dose").inputValue(), "mai 2026");
    assert.match(await person.text(person.medicine(2)), /^« AINS ».*anti-inflammatoire.*lequel \?/);
    await verdictIs(person, "pending");
    // One name goes into the box, as any text does.
    await page.evaluate(() => {
      const text = document.querySelector("textarea");
      text.value = "Doliprane 1 g";
      text.focus();
      text.select();
    });
    await page.keyboard.press("ControlOrMeta+C");
    await box.click();
    await page.keyboard.press("ControlOrMeta+V");
    await eventually(async () => assert.equal(await box.inputValue(), "Doliprane 1 g"));
    assert.equal((await person.medicines()).length, 5);
    await page.keyboard.press("Enter");
    await eventually(async () => assert.equal((await person.medicines())[5], "Doliprane 1 g"));
  }, NOVEMBER);

  test("as a list in the medicine box is a line for each on Enter, and one beginning is the one medicine it begins", async (page) => {
    const person = new Person(page);
    await person.openReference({ medicines: [] });
    await person.openSection("medicines");
    await person.testid("medicine-search").click();
    await page.keyboard.type("sertra");
    await page.keyboard.press("Enter");
    await person.medicine(0).waitFor();
    assert.equal(await person.medicine(0).getAttribute("data-medicine"), "sertraline");
    await page.keyboard.type("Lyrica 75 mg 1-0-1, paracétamol 1 g x3/j, lami");
    await page.keyboard.press("Enter");
    await person.medicine(3).waitFor();
    assert.deepEqual(await person.medicines(), ["sertraline", "Lyrica 75 mg 1-0-1", "paracétamol 1 g x3/j", "lami"], "Lami may be two medicines");
    assert.equal(await person.field("medicines[2].daily_dose").inputValue(), "3000");
  }, NOVEMBER);

  test("as a letter is read piece by piece, and is in the form only as it is accepted", async (page) => {
    const person = new Person(page);
    await person.openReference({ medicines: [] });
    await person.openSection("person");
    const box = person.testid("letter");
    await person.unfold(box);
    await box.click();
    await page.keyboard.type("H 58 ans, 80 kg, créat 90 µmol/L, père décédé à 62 ans. Sous Lyrica 75 mg x2/j");
    await person.testid("letter-read").click();
    await eventually(async () => assert.match(await person.text(person.testid("letter-end")), /^5 éléments lus/));
    assert.equal(await person.field("patient.age_years").inputValue(), "46", "nothing is taken unseen");
    assert.match(await person.text(person.testid("letter-unread")), /1 passage non lu/);
    await person.testid("letter-take-0").focus();
    for (let key = 0; key < 5; key += 1) {
      await page.keyboard.press("Enter");
      await person.drawn();
    }
    assert.equal(await person.field("patient.age_years").inputValue(), "58");
    assert.equal(await person.field("patient.weight_kg").inputValue(), "80");
    assert.equal(await person.field("patient.creatinine").inputValue(), "90");
    await person.openSection("medicines");
    assert.equal(await person.medicine(0).getAttribute("data-medicine"), "Lyrica 75 mg x2/j");
  }, NOVEMBER);

  test("of a name that may be several is asked in its place, and what is chosen keeps its strength", async (page) => {
    const person = new Person(page);
    await person.openReference({ medicines: [{ name: "doli 1 g x3/j" }, { name: "tisane du soir" }] });
    await person.openSection("medicines");
    const near = person.medicine(0).getByRole("button", { name: /^Doliprane/ }).first();
    await near.focus();
    await page.keyboard.press("Enter");
    await eventually(async () =>
      assert.equal(await person.medicine(0).getAttribute("data-medicine"), "Doliprane 1 g x3/j"));
    assert.ok(await person.focused(), "the keyboard is not lost");
    assert.equal(await person.field("medicines[0].daily_dose").inputValue(), "3000");
    await person.medicine(1).getByTestId("medicine-correct").click();
    assert.match((await person.focused()).id, /-medicines-1-correction$/);
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.type("sertra 50 mg");
    await page.keyboard.press("Enter");
    await eventually(async () => assert.equal(await person.medicine(1).getAttribute("data-medicine"), "sertraline 50 mg"));
    assert.ok(await person.focused(), "the keyboard is not lost");
  }, NOVEMBER);

  test("by a browser that fills a box in and says only that it changed is believed", async (page) => {
    const person = new Person(page);
    await person.openReference();
    await person.reach("patient.weight_kg");
    await person.field("patient.weight_kg").evaluate((it) => {
      it.value = "20";
      it.dispatchEvent(new Event("change", { bubbles: true }));
    });
    await eventually(async () => assert.match(await person.text(person.testid("clearance")), /28,9|28.9/));
    assert.equal(await person.field("patient.weight_kg").inputValue(), "20");
  }, NOVEMBER);

  test("by an input method is added by the key that follows, not by the one that ends the word", async (page) => {
    const person = new Person(page);
    await person.openSection("medicines");
    const box = person.testid("medicine-search");
    await box.click();
    await page.keyboard.type("tram");
    for (const how of [{ isComposing: true }, { keyCode: 229 }]) {
      await box.evaluate((it, how) => {
        it.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, composed: true, cancelable: true, ...how }));
      }, how);
      await person.drawn();
      assert.deepEqual(await person.medicines(), [], JSON.stringify(how));
      assert.equal(await box.inputValue(), "tram");
    }
    await page.keyboard.press("Enter");
    await eventually(async () => assert.equal((await person.medicines()).length, 1));
  }, NOVEMBER);

  test("as a date is said back in words, and as a half is exact", async (page) => {
    const person = new Person(page);
    for (const [typed, said] of [
      ["11/05/2026", "lundi 11 mai 2026"],
      ["7/12/26", "lundi 7 décembre 2026"],
      ["23.11.26", "lundi 23 novembre 2026"],
      ["23 nov 2026", "lundi 23 novembre 2026"],
      ["7 December 2026", "lundi 7 décembre 2026"],
    ]) {
      await person.type("treatment.start", typed);
      assert.equal(await person.echo("treatment.start"), said);
      assert.equal(await person.complaint("treatment.start"), "", typed);
    }
    await person.type("treatment.start", "12/26");
    await eventually(async () => assert.match(await person.complaint("treatment.start"), /n’est pas une date/));
    for (const [typed, said] of [["½", "0,5 mg"], ["1/2", "0,5 mg"], ["1 ½", "1,5 mg"]]) {
      await person.type("treatment.target", typed);
      assert.equal(await person.echo("treatment.target"), said);
    }
  }, NOVEMBER);

  test("is replaced by a link only after a yes", async (page) => {
    const person = new Person(page);
    const weight = () => person.value("patient.weight_kg");
    await person.type("patient.weight_kg", "99");
    for (const [keys, expected] of [[["Enter"], "99"], [["Tab", "Enter"], "62"]]) {
      await page.evaluate((fragment) => {
        location.hash = fragment;
      }, link(reference()));
      await person.testid("replace").waitFor();
      assert.equal(await person.field("patient.weight_kg").inputValue(), "99");
      await eventually(async () => assert.match((await person.focused()).text, /Garder ma saisie/));
      for (const key of keys) await page.keyboard.press(key);
      await person.testid("replace").waitFor({ state: "detached" });
      await eventually(async () => assert.equal(await weight(), expected));
    }
    // Nothing was typed since: the next one opens at once.
    await page.evaluate((fragment) => {
      location.hash = fragment;
    }, link({ ...reference(), prescriber: "Dr Ngô" }));
    await eventually(async () => assert.equal(await person.value("prescriber"), "Dr Ngô"));
  }, NOVEMBER);

  test("is not left behind without a question, and an untouched page is", async (page) => {
    const person = new Person(page);
    assert.equal(await asksBeforeLeaving(page), false, "untouched");
    await person.openReference();
    assert.equal(await asksBeforeLeaving(page), false, "opened, and not changed");
    await person.enter("patient.weight_kg");
    await page.keyboard.press("End");
    await page.keyboard.type("1");
    await eventually(async () => assert.equal(await asksBeforeLeaving(page), true, "typed"));
    await page.keyboard.press("Backspace");
    await eventually(async () => assert.equal(await asksBeforeLeaving(page), false, "taken back"));
    await person.type("patient.weight_kg", "63");
    await eventually(async () => assert.equal(await asksBeforeLeaving(page), true, "typed again"));
    await person.testid("save").click();
    await eventually(async () => assert.equal(await asksBeforeLeaving(page), false, "saved"));
    assert.deepEqual(await page.evaluate(() => [localStorage.length, sessionStorage.length]), [0, 0]);
  }, keepingFiles(NOVEMBER));
});
