// Choosing a treatment: refused options with their reasons, cards that explain, and a plan from it.

import assert from "node:assert/strict";
import { axeFaults, inBothBrowsers } from "./harness.mjs";
import { Person, eventually, on, plain } from "./person.mjs";

const NOVEMBER = on("2026-11-30");
const PHONE = on("2026-11-30", { viewport: { width: 360, height: 740 } });

/** A row of the chooser, or of the comparison. */
const row = (person, option) => person.testid("chooser").locator(`[data-option="${option}"]`);

async function openChooser(person, indication) {
  await person.testid("chooser").locator("> summary").click();
  if (indication) await person.choose("chooser.indication", indication);
  await person.testid("chooser").locator("table").first().waitFor();
}

/** What stands in the column of this name. */
const cell = (person, option, label) => person.text(row(person, option).locator(`[data-label="${label}"]`));

inBothBrowsers("choosing", (test) => {
  test("a refused option stays in the table with its reason", async (page) => {
    const person = new Person(page);
    await person.openReference({ medicines: [{ name: "tramadol" }] });
    await openChooser(person, "fibromyalgia");
    const said = await cell(person, "naltrexone-ldn", "Pour cette personne");
    assert.match(said, /^Refusé/);
    assert.match(said, /tramadol/i);
    assert.match(await cell(person, "ketamine-iv", "Rang"), /L’article : citée, sans rang/);
    assert.match(await cell(person, "ketamine-iv", "Pour cette personne"), /jamais planifié/);
    assert.match(await person.text(row(person, "cbt").locator("th")), /sans médicament/i);
  }, NOVEMBER);

  test("the order is that of the French lines, and each line is named", async (page) => {
    const person = new Person(page);
    await openChooser(person, "neuropathic-postherpetic");
    const options = await person.testid("chooser").locator("[data-option]").evaluateAll((all) =>
      all.map((it) => it.dataset.option),
    );
    const at = (id) => options.indexOf(id);
    const order = ["lidocaine-plaster-5", "tens", "capsaicin-8", "botulinum-toxin-a", "morphine", "nerve-blocks"];
    assert.ok(order.every((id) => at(id) >= 0), options.join(", "));
    assert.deepEqual([...order].sort((a, b) => at(a) - at(b)), order);
    const lines = await cell(person, "capsaicin-8", "Rang");
    assert.match(lines, /France 2020 : 2e ligne.*NeuPSIG 2025 : 2e ligne.*NICE : pour spécialistes/);
  }, NOVEMBER);

  test("a card opens from it, tells the next session to the day, and warns of one too early", async (page) => {
    const person = new Person(page);
    await openChooser(person, "neuropathic-diabetic");
    await person.testid("option-capsaicin-8").focus();
    await page.keyboard.press("Enter");
    await person.testid("card").waitFor();
    assert.equal(await person.verdict(), "card");
    assert.match((await person.focused()).id, /-verdict$/);
    assert.equal(await person.testid("card").getAttribute("data-card"), "capsaicin-8");
    const session = await person.text(person.testid("session"));
    assert.match(session, /Pieds 30 minutes Ailleurs 60 minutes/);
    assert.match(session, /Entre deux séances, au moins 90 jours/);
    assert.equal(await person.testid("schedule").count(), 0);
    assert.match(await person.headline(), /Aucune séance antérieure n’est renseignée/);
    await person.type("sessions", "1/9/2026");
    await person.type("treatment.start", "29/11/2026");
    await eventually(async () => assert.match(await person.headline(), /1 jour trop tôt : pas avant le lundi 30 novembre 2026/));
    await person.type("treatment.start", "30/11/2026");
    await eventually(async () => assert.doesNotMatch(await person.headline(), /trop tôt/));
    assert.match(await person.headline(), /possible à partir du lundi 30 novembre 2026/);
    await person.type("sessions", "1/12/2026");
    assert.match(await person.complaint("sessions"), /pas encore venu/);
  }, NOVEMBER);

  test("a comparison of the articles is a table with what must be corrected in it", async (page) => {
    const person = new Person(page);
    await openChooser(person, "anxiety");
    await person.testid("option-anxiety-compared").click();
    await person.testid("card-table").waitFor();
    const rows = await person.texts(person.testid("card-table").locator("tbody th"));
    assert.deepEqual(rows, ["Naltrexone à faible dose", "ISRS", "Benzodiazépines", "TCC"]);
    const heads = await person.texts(person.testid("card-table").locator("thead th"));
    assert.equal(heads.at(-1), "À corriger");
  }, NOVEMBER);

  test("a treatment is planned from it, for the indication it was found under", async (page) => {
    const person = new Person(page);
    await openChooser(person, "alcohol-dependence");
    await person.testid("option-naltrexone-50").click();
    await eventually(async () => assert.equal((await person.focused()).field, "treatment.drug"));
    assert.equal((await person.focused()).value, "naltrexone-50");
    const indication = person.group("treatment.indication").locator("input:checked");
    assert.equal(await indication.getAttribute("value"), "alcohol-dependence");
    assert.match(plain(await row(person, "naltrexone-50").getAttribute("class")), /chosen/);
    await openComparison(person, "naltrexone-ldn");
  }, NOVEMBER);

  test("protocols stand side by side, in a picture and in a table", async (page) => {
    const person = new Person(page);
    await person.openReference();
    await openComparison(person, "naltrexone-ldn");
    await person.choose("comparison", "strict");
    await person.choose("comparison", "article-003");
    const compared = (id) => person.testid("comparison").locator(`[data-compared="${id}"]`);
    const of = (id, label) => person.text(compared(id).locator(`[data-label="${label}"]`));
    assert.match(await of("strict", "Dose visée"), /3 mg, dès le jour 43/);
    assert.match(await of("article-003", "Dose visée"), /3 mg, dès le jour 22/);
    assert.match(await of("strict", "Plus grande marche"), /0,5 mg/);
    assert.match(await of("strict", "À délivrer"), /42 gélules de 0,5 mg, 42 gélules de 1,5 mg, 42 gélules de 3 mg/);
    assert.match(await of("strict", "Jugement"), /jour 84/);
    assert.equal(await person.testid("comparison").locator("svg.wide .line").count(), 2);
    for (const id of ["article-001", "sensitive"]) await person.choose("comparison", id);
    assert.equal(await person.testid("comparison").locator("[data-compared]").count(), 3);
    assert.equal(await compared("strict").count(), 0, "a fourth takes the place of the first");
  }, NOVEMBER);

  for (const [where, options] of [["wide", NOVEMBER], ["on a phone", PHONE]]) {
    test(`nothing is found by axe, ${where}: chooser, card, comparison`, async (page) => {
      const person = new Person(page);
      await person.openReference();
      await openChooser(person, "neuropathic-diabetic");
      assert.deepEqual(await axeFaults(page), []);
      await person.testid("option-capsaicin-8").click();
      await person.testid("card").waitFor();
      assert.deepEqual(await axeFaults(page), []);
      await openComparison(person, "naltrexone-ldn");
      await person.choose("comparison", "strict");
      await person.choose("comparison", "article-003");
      assert.deepEqual(await axeFaults(page), []);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      assert.equal(wide, false, "nothing hangs out of the page");
    }, options);
  }
});

async function openComparison(person, drug) {
  await person.choose("treatment.drug", drug);
  const details = person.testid("comparison");
  if (!(await details.evaluate((it) => it.open))) await details.locator("> summary").click();
}
