// The reference person, typed and opened as a person would. Every expected value was
// typed from the requirement, not from the program.

import assert from "node:assert/strict";
import { inBothBrowsers } from "./harness.mjs";
import { Person, eventually, on, plain, reference, typeFirstScenario } from "./person.mjs";
import { VECTORS, withTramadol } from "./vectors.mjs";

const STEPS = [
  ["Du 7 au 20 décembre 2026", "1,5 mg", "1 gélule de 1,5 mg le soir"],
  ["Du 21 décembre 2026 au 3 janvier 2027", "2 mg", "1 gélule de 1,5 mg et 1 gélule de 0,5 mg le soir"],
  ["Du 4 au 17 janvier 2027", "2,5 mg", "1 gélule de 1,5 mg et 2 gélules de 0,5 mg le soir"],
  ["Du 18 janvier au 28 février 2027", "3 mg", "1 gélule de 3 mg le soir"],
];

/** Of 0.5, 1.5 and 3 mg: three batches of 28 days, then the total. */
const BATCHES = [
  ["14", "28", "0"],
  ["28", "14", "14"],
  ["0", "0", "28"],
  ["42", "42", "42"],
];

const NOVEMBER = on("2026-11-30");
const DECEMBER = on("2026-12-03");

function byDay() {
  const days = new Map();
  for (const vector of VECTORS) {
    const today = vector.today ?? "2026-11-30";
    days.set(today, [...(days.get(today) ?? []), vector]);
  }
  return days;
}

