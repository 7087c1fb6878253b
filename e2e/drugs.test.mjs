// The drugs of neuropathic pain, as a person meets them: the profile rewrites the schedule.

import assert from "node:assert/strict";
import { axeFaults, inBothBrowsers } from "./harness.mjs";
import { Person, eventually, on, plain } from "./person.mjs";

const NOVEMBER = on("2026-11-30");
const PHONE = on("2026-11-30", { viewport: { width: 360, height: 740 } });

/** The reference woman, 46 years, 62 kg, 68 µmol/L (89.5 mL/min), for another drug. */
async function plan(page, drug, indication, patch = {}) {
  const person = new Person(page);
  await person.openReference({ medicines: [], ...patch });
  await person.plans(drug, indication);
  await person.noneOfThese();
  return person;
}

inBothBrowsers("drugs", (test) => {
  test("gabapentin grows from the evening to three intakes, and is judged after six weeks", async (page) => {
    const person = await plan(page, "gabapentin", "neuropathic-postherpetic");
    const small = (moment) => `1 gélule de 300 mg ${moment}`;
    const large = (moment) => `2 gélules de 300 mg ${moment}`;
    await eventually(async () =>
      assert.deepEqual(await person.schedule(), [
        ["Du 7 au 13 décembre 2026", "300 mg", small("le soir")],
        ["Du 14 au 20 décembre 2026", "600 mg", small("le matin"), small("le soir")],
        ["Du 21 au 27 décembre 2026", "900 mg", small("le matin"), small("le midi"), small("le soir")],
        ["Du 28 décembre 2026 au 3 janvier 2027", "1200 mg", small("le matin"), small("le midi"), large("le soir")],
        ["Du 4 au 10 janvier 2027", "1500 mg", small("le matin"), large("le midi"), large("le soir")],
        ["Du 11 janvier au 21 février 2027", "1800 mg", large("le matin"), large("le midi"), large("le soir")],
      ]),
    );
    // One strength makes every dose: 7 × (1 + 2 + 3 + 4 + 5) + 42 × 6 capsules of 300 mg.
    const total = (await person.dispensed()).at(-1);
    assert.ok(total.includes("357"), total.join(" "));
  }, NOVEMBER);

  test("valproate turns the lamotrigine table into every other day, and says when to begin again", async (page) => {
    const person = await plan(page, "lamotrigine", "neuropathic-poststroke");
    await eventually(async () => assert.equal((await person.schedule())[0][1], "25 mg"));
    await person.addMedicine("valproïque", "acide valproïque");
    await eventually(async () => assert.equal((await person.schedule())[0][1], "25 mg un jour sur deux"));
    await person.look();
    assert.match(await person.text(person.host.locator(".restart")), /Plus de 10 jours sans prise/);
    const said = plain(await person.testid("stair").locator("svg.wide").getAttribute("aria-label"));
    assert.match(said, /25 mg un jour sur deux, du 7 au 20 décembre 2026/);
    assert.equal(await person.finding("interaction:valproate").count(), 1);
  }, NOVEMBER);

  test("duloxetine is refused beside fluvoxamine", async (page) => {
    const person = await plan(page, "duloxetine", "neuropathic-diabetic");
    await eventually(async () => assert.deepEqual((await person.schedule()).map((it) => it[1]), ["30 mg", "60 mg"]));
    await person.addMedicine("fluvoxamine", "fluvoxamine");
    await eventually(async () => assert.equal(await person.verdict(), "refused"));
    assert.equal(await person.doses(), 0);
  }, NOVEMBER);

  test("a clearance near an edge shows both answers", async (page) => {
    // 6083.8 / 105 = 57.9 mL/min, below 60; a tenth less creatinine (94.5) is 64.4.
    const creatinine = { value: "105", unit: "umol/L" };
    const person = await plan(page, "pregabalin", "neuropathic-peripheral", { patient: { creatinine } });
    await person.look();
    await person.testid("grey-zone-short").waitFor();
    const zone = await person.evidence("nearby");
    const rows = await person.texts(zone.locator("tbody tr"));
    assert.match(rows[0], /Valeurs saisies.*57,9 mL\/min/);
    assert.match(rows[1], /Créatinine 94,5 µmol\/L \(−10 %\).*64,4 mL\/min/);
  }, NOVEMBER);

  test("what adds up is named with its days", async (page) => {
    const person = await plan(page, "gabapentin", "neuropathic-postherpetic", {
      medicines: [{ name: "diazépam", started: "2020-01" }],
    });
    await person.look();
    await eventually(async () => assert.match(await person.text(person.host.locator("ul.shared")), /^Somnolence : .*diazépam/));
    const burdens = await person.evidence("burdens");
    assert.match(await person.text(burdens), /Somnolence : .* À plusieurs : à partir du 7 décembre 2026\./);
    assert.match(await person.text(burdens), /diazépam : pendant tout le plan/);
  }, NOVEMBER);

  test("a drug that no French pharmacy has stands apart from those that are offered", async (page) => {
    const person = new Person(page);
    const chooser = await person.looksAt("neuropathic-diabetic");
    const folded = (drug) => chooser.locator(`details [data-option="${drug}"]`).count();
    await chooser.locator('[data-option="amitriptyline"]').waitFor();
    assert.deepEqual([await folded("amitriptyline"), await folded("nortriptyline")], [0, 1]);
  }, NOVEMBER);

  test("axe finds nothing in a plan of several intakes, on a phone too", async (page) => {
    const person = await plan(page, "gabapentin", "neuropathic-postherpetic", {
      medicines: [{ name: "diazépam", started: "2020-01" }],
    });
    await person.look();
    for (const tab of ["intakes", "follow-up", "hand-over", "for-patient", "evidence"]) {
      await person.turnTo(tab);
      assert.deepEqual(await axeFaults(page), [], tab);
    }
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0, "no sideways scroll");
  }, PHONE);
});
