// Bad input: whatever is opened or typed, the page says where and what to do, keeps what was
// typed, and shows no dose that rests on it.

import assert from "node:assert/strict";
import { inBothBrowsers } from "./harness.mjs";
import { Person, eventually, merged, on, plain } from "./person.mjs";

const NOVEMBER = on("2026-11-30");

/** Files that are not opened: their bytes, and what is said in French and in English. */
const BAD_FILES = [
  { name: "empty", text: () => "", fr: /abîmé ou incomplet.*autre copie/, en: /damaged or cut short.*another copy/ },
  { name: "corrupt", text: () => "\u0000PK\u0003", fr: /abîmé ou incomplet/, en: /damaged or cut short/ },
  {
    name: "truncated",
    text: (request) => JSON.stringify(request).slice(0, 300),
    fr: /abîmé ou incomplet( \(ligne 1, colonne 30\d\))?\. Ouvrez une autre copie/,
    en: /damaged or cut short( \(line 1, column 30\d\))?\. Open another copy/,
  },
  {
    name: "of a newer version",
    text: (request) => JSON.stringify({ ...request, version: 2, shape: {} }),
    fr: /version plus récente .*format 2.*Rechargez la page/,
    en: /later version .*format 2.*Reload the page/,
  },
  {
    name: "of version 0",
    text: (request) => JSON.stringify({ ...request, version: 0 }),
    fr: /Ce fichier annonce le format 0, qui n’existe pas ; celui de Palier est le format 1\. Ouvrez une autre copie/,
    en: /This file says it is of format 0, which does not exist; Palier’s is format 1\. Open another copy/,
  },
  {
    name: "of a negative version",
    text: (request) => JSON.stringify({ ...request, version: -1 }),
    fr: /Ce fichier annonce le format -1, qui n’existe pas ; celui de Palier est le format 1\. Ouvrez une autre copie/,
    en: /This file says it is of format -1, which does not exist; Palier’s is format 1\. Open another copy/,
  },
  {
    name: "of half a version",
    text: (request) => JSON.stringify({ ...request, version: 1.5 }),
    fr: /à l’endroit « version » : on y trouve 1\.5, et il faut un nombre entier/,
    en: /at “version”: it holds 1\.5, and needs a whole number/,
  },
  {
    name: "without a version",
    text: (request) => JSON.stringify({ ...request, version: undefined }),
    fr: /n’est pas un dossier que cette version sait lire : il manque le champ « version »/,
    en: /is not a request that this version can read: the field “version” is missing/,
  },
  {
    name: "with a field nobody knows",
    text: (request) => JSON.stringify(merged(request, { patient: { shoe_size: 42 } })),
    fr: /à l’endroit « patient » : le champ « shoe_size » n’y est pas connu\. Corrigez/,
    en: /at “patient”: the field “shoe_size” is not known there\. Mend/,
  },
  {
    name: "with a misspelled stop, which would else be taken for a medicine still used",
    text: (request) => JSON.stringify({ ...request, medicines: [{ name: "tramadol", stoped: {} }] }),
    fr: /à l’endroit « medicines\[0\] ».*stoped/,
    en: /at “medicines\[0\]”.*stoped/,
  },
  {
    name: "with an age no byte holds",
    text: (request) => JSON.stringify(merged(request, { patient: { age_years: 4600 } })),
    fr: /à l’endroit « patient\.age_years » : on y trouve 4600, et il faut un nombre entier de 0 à 255\. Corrigez/,
    en: /at “patient\.age_years”: it holds 4600, and needs a whole number from 0 to 255\. Mend/,
  },
  {
    name: "with a day before 1900",
    text: (request) => JSON.stringify(merged(request, { treatment: { start: "1899-12-31" } })),
    fr: /à l’endroit « treatment\.start » : « 1899-12-31 » est hors du calendrier accepté, de 1900 à 2100\. Corrigez/,
    en: /at “treatment\.start”: “1899-12-31” is outside the calendar accepted, 1900 to 2100\. Mend/,
  },
  {
    name: "with a day after 2100",
    text: (request) => JSON.stringify(merged(request, { treatment: { start: "2101-01-01" } })),
    fr: /à l’endroit « treatment\.start ».*2100/,
    en: /at “treatment\.start”.*2100/,
  },
  {
    name: "with a day written as people write it",
    text: (request) => JSON.stringify(merged(request, { treatment: { start: "11/05/2027" } })),
    fr: /à l’endroit « treatment\.start » : « 11\/05\/2027 » n’est pas une date écrite année-mois-jour/,
    en: /at “treatment\.start”: “11\/05\/2027” is not a date written year-month-day/,
  },
  {
    name: "with a day that no calendar holds",
    text: (request) => JSON.stringify(merged(request, { treatment: { start: "2027-02-29" } })),
    fr: /à l’endroit « treatment\.start » : le jour « 2027-02-29 » n’existe pas au calendrier\. Corrigez/,
    en: /at “treatment\.start”: no calendar holds the day “2027-02-29”\. Mend/,
  },
  {
    name: "with a field twice",
    text: (request) => JSON.stringify(request).replace('"weight_kg":"62"', '"weight_kg":"62","weight_kg":"26"'),
    fr: /à l’endroit « patient\.weight_kg » : ce champ est écrit deux fois/,
    en: /at “patient\.weight_kg”: this field is written twice/,
  },
  {
    name: "with a list for an object",
    text: (request) => JSON.stringify({ ...request, patient: [46, "female"] }),
    fr: /à l’endroit « patient » : on y trouve \[…\], et il faut un objet/,
    en: /at “patient”: it holds \[…\], and needs an object/,
  },
  {
    name: "with a name of a million letters",
    text: (request) => JSON.stringify({ ...request, medicines: [{ name: "a".repeat(1_000_000) }] }),
    fr: /à l’endroit « medicines\[0\]\.name » : le texte est plus long/,
    en: /at “medicines\[0\]\.name”: the text is longer/,
  },
  { name: "that is a list", text: () => "[]", fr: /sait lire.*Rechargez/, en: /can read.*Reload/ },
  { name: "nested without end", text: () => "[".repeat(50_000) + "]".repeat(50_000), fr: /./, en: /./ },
  { name: "too large", text: () => `"${"x".repeat(2_100_000)}"`, fr: /trop gros.*2 Mo/, en: /too large.*2 MB/ },
];

