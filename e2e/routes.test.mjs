// Who builds nothing: the person who follows a plan, and the pharmacist who prepares it.

import assert from "node:assert/strict";
import { axeFaults, inBothBrowsers } from "./harness.mjs";
import { Person, eventually, on } from "./person.mjs";

const base64url = (bytes) => Buffer.from(bytes).toString("base64url");

const NOVEMBER = on("2026-11-30", { prepare: (page) => page.addInitScript(() => (window.print = () => {})) });

/** The reference plan of 30 November, opened by a link on another day, for who the link names. */
async function linked(page, today, view) {
  const person = new Person(page);
  const request = { ...(await person.answered()), prescriber: "Dr Martin" };
  await person.host.evaluate((it, today) => it.setAttribute("today", today), today);
  const fragment = `#request=${base64url(JSON.stringify(request))}&view=${view}`;
  await page.evaluate((fragment) => (location.hash = fragment), fragment);
  await person.testid(`${view}-route`).waitFor();
  await person.drawn();
  return person;
}

const LAST_SENTENCE = /^Palier n’est ni un dispositif médical marqué CE/;

inBothBrowsers("routes", (test) => {
  test("a link for the person shows today’s dose first, no form, and whom to call", async (page) => {
    const person = await linked(page, "2026-12-22", "patient");
    assert.equal(await page.evaluate(() => location.hash), "", "it is taken out of the address");
    assert.equal(await person.text(person.testid("dose")), "2 mg");
    const today = await person.text(person.testid("today"));
    assert.match(today, /^Ce soir, mardi 22 décembre 2026 2 mg/);
    assert.match(today, /1 gélule de 1,5 mg et 1 gélule de 0,5 mg le soir/);
    assert.match(today, /Si vous n’avez pas monté le 21 décembre 2026, gardez la dose que vous preniez/);
    assert.match(await person.text(person.testid("next-rise")), /Lundi 4 janvier 2027 : 2,5 mg Seulement si : .*Sinon, restez à 2 mg/);
    for (const number of ["15", "112", "3114"]) {
      assert.ok((await person.host.locator(`a[href="tel:${number}"]`).count()) > 0, number);
    }
    assert.equal(await person.host.locator(".known, [data-field]").count(), 0, "no form");
    const { y } = await person.testid("dose").boundingBox();
    assert.ok(y < 300, `the dose is the first thing on the screen: ${y}`);
    assert.deepEqual(await axeFaults(page), []);
  }, NOVEMBER);

  test("on the first day of a step that waits for conditions both doses are told, after the conditions", async (page) => {
    const person = await linked(page, "2026-12-21", "patient");
    const today = await person.text(person.testid("today"));
    assert.match(today, /Avant de monter, vérifiez : .*Si tout est vrai 2 mg.*Sinon 1,5 mg.*prévenez votre prescripteur/);
    assert.ok(today.indexOf("vérifiez") < today.indexOf("Si tout est vrai"));
  }, NOVEMBER);

  for (const [today, said] of [
    ["2026-12-06", /la première prise est le lundi 7 décembre 2026, dans 1 jour/],
    ["2027-03-01", /Votre plan s’est terminé le dimanche 28 février 2027/],
    ["2028-11-23", /ne peut pas être commencé ni augmenté/],
  ]) {
    test(`on ${today} there is no dose, and why`, async (page) => {
      const person = await linked(page, today, "patient");
      assert.match(await person.text(person.testid("no-dose")), said);
      assert.equal(await person.testid("dose").count(), 0);
    }, NOVEMBER);
  }

  test("the pharmacist sees what is taken and nothing else, with the printer on top", async (page) => {
    const person = await linked(page, "2026-11-30", "pharmacist");
    assert.match(
      await person.text(person.testid("order")),
      /126 gélules en 3 lots : 0,5 mg, 1,5 mg et 3 mg, 210 mg en tout$/,
    );
    const table = await person.text(person.testid("dispensing"));
    assert.match(table, /Lot 1 du 7 décembre 2026 au 3 janvier 2027 14 quatorze 28 vingt-huit aucune/);
    const { y } = await person.testid("print-pharmacy").boundingBox();
    assert.ok(y < 300, `on top: ${y}`);
    await person.testid("print-pharmacy").click();
    await person.host.locator(".sheet.pharmacy").waitFor({ state: "attached" });
    assert.deepEqual(await axeFaults(page), []);
  }, NOVEMBER);

  test("a view and a language that the host keeps have no switch, and no link changes them", async (page) => {
    await page.locator("dose-planner").evaluate((it) => it.setAttribute("lock", ""));
    const person = await linked(page, "2026-12-22", "patient");
    await person.host.evaluate((it) => it.setAttribute("view", "patient"));
    await person.host.evaluate((it) => it.setAttribute("lock", "view lang"));
    await eventually(async () => assert.equal(await person.testid("view-professional").isVisible(), false));
    assert.equal(await person.testid("lang-en").isVisible(), false);
    assert.equal(await person.testid("dossier").isVisible(), false);
    await page.evaluate(() => (location.hash = "#request=AAAA&view=professional"));
    await person.drawn();
    assert.equal(await person.host.locator(".palier-root").getAttribute("data-view"), "patient");
    assert.match(await person.text(person.host.locator(".pt > .b > p").last()), LAST_SENTENCE);
  }, NOVEMBER);

  test("no number of a route is cut on a phone", async (page) => {
    for (const view of ["patient", "pharmacist"]) {
      const person = await linked(page, "2026-11-30", view);
      const cut = await person.host.evaluate((it) => {
        const root = it.shadowRoot.querySelector(".palier-root");
        const wide = [...root.querySelectorAll(".pt *, .ph-page *")].filter((part) => part.checkVisibility());
        return wide.filter((part) => part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 1 && getComputedStyle(part).overflowX !== "visible").map((part) => part.outerHTML.slice(0, 120));
      });
      assert.deepEqual(cut, []);
      assert.ok((await page.evaluate(() => document.scrollingElement.scrollWidth - innerWidth)) <= 0, view);
      await person.testid("view-professional").click();
      await person.drawn();
    }
  }, on("2026-11-30", { viewport: { width: 360, height: 740 } }));
});
