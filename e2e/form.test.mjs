// The form at work: what is typed is seen, no number is cut, what the bar asks can be answered there, and the one chooser
// gives back what it was given.

import assert from "node:assert/strict";
import { inBothBrowsers } from "./harness.mjs";
import { Person, SECTIONS, eventually, on, plain, reference, covered } from "./person.mjs";

const NOVEMBER = on("2026-11-30");
const nothing = (options) => ({ ...on("2026-11-30", options), drug: null });

/** Everything that the form has a box for. */
const FULL = {
  patient: {
    clearance: { ml_per_min: "85", method: "24 h" },
    liver: { alt: "0.6", ast: "0.6", bilirubin: "0.8", on: "2026-11-23" },
    dialysis_sessions_per_week: 3,
  },
  medicines: [
    { name: "sertraline 50 mg le matin", started: "2026-01", daily_dose: "50 mg" },
    { name: "lorazépam", stopped: { last_dose: "2026-10-02" } },
    { name: "tisane du soir" },
  ],
};

/** The boxes in sight in which something is typed. */
const boxes = (person) => person.host.locator('input[type="text"]:visible, textarea:visible');

/** Types in every box in sight, one after the other as Tab leads: at the caret stands the box. */
async function typesInSight(person, found) {
  const { keyboard } = person.page;
  for (const box of await boxes(person).all()) {
    await box.focus();
    const before = await box.inputValue();
    await keyboard.press("End");
    await keyboard.type("1");
    await person.drawn();
    found.push(...(await covered(person)));
    await keyboard.press("Backspace");
    await keyboard.press("Escape");
    assert.equal(await box.inputValue(), before);
  }
}

/** The numbers in sight that are cut by what holds them, or by the page. */
const cutNumbers = (person) =>
  person.host.evaluate((host) => {
    const root = host.shadowRoot.querySelector(".palier-root");
    /** What cuts something off: everything around it that hides what hangs out. */
    const clips = (element) => {
      const all = [];
      for (let around = element; around && around !== root.parentNode; around = around.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(around);
        if (overflowX !== "visible" || overflowY !== "visible" || around.localName === "svg") all.push(around);
      }
      return all;
    };
    const scrolls = (it) => it.scrollWidth > it.clientWidth && /auto|scroll/.test(getComputedStyle(it).overflowX);
    const cut = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { data, parentElement } = walker.currentNode;
      if (!/\d/.test(data) || !parentElement.checkVisibility({ checkVisibilityCSS: true }) || parentElement.closest(".hidden, .vh")) continue;
      const around = clips(parentElement);
      // What is there for ears alone is seen by nobody.
      if (around.some((it) => it.clientWidth <= 1 && it.clientHeight <= 1)) continue;
      for (const number of data.matchAll(/\d[\d.,]*/g)) {
        const range = document.createRange();
        range.setStart(walker.currentNode, number.index);
        range.setEnd(walker.currentNode, number.index + number[0].length);
        for (const box of range.getClientRects()) {
          // What can be scrolled to is not cut, unless it is cut in two.
          const cuts = (left, right, scrolled) =>
            (box.left < left - 1 || box.right > right + 1) && !(scrolled && (box.left >= right || box.right <= left));
          const outside = cuts(0, innerWidth, around.some(scrolls)) ? root : undefined;
          const out = outside ?? around.find((it) => {
            const lid = it.getBoundingClientRect();
            const below = it.scrollHeight > it.clientHeight && getComputedStyle(it).overflowY === "auto";
            const over = box.top < lid.top - 1 || box.bottom > lid.bottom + 1;
            return cuts(lid.left, lid.right, scrolls(it)) || (over && !below && it.localName !== "svg");
          });
          if (out) cut.push(`${number[0]} in ${data.trim().slice(0, 60)}, by ${out.localName}.${out.getAttribute("class")}`);
        }
      }
    }
    for (const box of root.querySelectorAll('input[type="text"]')) {
      if (/\d/.test(box.value) && box.clientWidth > 0 && box.scrollWidth > box.clientWidth + 1) cut.push(`${box.value} in the box ${box.id}`);
    }
    return cut;
  });