inBothBrowsers("real input", (test) => {
  test("the first plan is typed field by field and comes out as the pharmacist dispenses it", async (page) => {
    const person = new Person(page);
    await typeFirstScenario(person);
    assert.equal(await person.verdict(), "pending");
    await person.noneOfThese();
    await eventually(async () => assert.equal(await person.verdict(), "nothing-found"));
    assert.match(
      await person.headline(),
      /^Naltrexone à faible dose 1,5 → 3 mg le soir, du 7 décembre 2026 au 28 février 2027 Rien trouvé parmi \d+ règles vérifiées .* 0 alerte · 0 non vérifiée$/,
    );
    assert.deepEqual(await person.schedule(), STEPS);
    assert.deepEqual(await person.dispensed(), BATCHES);
    const dispensing = await person.text(person.host.locator(".dispensing"));
    assert.match(dispensing, /Principe actif dans tout le plan : 210 mg/);
    assert.match(dispensing, /Total 42 quarante-deux 42 quarante-deux 42 quarante-deux/);
    assert.match(dispensing, /Lot 1 du 7 décembre 2026 au 3 janvier 2027/);
    await person.turnTo("intakes");
    const review = await person.text(person.host.locator("p.review"));
    assert.match(review, /^Bilan du 28 février au 7 mars 2027\. /);
    const ssri = person.finding("AD-1");
    assert.equal(await ssri.getAttribute("data-severity"), "information");
    assert.equal(await person.text(ssri), "À savoir « sertraline ». Antidépresseur qui agit sur la sérotonine (ISRS ou IRSN)", "a line, and the rest a press away");
    await ssri.locator("summary").click();
    assert.match(await person.text(ssri), /pas d’interaction dangereuse/i);
    assert.match(await person.headline(), /Hors AMM/);
    assert.match(await person.text(person.testid("status")), /Hors AMM/);
  }, NOVEMBER);

  test("one tab is in sight, the arrows turn to the next, and a number leads to its source", async (page) => {
    const person = new Person(page);
    await person.openReference();
    await person.testid("tab-intakes").focus();
    await page.keyboard.press("ArrowRight");
    assert.equal((await person.focused()).text.replace(/\d+$/, ""), "Surveillance");
    assert.equal(await person.host.locator("[role=tabpanel]").count(), 1);
    assert.equal(await person.testid("schedule").count(), 0);
    await person.finding("AD-1").locator("summary").click();
    const number = person.finding("AD-1").locator("button.n");
    const [first] = plain(await number.innerText()).match(/\d+/);
    await number.click();
    await eventually(async () => assert.match((await person.focused()).text, new RegExp(`^\\[${first}\\]`)));
    assert.equal(await person.testid("tab-evidence").getAttribute("aria-selected"), "true");
  }, NOVEMBER);

  test("the first plan reads the same in English", async (page) => {
    const person = new Person(page);
    await person.openReference();
    await person.testid("lang-en").click();
    await eventually(async () => assert.match(await person.headline(), /28 February 2027 Nothing found by the \d+ rules checked/));
    const [[when, dose, units]] = await person.schedule();
    assert.deepEqual([when, dose], ["7 to 20 December 2026", "1.5 mg"]);
    assert.equal(units, "1 capsule of 1.5 mg in the evening");
    assert.deepEqual(await person.dispensed(), BATCHES);
    assert.match(await person.text(person.testid("dispensing")), /forty-two/);
  }, NOVEMBER);

  test("the first plan waits without “None of these”, and names every open question", async (page) => {
    const person = new Person(page);
    await person.open(reference());
    assert.equal(await person.verdict(), "pending");
    const questions = await person.allQuestions();
    assert.ok(questions.length > 20, `${questions}`);
    for (const id of questions) {
      const asked = await person.group(`patient.answers.${id}`).locator("legend").textContent();
      const named = await person.jumps().and(page.locator(`[data-jump="patient.answers.${id}"]`)).textContent();
      assert.equal(named, asked, id);
    }
    assert.match(await person.headline(), /Il manque \d+ renseignements/);
    assert.equal(await person.testid("schedule").count(), 0, "while the form is filled in, the stair is enough");
    const stair = await person.text(person.testid("stair"));
    assert.match(stair, /ne pas commencer/);
    assert.doesNotMatch(stair, /décembre|déc\.|2026/, "a draft has no dates");
  }, NOVEMBER);

  const FORMS = [
    ["immediate", "3 décembre 2026 au 12 décembre 2026", "dimanche 13 décembre 2026"],
    ["prolonged", "3 décembre 2026 au 16 décembre 2026", "jeudi 17 décembre 2026"],
    ["unknown", "3 décembre 2026 au 16 décembre 2026", "jeudi 17 décembre 2026"],
  ];
  test("an opioid stopped on 2 December gives the earliest first day by its form", async (page) => {
    const person = new Person(page);
    await person.openReference({ medicines: [{ name: "sertraline", started: "2026-01" }] });
    await person.addMedicine("tramadol", "tramadol");
    await eventually(async () => assert.equal(await person.verdict(), "refused"));
    await person.choose("medicines[1].stopped", "stopped");
    await person.type("medicines[1].stopped.last_dose", "2/12/2026");
    for (const [form, free, first] of FORMS) {
      await person.choose("medicines[1].form", form);
      await eventually(async () => {
        assert.equal(await person.verdict(), "pending", form);
        assert.match(await person.headline(), new RegExp(`^Pas avant le ${first} À compléter : Il manque 1 date et 1 décision\\. « tramadol »`));
      });
      const finding = await person.text(person.host.locator('[data-severity="pending"]'));
      assert.match(finding, new RegExp(`du ${free}\\.`));
      const forms = await person.texts(person.testid("stopped-form").locator("button"));
      assert.deepEqual(forms, ["Immédiate dès le 13 déc.", "Prolongée (LP) dès le 17 déc."], form);
      assert.match(await person.headline(), /Il manque 1 date et 1 décision\./);
      assert.ok((await person.schedule()).every(([when]) => when.startsWith("Jours ")), "no dates");
    }
  }, DECEMBER);

  test("an opioid waits for the prescriber’s decision, and begins on the first day it allows", async (page) => {
    const person = new Person(page);
    await person.openReference(withTramadol({ form: "immediate", stopped: { last_dose: "2026-12-02" } }));
    await person.type("treatment.start", "12/12/2026");
    const record = person.host.locator('details.record[data-testid^="decide-"]');
    await record.locator("summary").click();
    await record.locator('[data-record="reason"]').fill("sevrage terminé");
    await record.locator('[data-record="save"]').click();
    await eventually(async () => {
      assert.match(await person.headline(), /^Pas avant le dimanche 13 décembre 2026 .*Il manque 1 date\./, "one day too early");
    });
    await person.testid("begin-earliest").click();
    await eventually(async () => assert.equal(await person.verdict(), "caution"));
    assert.equal((await person.schedule())[0][0], "Du 13 au 26 décembre 2026");
    const recorded = await person.text(person.host.locator("p.recorded"));
    assert.match(recorded, /Décision enregistrée · Dr Martin 1, 3 décembre 2026\. sevrage terminé/);
  }, DECEMBER);

  test("an opioid without a recorded stop is refused, and nobody is told to stop it", async (page) => {
    const person = new Person(page);
    await person.openReference(withTramadol({}));
    assert.equal(await person.verdict(), "refused");
    const finding = await person.text(person.host.locator('[data-severity="refused"]'));
    assert.match(finding, /« tramadol »/);
    assert.match(finding, /Ne l’arrêtez pas de vous-même/);
    assert.equal(await person.doses(), 0);
    assert.doesNotMatch(await person.headline(), /Pas avant|au plus tôt/);
  }, DECEMBER);

  test("an opioid hidden in a syrup is found and named, whoever takes it", async (page) => {
    const person = new Person(page);
    await person.openReference({ patient: { age_years: 58, sex: "male" }, medicines: [] });
    await person.addMedicine("sirop Néo-Codion");
    await eventually(async () => assert.equal(await person.verdict(), "refused"));
    const finding = await person.text(person.host.locator('[data-severity="refused"]'));
    assert.match(finding, /« sirop Néo-Codion » \(codéine\)/);
    assert.match(await person.text(person.medicine(0)), /^sirop Néo-Codion.*codéine.*Contre-indication/);
    assert.equal(await person.doses(), 0);
    assert.ok(!(await person.allQuestions()).includes("pregnant"), "not asked of a man");
  }, NOVEMBER);

  test("two medicines already taken that harm one another are not passed over, and refuse nothing else", async (page) => {
    const person = new Person(page);
    await person.openReference({ medicines: [{ name: "clarithromycine", started: "2026-01" }] });
    const alone = await person.verdict();
    assert.equal(await person.testid("pairs").isVisible(), false);
    assert.match(plain(await person.testid("pairs-looked-up").textContent()), /^Associations cherchées .*ce n’est pas une garantie\.$/);
    const lines = ["Coumadine", "clarithromycine"].map((name) => ({ name, started: "2026-01" }));
    await person.openReference({ medicines: lines });
    const pairs = person.testid("pairs");
    await eventually(async () => assert.match(await person.text(pairs.locator("> summary")), /^Interactions trouvées entre eux 1 · niveau le plus haut : majeur$/));
    await pairs.locator("> summary").click();
    assert.match(await person.text(pairs), /Clarithromycine augmente l’effet de Coumadine.*INR/s);
    assert.doesNotMatch(await person.text(pairs), /édition de 6 ans/, "one scale beside the plan");
    assert.match(await person.text(await person.evidence("printed")), /édition de 6 ans/);
    assert.equal(await person.verdict(), alone);
    // Published as contraindicated: in sight without unfolding anything, and the answer is a caution.
    await person.openReference({ medicines: ["citalopram", "érythromycine"].map((name) => ({ name, started: "2026-01" })) });
    const harmful = person.testid("pairs-contraindicated");
    await eventually(async () => assert.match(await person.text(harmful), /^Contre-indication Citalopram et érythromycine/));
    assert.equal(await harmful.isVisible(), true);
    assert.equal(await person.verdict(), "caution");
  }, NOVEMBER);

  test("a medicine nobody knows is kept as typed, not checked, and holds the plan until a professional vouches for it", async (page) => {
    const person = new Person(page);
    await person.openReference({ patient: { age_years: 58, sex: "male" }, medicines: [] });
    await person.addMedicine("xyzabc");
    await eventually(async () => assert.equal(await person.verdict(), "pending"));
    assert.match(await person.text(person.medicine(0)), /^« xyzabc ».*non reconnu/);
    assert.match(await person.headline(), / [1-9]\d* non vérifiées?$/);
    assert.match(plain(await person.testid("not-checked").textContent()), /xyzabc/);
    const path = await person.jumps().and(page.locator('[data-jump^="medicines[0]"]')).first().getAttribute("data-jump");
    await person.look();
    await person.follow(path);
    await eventually(async () => assert.match((await person.focused()).id, /medicines-0/));
    const record = person.vouching("medicine:naltrexone-ldn:xyzabc");
    await record.locator("summary").click();
    await record.locator('[data-record="save"]').click();
    await eventually(async () => assert.notEqual(await person.verdict(), "pending"));
    assert.match(await person.text(person.host.locator("li.medicine p.recorded")), /Décision enregistrée · Dr Martin 1/);
    // Vouched for, and still said with the plan.
    await person.look();
    assert.match(await person.said(), /xyzabc/);
    await person.openSection("medicines");
    await person.withdrawing("medicine:naltrexone-ldn:xyzabc").click();
    await eventually(async () => assert.equal(await person.verdict(), "pending"));
  }, NOVEMBER);

  test("capsules that cannot make 2 mg are refused with the nearest doses and the remedies", async (page) => {
    const person = new Person(page);
    await person.openReference();
    await person.takes("1.5 mg", "3 mg");
    await eventually(async () => assert.equal(await person.verdict(), "refused"));
    const finding = await person.text(person.finding("FORM-2:2 mg"));
    for (const part of ["2 mg", "1,5 mg et 3 mg", "0,5 mg", "liquide", "protocole"]) {
      assert.ok(finding.includes(part), `${part}: ${finding}`);
    }
    assert.equal(await person.doses(), 0);
    await person.takes("0.5 mg", "1.5 mg", "3 mg");
    await eventually(async () => assert.deepEqual(await person.schedule(), STEPS));
  }, NOVEMBER);

  test("the liver decides by its edges", async (page) => {
    const person = new Person(page);
    await person.openReference();
    for (const [alt, verdict] of [
      ["1", "nothing-found"],
      ["1,01", "pending"],
      ["2,5", "pending"],
      ["3,0", "pending"],
      ["3,01", "refused"],
      ["3,1", "refused"],
      ["0,6", "nothing-found"],
    ]) {
      await person.type("patient.liver.alt", `${alt} N`);
      await eventually(async () => assert.equal(await person.verdict(), verdict, alt));
      assert.equal(await person.testid("stair").count(), verdict === "refused" ? 0 : 1, alt);
      if (verdict === "refused") assert.equal(await person.doses(), 0, alt);
    }
    await person.choose("patient.answers.hepatitis", "yes");
    await eventually(async () => assert.equal(await person.verdict(), "refused"));
  }, NOVEMBER);

  test("the liver not yet tested waits for its baseline", async (page) => {
    const person = new Person(page);
    await person.openReference();
    for (const field of ["alt", "ast", "on"]) await person.type(`patient.liver.${field}`, "");
    await eventually(async () => assert.equal(await person.verdict(), "pending"));
    const finding = await person.text(person.host.locator('[data-severity="pending"]'));
    assert.match(finding, /Bilan hépatique de départ manquant/);
    await person.allMissing();
    const open = await person.texts(person.host.locator(".open-questions .facts .jump:visible"));
    assert.ok(open.includes("ALAT") && open.includes("ASAT"), `${open}`);
  }, NOVEMBER);

  test("a typed dose of four and a half is four and a half, laid out to the review and no further", async (page) => {
    const person = new Person(page);
    await person.openReference();
    await person.type("treatment.target", "4,5");
    await eventually(async () => assert.equal(await person.verdict(), "nothing-found"));
    assert.equal(await person.complaint("treatment.target"), "");
    const steps = await person.schedule();
    assert.deepEqual(steps.at(-1).slice(0, 2), ["Du 15 au 28 février 2027", "4 mg"]);
    const after = await person.text(person.host.locator(".schedule"));
    assert.match(after, /Ensuite, seulement après une nouvelle décision : 4,5 mg/);
  }, NOVEMBER);

  test("a typed dose of forty-five is refused with a hint", async (page) => {
    const person = new Person(page);
    await person.openReference();
    await person.type("treatment.target", "45");
    await eventually(async () => assert.equal(await person.verdict(), "refused"));
    const finding = await person.text(person.finding("FORM-1:treatment.target"));
    assert.match(finding, /4,5 mg/);
    assert.match(finding, /Vouliez-vous écrire 4,5 mg/);
    assert.equal(await person.doses(), 0);
    assert.equal(await person.field("treatment.target").inputValue(), "45");
  }, NOVEMBER);

  test("a typed dose that cannot be read is kept, asked again, and no dose stands in for it", async (page) => {
    const person = new Person(page);
    await person.openReference();
    for (const [typed, complaint] of [
      ["1,500", "« 1,500 » peut se lire de deux façons, 1,5 ou 1500."],
      ["1.500", "« 1.500 » peut se lire de deux façons, 1,5 ou 1500."],
      ["trois", "« trois » n’est pas un nombre. Écrivez seulement des chiffres, et une virgule pour les décimales."],
      ["-3", "« -3 » n’est pas un nombre. Écrivez seulement des chiffres, et une virgule pour les décimales."],
      ["0", "« 0 » est hors de l’intervalle accepté, de 0,001 à 100000 mg. Relisez la valeur et son unité."],
      [
        "99999999999999999999999",
        "« 99999999999999999999999 » est hors de l’intervalle accepté, de 0,001 à 100000 mg. Relisez la valeur et son unité.",
      ],
      ["0,12345", "« 0,12345 » a plus de trois décimales."],
    ]) {
      await person.type("treatment.target", typed);
      await eventually(async () => assert.equal(await person.complaint("treatment.target"), complaint));
      assert.equal(await person.field("treatment.target").inputValue(), typed);
      assert.equal(await person.field("treatment.target").getAttribute("aria-invalid"), "true");
      assert.equal(await person.verdict(), "pending", typed);
      assert.match(await person.headline(), /1 champ est à corriger : aucune dose n’est montrée d’ici là\./);
      assert.doesNotMatch(await person.headline(), /\d mg|gélule/, `a dose is said for ${typed}`);
      assert.equal(await person.doses(), 0, `a dose is shown for ${typed}`);
      assert.equal(await person.prints("patient"), false);
    }
    await person.type("treatment.target", "");
    await eventually(async () => assert.deepEqual(await person.schedule(), STEPS));
    assert.equal(await person.complaint("treatment.target"), "", "an empty box asks for the protocol’s own dose");
  }, NOVEMBER);

  for (const [today, vectors] of byDay()) {
    test(`what a careful clinician must see is seen on ${today}`, async (page) => {
      const person = new Person(page);
      for (const { name, patch, verdict, headline, says, page: whole, first } of vectors) {
        await person.openReference(patch);
        if (verdict) assert.equal(await person.verdict(), verdict, name);
        if (headline) assert.match(await person.headline(), headline, name);
        const findings = await person.said();
        if (says) assert.match(findings, says, name);
        const laid = verdict !== "refused";
        assert.equal(await person.testid("stair").count(), laid ? 1 : 0, `${name}: a stair`);
        if (!laid) assert.equal(await person.doses(), 0, `${name}: no dose`);
        // What waits for a fact shows its stair beside the form; its table comes with the answer.
        if (whole || first) await person.look();
        if (whole) assert.match(await person.everything(), whole, name);
        if (first) assert.deepEqual((await person.schedule())[0].slice(0, 2), first, name);
      }
    }, on(today));
  }
});
