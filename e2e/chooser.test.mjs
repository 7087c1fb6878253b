// Choosing a treatment: refused options with their reasons, cards that explain, and a plan from it.

import assert from "node:assert/strict";
import { axeFaults, inBothBrowsers } from "./harness.mjs";
import { Person, eventually, on, plain } from "./person.mjs";

const NOVEMBER = on("2026-11-30");
const PHONE = on("2026-11-30", { viewport: { width: 360, height: 740 } });

/** A row of the chooser. */
const row = (person, option) => person.testid("chooser").locator(`[data-option="${option}"]`);

/** What stands in the column of this name. */
const cell = (person, option, label) => person.text(row(person, option).locator(`[data-label="${label}"]`));

/** A visit on 30 November 2026 of a page that is about nothing yet. */
const NOTHING = { ...NOVEMBER, drug: null };

inBothBrowsers("choosing", (test) => {
  test("words in the first field are a treatment, and Enter takes it", async (page) => {
    const person = new Person(page);
    await person.testid("start").waitFor();
    assert.equal(await person.testid("verdict").count(), 0, "nothing is said of nobody");
    await person.testid("first").click();
    await page.keyboard.type("Lyrica diabète");
    await eventually(async () => {
      const found = await person.host.locator("[data-subject]").evaluateAll((all) => all.map((it) => it.dataset.subject));
      assert.deepEqual(found, ["pregabalin/neuropathic-diabetic", "every/neuropathic-diabetic"]);
    });
    await page.keyboard.press("Enter");
    await person.testid("verdict").waitFor();
    assert.match(await person.text(person.testid("subject")), /Prégabaline pour Neuropathie diabétique/i);
  }, NOTHING);

  test("a slip and an ambiguous name are offered and not taken", async (page) => {
    const person = new Person(page);
    await person.testid("first").click();
    for (const typed of ["prégabalien zona", "prégabaline"]) {
      await page.keyboard.press("ControlOrMeta+A");
      await page.keyboard.type(typed);
      await person.host.locator('[data-subject^="pregabalin/"]').first().waitFor();
      await page.keyboard.press("Enter");
      await person.drawn();
      assert.equal(await person.testid("start").count(), 1, typed);
    }
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await person.testid("verdict").waitFor();
  }, NOTHING);

  test("an indication opens its treatments, which fit a screen by ten and close when one is taken", async (page) => {
    const person = new Person(page);
    await person.testid("first").click();
    await page.keyboard.type("diabète");
    await page.keyboard.press("Enter");
    await person.testid("chooser").waitFor();
    const heights = await person.testid("chooser").locator("tr[data-option]").evaluateAll((all) =>
      all.slice(0, 10).map((it) => it.getBoundingClientRect().height),
    );
    assert.ok(Math.max(...heights) <= 60, `${heights}`);
    await person.testid("option-pregabalin").click();
    await person.testid("verdict").waitFor();
    assert.equal(await person.testid("chooser").count(), 0);
    assert.equal(await person.testid("start").count(), 0);
  }, NOTHING);

  for (const [example, verdict] of [["plan", "nothing-found"], ["kidneys", "caution"], ["refusal", "refused"]]) {
    test(`one press opens an example: ${example}`, async (page) => {
      const person = new Person(page);
      await person.testid(`example-${example}`).click();
      await eventually(async () => assert.equal(await person.verdict(), verdict));
      assert.equal(await person.text(person.testid("is-example")), "Exemple");
    }, NOTHING);
  }

  test("a refusal shows the question that would lift it and what else there is", async (page) => {
    const person = new Person(page);
    await person.testid("example-refusal").click();
    await person.testid("refused").waitFor();
    assert.match(await person.text(person.testid("refused").locator("blockquote").first()), /^« .* »$/);
    assert.equal(await person.testid("refused").locator("[data-other]").count(), 3);
    assert.equal(await person.testid("schedule").count(), 0);
    await person.testid("see-all").click();
    await person.testid("chooser").waitFor();
    const order = ["pregabalin", "naltrexone-ldn", "cbt"];
    for (const id of order) await person.testid(`compare-${id}`).check();
    await person.testid("compare").click();
    const heads = await person.testid("chooser").locator("[data-compared]").evaluateAll((all) =>
      all.map((it) => it.dataset.compared),
    );
    assert.deepEqual(heads, order);
    assert.deepEqual(await axeFaults(page), []);
    await page.keyboard.press("Escape");
    await eventually(async () => assert.equal(await person.testid("chooser").count(), 0));
  }, NOTHING);

  for (const [where, options] of [["wide", NOTHING], ["on a phone", { ...PHONE, drug: null }]]) {
    test(`nothing is found by axe where nothing is known, ${where}`, async (page) => {
      const person = new Person(page);
      await person.testid("start").waitFor();
      assert.deepEqual(await axeFaults(page), []);
      await person.testid("first").click();
      await page.keyboard.type("zona");
      await person.host.locator("[data-subject]").first().waitFor();
      assert.deepEqual(await axeFaults(page), []);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      assert.equal(wide, false, "nothing hangs out of the page");
    }, options);
  }

  test("a refused option stays in the table with its reason", async (page) => {
    const person = new Person(page);
    await person.openReference({ medicines: [{ name: "tramadol" }] });
    await person.looksAt("fibromyalgia");
    const said = await cell(person, "naltrexone-ldn", "Pour cette personne");
    assert.match(said, /^Refusé/);
    assert.match(said, /avec tramadol/i);
    assert.match(await cell(person, "ketamine-iv", "Rang"), /absente de la liste \(NeuPSIG 2025\)/);
    assert.match(await cell(person, "ketamine-iv", "Pour cette personne"), /Expliqué/);
    assert.match(await person.text(row(person, "cbt").locator("th")), /sans médicament/i);
    // Side by side, everybody who ranks it is heard.
    for (const id of ["ketamine-iv", "naltrexone-ldn"]) await person.testid(`compare-${id}`).check();
    await person.testid("compare").click();
    assert.match(await person.text(person.testid("chooser")), /citée, sans rang \(article en ligne\)/);
  }, NOVEMBER);

  test("the order is that of the French lines", async (page) => {
    const person = new Person(page);
    await person.looksAt("neuropathic-postherpetic");
    const options = await person.testid("chooser").locator("[data-option]").evaluateAll((all) =>
      all.map((it) => it.dataset.option),
    );
    const at = (id) => options.indexOf(id);
    const order = ["lidocaine-plaster-5", "tens", "capsaicin-8", "botulinum-toxin-a", "morphine", "nerve-blocks"];
    assert.ok(order.every((id) => at(id) >= 0), options.join(", "));
    assert.deepEqual([...order].sort((a, b) => at(a) - at(b)), order);
    assert.equal(await cell(person, "capsaicin-8", "Rang"), "2e ligne");
  }, NOVEMBER);

  test("a card opens from it, tells the next session to the day, and warns of one too early", async (page) => {
    const person = new Person(page);
    await person.looksAt("neuropathic-diabetic");
    await person.testid("option-capsaicin-8").focus();
    await page.keyboard.press("Enter");
    await person.testid("card").waitFor();
    assert.equal(await person.verdict(), "card");
    assert.match((await person.focused()).id, /-verdict$/);
    assert.equal(await person.testid("card").getAttribute("data-card"), "capsaicin-8");
    const session = await person.text(person.testid("session"));
    assert.match(session, /Pieds 30 minutes Ailleurs 60 minutes/);
    assert.match(session, /Entre deux séances, au moins 90 jours/);
    assert.equal(await person.doses(), 0);
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
    await person.looksAt("anxiety");
    await person.testid("option-anxiety-compared").click();
    await person.testid("card-table").waitFor();
    const rows = await person.texts(person.testid("card-table").locator("tbody th"));
    assert.deepEqual(rows, ["Naltrexone à faible dose", "ISRS", "Benzodiazépines", "TCC"]);
    const heads = await person.texts(person.testid("card-table").locator("thead th"));
    assert.equal(heads.at(-1), "À corriger");
  }, NOVEMBER);

  test("a treatment is planned from it, for the indication it was found under", async (page) => {
    const person = new Person(page);
    await person.openReference();
    await person.looksAt("alcohol-dependence");
    await person.testid("option-naltrexone-50").click();
    await eventually(async () => assert.equal(await person.testid("chooser").count(), 0));
    assert.match(await person.text(person.testid("subject")), /Naltrexone 50 mg pour Dépendance à l’alcool/i);
    await person.looksAt();
    assert.match(plain(await row(person, "naltrexone-50").getAttribute("class")), /chosen/);
    await person.testid("chooser-close").click();
    await openComparison(person, "naltrexone-ldn", "chronic-pain");
  }, NOVEMBER);

  test("protocols stand side by side, in a picture and in a table", async (page) => {
    const person = new Person(page);
    await person.openReference();
    await openComparison(person, "naltrexone-ldn", "chronic-pain");
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
      await person.looksAt("neuropathic-diabetic");
      assert.deepEqual(await axeFaults(page), []);
      await person.testid("option-capsaicin-8").click();
      await person.testid("card").waitFor();
      assert.deepEqual(await axeFaults(page), []);
      await openComparison(person, "naltrexone-ldn", "chronic-pain");
      await person.choose("comparison", "strict");
      await person.choose("comparison", "article-003");
      assert.deepEqual(await axeFaults(page), []);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      assert.equal(wide, false, "nothing hangs out of the page");
    }, options);
  }
});

async function openComparison(person, drug, indication) {
  await person.plans(drug, indication);
  await person.look();
  await person.turnTo("evidence");
  const details = person.testid("comparison");
  if (!(await details.evaluate((it) => it.open))) await details.locator("> summary").click();
}
