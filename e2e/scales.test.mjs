// Questionnaires and ratings beside the follow-up: noted by hand, read back; the answer after which somebody asks at once.

import assert from "node:assert/strict";
import { axeFaults, inBothBrowsers } from "./harness.mjs";
import { Person, eventually, on } from "./person.mjs";

async function followed(page, lang) {
  const person = new Person(page);
  await person.openReference();
  await person.testid(`lang-${lang}`).click();
  await person.drawn();
  await person.turnTo("follow-up");
  return person;
}

inBothBrowsers("scales", (test) => {
  for (const lang of ["fr", "en"]) {
    test(`the ninth answer of the PHQ-9 says whom to call, in ${lang}`, async (page) => {
      const person = await followed(page, lang);
      await person.option("scale", "phq-9").click();
      for (let at = 0; at < 9; at += 1) await person.option(`scale-answer-${at}`, at === 8 ? "1" : "0").click();
      await person.testid("scale-note").click();
      await eventually(async () => assert.match(await person.text(person.testid("scale-alert")), /3114.*988/));
      assert.deepEqual(await axeFaults(page), []);
    }, on("2026-11-30"));

    test(`a rating of pain is noted by its number and read back, in ${lang}`, async (page) => {
      const person = await followed(page, lang);
      await person.option("scale", "pain-nrs").click();
      const total = person.host.locator('[data-record="scale-total"]');
      await total.click();
      await page.keyboard.type("11");
      await person.testid("scale-note").click();
      assert.match(await person.text(person.testid("scale-form").locator(".error")), /10/);
      assert.equal(await total.inputValue(), "11", "what was typed stays");
      await total.fill("");
      await page.keyboard.type("7");
      await person.testid("scale-note").click();
      await eventually(async () => assert.match(await person.text(person.host.locator('[data-scale="pain-nrs"]')), /7/));
      assert.deepEqual(await axeFaults(page), []);
    }, on("2026-11-30"));
  }
});