/** Fields of a file that opens: what cannot be is shown as it was written, and asked again. */
const ABSURD_FILES = [
  { patch: { patient: { age_years: 200 } }, path: "patient.age_years", value: "200", says: /de 0 à 120 ans/ },
  { patch: { patient: { weight_kg: "4000" } }, path: "patient.weight_kg", value: "4000", says: /de 20 à 400 kg/ },
  { patch: { patient: { height_cm: "16.8" } }, path: "patient.height_cm", value: "16,8 cm", says: /de 50 à 260 cm/ },
  {
    patch: { patient: { creatinine: { value: "6.8", unit: "umol/L" } } },
    path: "patient.creatinine",
    value: "6,8",
    says: /6,8 µmol\/L.*Relisez/,
  },
  {
    patch: { patient: { liver: { on: "2027-05-01" } } },
    path: "patient.liver.on",
    value: "01/05/2027",
    says: /pas encore venu/,
  },
];

/** What a person types, and what is said of it in French and in English. */
const TYPED = [
  ["patient.age_years", "460", /de 0 à 120 ans/, /from 0 to 120 years/],
  ["patient.age_years", "46,5", /pas un nombre entier/, /not a whole number/],
  ["patient.age_years", "-46", /pas un nombre/, /not a number/],
  ["patient.weight_kg", "6", /de 20 à 400 kg/, /from 20 to 400 kg/],
  ["patient.weight_kg", "soixante", /« soixante » n’est pas un nombre/, /“soixante” is not a number/],
  ["patient.creatinine", "99999", /99999 µmol\/L/, /99999 µmol\/L/],
  ["patient.liver.on", "23/11/1826", /de 1900 à 2100/, /1900 to 2100/],
  ["patient.liver.on", "30/02/2026", /n’existe pas au calendrier/, /[Nn]o calendar/],
  ["treatment.start", "7/12/2126", /de 1900 à 2100/, /1900 to 2100/],
  ["treatment.start", "bientôt", /« bientôt » n’est pas une date/, /“bientôt” is not a date/],
  ["treatment.interval_days", "0", /de 1 à 365 jours/, /from 1 to 365 days/],
  ["treatment.first_dose", "0,5,0", /pas un nombre/, /not a number/],
  ["treatment.most_units", "99", /de 1 à 20/, /from 1 to 20/],
];