/** What a person meets, moment by moment: `look` is called in each. */
async function everyMoment(person, look) {
  await person.testid("start").waitFor();
  await look("start");
  await person.testid("example-kidneys").click();
  await person.testid("verdict").waitFor();
  for (const tab of ["intakes", "follow-up", "hand-over", "for-patient", "evidence"]) {
    await person.turnTo(tab);
    const panel = person.host.locator(`[data-panel="${tab}"]`);
    await panel.evaluate((it) => it.querySelectorAll("details").forEach((details) => (details.open = true)));
    await look(`answered: ${tab}`);
  }
  for (const view of ["patient", "pharmacist"]) {
    await person.testid(`view-${view}`).click();
    await person.testid(`${view}-route`).waitFor();
    await look(view);
  }
  await person.testid("view-professional").click();
  for (const section of SECTIONS) {
    await person.openSection(section);
    await look(`filling: ${section}`);
  }
  await person.looksAt("neuropathic-diabetic");
  await look("choosing");
  for (const id of ["pregabalin", "duloxetine", "gabapentin"]) await person.testid(`compare-${id}`).check();
  await person.testid("compare").click();
  await look("side by side");
  await person.testid("option-capsaicin-8").count();
  await person.testid("chooser-close").click();
  await person.plans("capsaicin-8", "neuropathic-diabetic");
  await look("a card");
  await person.open(reference());
  await look("pending");
  await person.open({ ...reference(), medicines: [{ name: "tramadol" }] });
  await person.look();
  await look("refused");
}