/** What the form held when it was opened. */
const HELD = { "patient.age_years": "46", "patient.weight_kg": "62", "treatment.start": "07/12/2026" };

async function nothingIsLost(person, why) {
  for (const [path, value] of Object.entries(HELD)) {
    assert.equal(await person.value(path), value, `${why}: ${path}`);
  }
  assert.deepEqual(await person.medicines(), ["sertraline"], why);
  assert.equal((await person.schedule()).length, 4, `${why}: the plan`);
}

inBothBrowsers("bad input", (test) => {
  test("in a file is refused with its place and what to do, and changes nothing", async (page) => {
    const person = new Person(page);
    await person.openReference();
    const request = await person.answered();
    for (const { name, text, fr, en } of BAD_FILES) {
      await person.openText(text(request));
      await eventually(async () => assert.match(await person.openError(), fr, name));
      assert.match(await person.openError(), /saisie est intacte/, name);
      assert.doesNotMatch(await person.openError(), /expected|invalid|unknown|JSON/, `${name}: English in French`);
      await nothingIsLost(person, name);
      await person.testid("lang-en").click();
      await eventually(async () => assert.match(await person.openError(), en, name));
      assert.match(await person.openError(), /you typed is untouched/, name);
      await person.testid("open-error-close").click();
      await eventually(async () => assert.equal(await person.openError(), ""));
      await person.testid("lang-fr").click();
    }
    assert.equal(await person.testid("open-error").getAttribute("role"), "alert");
  }, NOVEMBER);

  test("that a file holds is shown in its field, asked again, and no dose rests on it", async (page) => {
    const person = new Person(page);
    for (const { patch, path, value, says } of ABSURD_FILES) {
      await person.openReference(patch);
      assert.equal(await person.value(path), value, path);
      assert.match(await person.complaint(path), says);
      assert.equal(await person.verdict(), "pending", path);
      assert.equal(await person.doses(), 0, `${path}: a dose is shown`);
      await person.look();
      await person.follow(path, ".mend");
      await eventually(async () => assert.equal((await person.focused())?.field, path));
    }
  }, NOVEMBER);

  test("that names what the book does not hold is said, and mended in the form", async (page) => {
    const person = new Person(page);
    await person.openReference({ treatment: { protocol: "nobody" } });
    assert.equal(await person.verdict(), "unreadable");
    assert.match(plain(await person.host.locator(".open-questions .mend").textContent()), /« nobody »/);
    assert.equal(await person.doses(), 0);
    await person.choose("treatment.protocol", "strict");
    await eventually(async () => assert.equal(await person.verdict(), "nothing-found"));
  }, NOVEMBER);

  test("that is typed is kept, explained, and no dose is shown until it is mended", async (page) => {
    const person = new Person(page);
    await person.openReference();
    for (const [path, typed, fr, en] of TYPED) {
      const field = person.field(path);
      const before = await person.value(path);
      await person.type(path, typed);
      await eventually(async () => assert.match(await person.complaint(path), fr, typed));
      await person.testid("lang-en").click();
      await eventually(async () => assert.match(await person.complaint(path), en, typed));
      await person.testid("lang-fr").click();
      assert.equal(await field.inputValue(), typed);
      assert.equal(await field.getAttribute("aria-invalid"), "true", typed);
      const described = await field.getAttribute("aria-describedby");
      assert.ok(described.split(" ").some((id) => id.endsWith("-error")), `${typed}: ${described}`);
      assert.equal(await person.doses(), 0, `a dose is shown beside ${path} ${typed}`);
      assert.equal(await person.verdict(), "pending", typed);
      await person.type(path, before);
      await eventually(async () => assert.equal(await person.complaint(path), ""));
    }
    await eventually(async () => assert.equal(await person.verdict(), "nothing-found"));
  }, NOVEMBER);

  test("of several kinds at once is all reported, each leading to its field", async (page) => {
    const person = new Person(page);
    await person.openReference();
    const wrong = { "patient.age_years": "abc", "patient.weight_kg": "1,500", "treatment.start": "32/1/2027" };
    for (const [path, typed] of Object.entries(wrong)) await person.type(path, typed);
    await eventually(async () => assert.match(await person.headline(), /3 champs sont à corriger/));
    for (const [path, typed] of Object.entries(wrong)) {
      await person.follow(path, ".mend");
      await eventually(async () => {
        const focused = await person.focused();
        assert.deepEqual([focused?.field, focused?.value], [path, typed]);
      });
    }
  }, NOVEMBER);

  test("of two hundred medicines is answered, none is lost, and the page lives", async (page) => {
    const person = new Person(page);
    const names = Array.from({ length: 200 }, (_, at) => (at % 2 ? "tramadol" : "sertraline"));
    await person.openReference({ medicines: names.map((name) => ({ name, started: "2020-01" })) });
    assert.equal(await person.verdict(), "refused");
    assert.deepEqual(await person.medicines(), names);
    assert.equal(await person.testid("pairs").locator("li[data-rule]").count(), 50);
    assert.match(await person.testid("pairs-left-out").textContent(), /9950/);
    await person.testid("medicine-remove-199").click();
    await eventually(async () => assert.equal((await person.medicines()).length, 199));
    await person.type("patient.age_years", "47");
    assert.equal(await person.value("patient.age_years"), "47");
  }, NOVEMBER);

  test("of more medicines than are answered is said, and none is lost", async (page) => {
    const person = new Person(page);
    const medicines = Array.from({ length: 300 }, (_, at) => ({ name: `tisane ${at}` }));
    await person.openReference({ medicines });
    assert.equal(await person.verdict(), "unreadable");
    assert.match(plain(await person.host.locator(".open-questions .mend").textContent()), /300 médicaments.*200/);
    assert.equal((await person.medicines()).length, 300);
  }, NOVEMBER);

  test("with a name longer than any is shown cut, and kept whole", async (page) => {
    const person = new Person(page);
    const name = "tisane ".repeat(40).trim();
    await person.openReference({ medicines: [{ name }] });
    assert.equal(await person.verdict(), "unreadable");
    await person.openSection("medicines");
    const line = person.medicine(0);
    assert.equal(await line.getAttribute("data-medicine"), name);
    assert.ok((await line.locator(".what b").textContent()).length <= 85);
    assert.equal(await line.locator(".what").getAttribute("title"), name);
  }, NOVEMBER);

  test("from the page around it stops the calculation in words", async (page) => {
    const person = new Person(page);
    await person.openReference();
    await person.host.evaluate((it) => it.setAttribute("today", "30 novembre"));
    await person.host.getByText("La date du jour fournie par la page n’est pas lisible").waitFor();
    assert.equal(await person.doses(), 0);
    await person.host.evaluate((it) => it.setAttribute("today", "2026-11-30"));
    await eventually(async () => assert.equal(await person.verdict(), "nothing-found"));
    await nothingIsLost(person, "a day that cannot be read");
  }, NOVEMBER);
});