inBothBrowsers("the form", (test) => {
  for (const width of [360, 768, 1440]) {
    const viewport = { width, height: 900 };

    test(`shows what is typed in every box of it at ${width}`, async (page) => {
      const person = new Person(page);
      await person.openReference(FULL);
      const found = [];
      for (const section of SECTIONS) {
        await person.openSection(section);
        const body = person.host.locator(`[data-section="${section}"] .body`);
        await body.evaluate((it) => it.querySelectorAll("details").forEach((details) => (details.open = true)));
        await typesInSight(person, found);
      }
      assert.deepEqual(found, []);
    }, on("2026-11-30", { viewport }));

    test(`shows what is typed where a list is open below it at ${width}`, async (page) => {
      const person = new Person(page);
      const found = [];
      const types = async (box, words, list) => {
        await box.click();
        for (const letter of words) {
          await page.keyboard.press(letter);
          await person.drawn();
          found.push(...(await covered(person)));
        }
        await list.waitFor();
        const { x, width: wide } = await list.boundingBox();
        assert.ok(x >= 0 && x + wide <= width, "the list is in sight from side to side");
        found.push(...(await covered(person)));
        assert.equal(await box.inputValue(), words);
      };
      const first = () => types(person.testid("first"), "preg", person.host.locator("ul.offers"));
      await first();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await person.testid("verdict").waitFor();
      await person.testid("subject").click();
      await first();
      await page.keyboard.press("Escape");
      await page.keyboard.press("Escape");
      await person.testid("chooser").waitFor({ state: "detached" });
      await person.openSection("medicines");
      await types(person.testid("medicine-search"), "sertra", person.host.locator(".search ul.offers"));
      assert.deepEqual(found, []);
    }, nothing({ viewport }));

    test(`cuts no number, whatever is seen, at ${width}`, async (page) => {
      const person = new Person(page);
      const cut = [];
      let numbers = 0;
      await everyMoment(person, async (moment) => {
        numbers += (await person.host.locator(".palier-root").innerText()).match(/\d+/g)?.length ?? 0;
        cut.push(...(await cutNumbers(person)).map((it) => `${moment}: ${it}`));
      });
      assert.ok(numbers > 500, `${numbers} numbers were looked at`);
      assert.deepEqual(cut, []);
    }, nothing({ viewport }));
  }

  test("says of a name what is asked, and offers no name again after « neither »", async (page) => {
    const person = new Person(page);
    await person.openReference({ medicines: [{ name: "efex 75 mg" }, { name: "tisane du soir" }] });
    const ask = person.testid("ask");
    const question = () => person.text(ask.locator(".q"));
    await eventually(async () => assert.match(await question(), /^« efex 75 mg », c’est lequel \?$/));
    const names = await person.texts(ask.locator("[data-answer]"));
    assert.ok(names.some((it) => it.startsWith("Efexor")), names.join());
    await ask.locator('[data-answer="neither"]').click();
    await eventually(async () => assert.match(await question(), /^« efex 75 mg » n’est pas reconnu : le nom est-il juste \?$/));
    assert.equal(await ask.locator("[data-answer]").count(), 0);
    // It leads to the line, where the name is corrected.
    await ask.locator(".jump").click();
    await eventually(async () => assert.match((await person.focused()).id, /-medicines-0-name$/));
  }, NOVEMBER);

  test("leads by the keyboard from a treatment to another, and back as if nothing had happened", async (page) => {
    const person = new Person(page);
    await person.openReference();
    await person.type("treatment.target", "4,5");
    await person.look();
    const before = await person.schedule();
    await person.testid("subject").focus();
    await page.keyboard.press("Enter");
    // The field is where the keyboard is: the name of another treatment is typed.
    await eventually(async () => assert.equal((await person.focused())?.testid, "first"));
    await page.keyboard.press("Escape");
    await eventually(async () => assert.equal((await person.focused())?.testid, "subject"));
    await page.keyboard.press("/");
    await eventually(async () => assert.equal((await person.focused())?.testid, "first"));
    await page.keyboard.type("lyrica fibro");
    await person.host.locator('[data-subject="pregabalin/fibromyalgia"]').waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await eventually(async () => assert.match(await person.text(person.testid("subject")), /^Prégabaline pour Fibromyalgie/));
    assert.equal(await person.value("patient.weight_kg"), "62", "who it is for stays");
    assert.deepEqual(await person.medicines(), ["sertraline"]);
    await person.look();
    await page.keyboard.press("ControlOrMeta+z");
    await eventually(async () => assert.match(await person.text(person.testid("subject")), /^Naltrexone à faible dose/));
    assert.deepEqual(await person.schedule(), before);
    // Chosen again, what was said of it comes back with it.
    await person.plans("pregabalin", "fibromyalgia");
    await person.plans("naltrexone-ldn", "chronic-pain");
    assert.equal(await person.value("treatment.target"), "4,5");
    await person.look();
    assert.deepEqual(await person.schedule(), before);
  }, NOVEMBER);

  test("keeps what is compared, and what is looked for, when somebody else’s hand is in the page", async (page) => {
    const person = new Person(page);
    await person.openReference();
    await person.looksAt("neuropathic-diabetic");
    for (const id of ["pregabalin", "duloxetine"]) await person.testid(`compare-${id}`).check();
    await person.testid("first").click();
    await page.keyboard.type("gaba");
    const redrawn = () =>
      person.host.evaluate((host) => {
        const mark = host.shadowRoot.querySelector("[data-testid=chooser]");
        const verdict = host.shadowRoot.querySelector(".status, .soft[translate=no]");
        verdict.append(document.createElement("font"));
        return new Promise((done) => setTimeout(() => done(mark.isConnected), 2500));
      });
    assert.equal(await redrawn(), false, "the page was drawn whole again");
    assert.deepEqual([await person.testid("compare-pregabalin").isChecked(), await person.testid("compare-gabapentin").isChecked()], [true, false]);
    assert.equal(await person.testid("first").inputValue(), "gaba");
    assert.equal((await person.focused())?.testid, "first");
    await page.keyboard.press("Escape");
    await person.testid("compare").click();
    assert.equal(await redrawn(), false, "the page was drawn whole again");
    assert.equal(await person.testid("chooser").locator("[data-compared]").count(), 2);
  }, NOVEMBER);

  test("gives the keyboard back to who types while the page around changes the reader", async (page) => {
    const person = new Person(page);
    await person.openReference();
    await person.enter("patient.weight_kg");
    await page.keyboard.press("Home");
    await page.keyboard.type("1");
    const turn = async (view) => {
      await person.host.evaluate((it, view) => it.setAttribute("view", view), view);
      await person.drawn();
    };
    for (const view of ["patient", "pharmacist"]) {
      await turn(view);
      assert.match((await person.focused())?.id ?? "lost", /-route$/, view);
    }
    await turn("professional");
    assert.equal((await person.focused())?.field, "patient.weight_kg");
    await page.keyboard.type("2");
    assert.equal(await person.field("patient.weight_kg").inputValue(), "1262", "the caret is where it was");
  }, NOVEMBER);

  test("says that nobody chose what it proposes, and why", async (page) => {
    const person = new Person(page);
    const said = () => person.text(person.line("treatment").locator(".v"));
    assert.match(await said(), /gélules de .* \(proposé\) · dès le lundi 7 décembre 2026 \(proposé\)/);
    await person.openSection("treatment");
    assert.match(await person.text(person.testid("proposed-start")), /^Proposé : le prochain lundi\.$/);
    assert.match(await person.text(person.testid("proposed-strengths")), /^Proposé : le plus petit jeu de dosages/);
    await person.type("treatment.start", "14/12/2026");
    assert.equal(await person.testid("proposed-start").isVisible(), false);
    await person.openSection("person");
    assert.match(plain(await said()), /dès le lundi 14 décembre 2026(?! \(proposé\))/);
  }, NOVEMBER);

  test("asks once more whether a low creatinine of a file is meant", async (page) => {
    const person = new Person(page);
    await person.open({ ...reference(), patient: { ...reference().patient, creatinine: { value: "30", unit: "umol/L" } } });
    const ask = person.testid("ask");
    await eventually(async () => assert.match(await person.text(ask), /30 µmol\/L est très bas : est-ce en mg\/L \?/));
    await ask.locator("[data-answer]").last().click();
    await eventually(async () => assert.doesNotMatch(await person.text(ask), /mg\/L/));
    assert.equal(await page.evaluate(() => window.dispatchEvent(new Event("beforeunload", { cancelable: true }))), true, "nothing was changed");
  }, NOVEMBER);
});
