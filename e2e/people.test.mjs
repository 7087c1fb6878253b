// The planner for people: by the keyboard alone, by ear, on a phone, enlarged, in other colours.

import assert from "node:assert/strict";
import { axeFaults, heard, inBothBrowsers } from "./harness.mjs";
import { Person, SECTIONS, eventually, on, plain, reference } from "./person.mjs";

const NOVEMBER = on("2026-11-30");
const PHONE = on("2026-11-30", { viewport: { width: 360, height: 740 } });

const TRAMADOL = { medicines: [{ name: "tramadol" }] };

/** The four faces of the page. */
const STATES = [
  ["empty", async () => {}],
  ["planned", (person) => person.openReference()],
  ["pending", (person) => person.open(reference())],
  ["refused", (person) => person.openReference(TRAMADOL)],
];

/** Presses Tab until the keyboard is where it is wanted. */
async function tabTo(person, wanted, key = "Tab") {
  for (let presses = 0; presses < 400; presses += 1) {
    const focused = await person.focused();
    if (focused && wanted(focused)) return focused;
    await person.page.keyboard.press(key);
  }
  throw new Error("the keyboard cannot reach it");
}

const toField = (person, path) => tabTo(person, (it) => it.field === path);

/** Goes to the line of a section and opens it. */
async function toSection(person, section, key = "Tab") {
  await tabTo(person, (it) => it.id.endsWith(`-line-${section}`), key);
  if ((await person.line(section).getAttribute("aria-expanded")) === "false") await person.page.keyboard.press("Enter");
  await person.drawn();
}

/** Leaves a section by its last button: the keyboard is led to what is missing next. */
async function goOn(person) {
  await tabTo(person, (it) => it.testid === "section-next");
  await person.page.keyboard.press("Enter");
  await person.drawn();
}

/** Everything a person typed, ticked and chose, section by section. */
async function typed(person) {
  const all = [];
  for (const section of SECTIONS) {
    await person.openSection(section);
    // A record that nobody made is no answer: its day is written for who reads.
    const held = await person.host.locator(`[data-section="${section}"] input:not(details.record input)`).evaluateAll((all) =>
      all.map((it) => [it.id || `${it.name} ${it.value}`, it.type === "text" ? it.value : it.checked]),
    );
    assert.ok(held.length > 0, section);
    all.push(...held);
  }
  return all;
}

/** The request as it would be saved. */
async function saved(person) {
  await person.page.evaluate(() => {
    const create = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      window.savedText = blob.text();
      return create.call(URL, blob);
    };
    HTMLAnchorElement.prototype.click = () => {};
  });
  await person.testid("save").click();
  return JSON.parse(await person.page.evaluate(() => window.savedText));
}

inBothBrowsers("people", (test, browser) => {
  test("by the keyboard alone: the form is filled in and the verdict reached", async (page) => {
    const person = new Person(page);
    const { keyboard } = page;
    const write = async (path, text) => {
      await toField(person, path);
      await keyboard.type(text);
    };
    await write("patient.age_years", "46");
    await toField(person, "patient.sex");
    await keyboard.press("Space");
    await write("patient.height_cm", "168");
    await write("patient.weight_kg", "62");
    await write("patient.creatinine", "68");
    await toField(person, "patient.creatinine.unit");
    await keyboard.press("Space");
    await goOn(person);
    assert.equal((await person.focused()).field, "patient.liver.alt", "led to what is missing next");
    await write("patient.liver.alt", "0,6 N");
    await write("patient.liver.ast", "0,6 N");
    await write("patient.liver.on", "23/11/2026");
    await toField(person, "patient.alcohol");
    // "Not stated" is chosen: the arrow leads round to the first, "none".
    await keyboard.press("ArrowDown");
    await toSection(person, "medicines");
    await tabTo(person, (it) => it.testid === "medicine-search");
    await keyboard.type("sertra");
    await keyboard.press("ArrowDown");
    await keyboard.press("Enter");
    await person.medicine(0).waitFor();
    // The list stands above the box that adds to it.
    await tabTo(person, (it) => it.id.endsWith("-medicines-0-name"), "Shift+Tab");
    await keyboard.press("Enter");
    await write("medicines[0].started", "01/2026");
    await toSection(person, "treatment");
    await write("treatment.target", "3");
    await write("treatment.start", "7/12/2026");
    for (const strength of ["0.5 mg", "1.5 mg", "3 mg"]) {
      await tabTo(person, (it) => it.field === "treatment.strengths" && it.value === strength);
      if (!(await person.option("treatment.strengths", strength).locator("input").isChecked())) await keyboard.press("Space");
    }
    await write("prescriber", "Dr Martin");
    await toSection(person, "questions", "Shift+Tab");
    await tabTo(person, (it) => it.id.includes("-patient-answers-"));
    await keyboard.press("End");
    await tabTo(person, (it) => it.tag === "button" && it.text.startsWith("Aucune autre"));
    await keyboard.press("Space");
    await eventually(async () => assert.equal(await person.verdict(), "nothing-found"));
    // Nothing is missing: the last answer leads to the plan.
    await eventually(async () => assert.equal(await person.moment(), "answered"));
    assert.match((await person.focused()).id, /-verdict$/);
    assert.deepEqual((await person.dispensed()).at(-1), ["42", "42", "42"]);
    // What is handed over was turned to by hand, below the bar.
    await tabTo(person, (it) => it.tag === "summary" && it.text === "Imprimer", "Shift+Tab");
    await keyboard.press("Enter");
    await keyboard.press("Tab");
    assert.deepEqual([(await person.focused()).tag, (await person.focused()).testid], ["button", "print-patient"]);
    assert.deepEqual(await person.medicines(), ["sertraline"]);
  }, NOVEMBER);

  test("by the keyboard alone: the first key leads past the form to the verdict", async (page) => {
    const person = new Person(page);
    await page.keyboard.press("Tab");
    assert.equal((await person.focused()).text, "Aller au résultat");
    const skip = await person.host.getByRole("button", { name: "Aller au résultat" }).boundingBox();
    assert.ok(skip.y >= 0 && skip.x >= 0, "the way past the form is in sight");
    await page.keyboard.press("Enter");
    assert.match((await person.focused()).id, /-verdict$/);
  }, NOVEMBER);

  test("by the keyboard alone: an open question leads to its field, unfolded", async (page) => {
    const person = new Person(page);
    await person.open(reference());
    await person.allMissing();
    const jumps = person.host.locator(".open-questions .jump:visible");
    for (const jump of (await jumps.all()).slice(0, 4)) {
      const path = await jump.getAttribute("data-jump");
      await jump.focus();
      await page.keyboard.press("Enter");
      await eventually(async () => assert.equal((await person.focused())?.field, path));
      assert.equal(await person.group(path).isVisible(), true, path);
      await page.keyboard.press("Space");
      await person.drawn();
      assert.equal((await person.focused())?.field, path, "the keyboard stays where it answered");
    }
  }, NOVEMBER);

  test("by the keyboard alone: what is folded under a dose opens and closes", async (page) => {
    const person = new Person(page);
    await person.openReference();
    await person.turnTo("evidence");
    const why = person.host.locator('details[data-part="doses"]');
    await why.locator("summary").focus();
    await page.keyboard.press("Enter");
    assert.ok((await person.texts(why.locator("dd"))).length > 0);
    assert.equal(await why.locator("dd").first().isVisible(), true);
    await page.keyboard.press("Enter");
    assert.equal(await why.locator("dd").first().isVisible(), false);
  }, NOVEMBER);

  test("by the keyboard alone: the list of medicines follows the arrows, Enter and Escape", async (page) => {
    const person = new Person(page);
    await person.openSection("medicines");
    const box = person.testid("medicine-search");
    const active = async () => {
      const id = await box.getAttribute("aria-activedescendant");
      return id ? person.host.locator(`[id="${id}"]`) : null;
    };
    await box.focus();
    await page.keyboard.type("trama");
    assert.equal(await box.getAttribute("aria-expanded"), "true");
    assert.equal(await active(), null, "nothing is chosen for anybody");
    await page.keyboard.press("ArrowDown");
    assert.equal(await (await active()).getAttribute("aria-selected"), "true");
    await page.keyboard.press("ArrowUp");
    assert.match(await person.text(await active()), /Garder tel quel : « trama »/);
    await page.keyboard.press("Escape");
    assert.equal(await box.getAttribute("aria-expanded"), "false");
    assert.equal(await box.inputValue(), "trama");
    await page.keyboard.press("ArrowDown");
    assert.equal(await box.getAttribute("aria-expanded"), "true");
    const offered = await (await active()).locator("span").innerText();
    await page.keyboard.press("Enter");
    await person.medicine(0).waitFor();
    assert.equal(await person.medicine(0).getAttribute("data-medicine"), offered);
    assert.equal(await box.inputValue(), "");
    await page.keyboard.type("xyzabc");
    await page.keyboard.press("Enter");
    await person.medicine(1).waitFor();
    assert.equal(await person.medicine(1).getAttribute("data-medicine"), "xyzabc", "Enter keeps what was typed");
    assert.match((await person.focused()).id, /-medicines$/);
  }, NOVEMBER);

  test("by the keyboard alone: the keyboard is never lost when things come and go", async (page) => {
    const person = new Person(page);
    await person.openReference({ medicines: [{ name: "sertraline" }, { name: "xyzabc" }, { name: "phénelzine" }] });
    const stays = async (path, why) => {
      await person.drawn();
      assert.equal((await person.focused())?.field, path, why);
    };
    const somewhere = async (why) => {
      await person.drawn();
      assert.ok(await person.focused(), why);
    };
    for (const section of SECTIONS) {
      await person.line(section).focus();
      for (const what of ["opened", "closed"]) {
        await page.keyboard.press("Enter");
        await person.drawn();
        assert.match((await person.focused())?.id ?? "", new RegExp(`-line-${section}$`), `${section} ${what}`);
      }
    }
    await person.reach("medicines[0].stopped");
    await person.unfold(person.option("medicines[0].stopped", "stopped"));
    await person.option("medicines[0].stopped", "stopped").locator("input").focus();
    await page.keyboard.press("Space");
    await stays("medicines[0].stopped", "two fields appeared");
    await person.reach("patient.sex");
    await person.option("patient.sex", "male").locator("input").focus();
    await page.keyboard.press("Space");
    await stays("patient.sex", "four questions went away");
    await person.enter("treatment.target");
    await page.keyboard.type("4x");
    await page.keyboard.press("Enter");
    await stays("treatment.target", "an error appeared and the plan went away");
    for (const id of ["strength-add", "strength-remove-0", "liquid-add", "liquid-remove-0"]) {
      await person.testid(id).focus();
      await page.keyboard.press("Enter");
      await somewhere(id);
    }
    await person.openSection("medicines");
    await person.testid("medicine-remove-0").focus();
    await page.keyboard.press("Enter");
    await eventually(async () => assert.equal((await person.medicines()).length, 2));
    await somewhere("a medicine was taken off the list");
    const vouch = person.vouching("medicine:naltrexone-ldn:xyzabc");
    await person.unfold(vouch);
    await vouch.locator("summary").focus();
    await page.keyboard.press("Enter");
    await vouch.locator('[data-record="save"]').focus();
    await page.keyboard.press("Enter");
    await vouch.waitFor({ state: "detached" });
    await somewhere("a decision was recorded");
    await person.withdrawing("medicine:naltrexone-ldn:xyzabc").focus();
    await page.keyboard.press("Enter");
    await vouch.waitFor({ state: "attached" });
    await somewhere("a decision was withdrawn");
    await person.openText("{");
    await person.testid("open-error-close").focus();
    await page.keyboard.press("Enter");
    await eventually(async () => assert.equal(await person.openError(), ""));
    await somewhere("a message was closed");
    await person.testid("erase").focus();
    await page.keyboard.press("Enter");
    await somewhere("it was asked whether to erase");
    await person.testid("erase-yes").focus();
    await page.keyboard.press("Enter");
    await eventually(async () => assert.ok(await person.focused()));
    await somewhere("everything was erased");
    assert.equal(await person.value("patient.age_years"), "");
  }, NOVEMBER);

  test("by the keyboard alone: the caret stays while the page around changes language and day, and what was typed while it changes the reader", async (page) => {
    const person = new Person(page);
    await person.openReference();
    const field = person.field("patient.weight_kg");
    await person.enter("patient.weight_kg");
    await field.evaluate((it) => it.setSelectionRange(1, 1));
    for (const [name, value] of [["lang", "en"], ["today", "2026-12-01"], ["view", "professional"], ["lang", "fr"]]) {
      await person.host.evaluate((it, [name, value]) => it.setAttribute(name, value), [name, value]);
      await person.drawn();
      assert.equal((await person.focused())?.field, "patient.weight_kg", name);
      assert.equal(await field.evaluate((it) => it.selectionStart), 1, name);
    }
    await page.keyboard.type("7");
    await person.host.evaluate((it) => it.setAttribute("view", "patient"));
    await person.drawn();
    assert.equal(await field.count(), 0, "who follows a plan fills in no form");
    await person.host.evaluate((it) => it.setAttribute("view", "professional"));
    await person.drawn();
    assert.equal(await person.value("patient.weight_kg"), "672");
  }, NOVEMBER);

  test("by the keyboard alone: nothing is hidden under the bar of the verdict, on a phone", async (page) => {
    const person = new Person(page);
    await person.open(reference());
    const covered = [];
    let last;
    for (let presses = 0; presses < 120; presses += 1) {
      await page.keyboard.press("Tab");
      const seen = await person.host.evaluate((it) => {
        const active = it.shadowRoot.activeElement;
        const bar = it.shadowRoot.querySelector(".bar-seat");
        if (!active || bar.contains(active)) return null;
        const box = (active.closest("label.option, label.file") ?? active).getBoundingClientRect();
        const lid = bar.getBoundingClientRect();
        const name = `${active.localName} ${active.closest("[data-field]")?.dataset.field ?? active.textContent}`;
        // What is taller than the room left beside the bar begins or ends in sight.
        const tall = box.height > innerHeight - lid.height;
        const under = box.top < lid.bottom - 1 && box.bottom > lid.top + 1;
        const hidden = under && (!tall || box.bottom <= lid.bottom);
        return { name, hidden: hidden || box.bottom <= 0 || box.top >= innerHeight };
      });
      if (!seen) continue;
      last = seen.name;
      if (seen.hidden) covered.push(seen.name);
    }
    assert.deepEqual(covered, []);
    assert.ok(last);
  }, PHONE);

  test("while it is typed: the last outcome stays, dimmed, until the keyboard rests, Enter, or the field is left", async (page) => {
    const person = new Person(page);
    await person.openReference();
    await page.evaluate(() => {
      const root = document.querySelector("dose-planner").shadowRoot;
      const [answer, bar] = [root.querySelector(".wrap"), root.querySelector("[data-verdict]")];
      window.typing = [];
      let before = false;
      new MutationObserver(() => {
        const now = answer.classList.contains("typing");
        if (now === before) return;
        before = now;
        const verdict = bar.dataset.verdict;
        const note = bar.querySelector(".typing-note");
        window.typing.push({ now, verdict, at: performance.now(), note: note.hidden ? "" : note.textContent });
      }).observe(answer, { attributes: true, attributeFilter: ["class"] });
    });
    const heard = async () => {
      const typing = await page.evaluate(() => window.typing.splice(0));
      return typing;
    };
    const field = person.field("treatment.target");
    await person.enter("treatment.target");
    await page.keyboard.type("45");
    await eventually(async () => assert.equal(await person.verdict(), "refused"));
    const rest = await heard();
    assert.deepEqual(rest.map((it) => it.now), [true, false]);
    assert.equal(rest[0].verdict, "nothing-found", "what was decided before stays");
    assert.equal(rest[0].note, "saisie en cours");
    assert.ok(rest[1].at - rest[0].at > 450, `${rest[1].at - rest[0].at} ms`);
    for (const key of ["Enter", "Tab"]) {
      await person.enter("treatment.target");
      await page.keyboard.press("Backspace");
      await page.keyboard.press(key);
      await person.drawn();
      assert.deepEqual((await heard()).map((it) => it.now), [true, false], key);
    }
  }, NOVEMBER);

  test("while it is typed: the verdict is spoken once, when it is decided", async (page) => {
    const person = new Person(page);
    await person.openReference();
    await page.evaluate(() => {
      const live = document.querySelector("dose-planner").shadowRoot.querySelector("[data-testid=live]");
      window.spoken = [];
      const options = { childList: true, characterData: true, subtree: true };
      new MutationObserver(() => window.spoken.push(live.textContent)).observe(live, options);
    });
    const spoken = () => page.evaluate(() => window.spoken);
    await person.enter("treatment.target");
    await page.keyboard.type("45", { delay: 30 });
    assert.deepEqual(await spoken(), []);
    await eventually(async () => assert.equal((await spoken()).length, 1));
    assert.match(plain((await spoken())[0]), /^Refusé\. Naltrexone à faible dose : ne pas commencer\. 45 mg : hors des limites \(au plus 4,5 mg par jour\)\.$/);
    await page.keyboard.press("Enter");
    // All is said: the section closes, once it is drawn.
    await eventually(async () => assert.equal(await person.line("treatment").getAttribute("aria-expanded"), "false"));
    await person.type("prescriber", "Dr Durand");
    assert.equal((await spoken()).length, 1, "the same verdict is not spoken again");
    const live = person.testid("live");
    assert.deepEqual([await live.getAttribute("role"), await live.getAttribute("aria-live")], ["status", "polite"]);
    assert.equal(await person.host.locator("[aria-live], [role=status]").count(), 1);
    const outcomes = await heard(page, "palier-outcome");
    assert.equal(outcomes.at(-1).detail.verdict, "refused");
  }, NOVEMBER);

  test("the reader: changes the language and keeps everything typed", async (page) => {
    const person = new Person(page);
    await person.openReference({ patient: { answers: { hashimoto: "yes" } }, medicines: [{ name: "xyzabc" }] });
    await person.type("treatment.target", "1,500");
    const before = await typed(person);
    for (const lang of ["en", "fr"]) {
      await person.testid(`lang-${lang}`).click();
      await eventually(async () => {
        assert.match(await person.text(person.line("person")), lang === "en" ? /^The person/ : /^La personne/);
      });
      assert.deepEqual(await typed(person), before);
    }
  }, NOVEMBER);

  test("the reader: finds no French word left in English", async (page) => {
    const person = new Person(page);
    await person.openReference(TRAMADOL);
    await person.testid("lang-en").click();
    await eventually(async () => assert.match(await person.headline(), /^Low-dose naltrexone: do not start Refused/));
    const text = await person.text(person.host.locator(".palier-root"));
    for (const french of ["Refusé", "règles", "prescripteur", "médicament", "Contre-indication", "gélule", "dernière prise"]) {
      assert.ok(!text.includes(french), french);
    }
    assert.equal(await person.host.locator(".palier-root").getAttribute("lang"), "en");
  }, NOVEMBER);

  test("the reader: who is a patient builds nothing alone", async (page) => {
    const person = new Person(page);
    await person.openReference(TRAMADOL);
    await person.openReference({ medicines: [{ name: "phénelzine" }] });
    const records = person.host.locator("details.record");
    assert.ok((await records.count()) > 0, "a professional can record");
    await person.openSection("treatment");
    const protocols = await person.group("treatment.protocol").locator("input").count();
    await person.testid("view-patient").click();
    assert.equal(await person.host.locator(".known").count(), 0, "no form beside what is followed");
    await person.testid("dossier").click();
    await person.host.getByText("À discuter avec votre prescripteur").waitFor();
    assert.equal(await records.count(), 0);
    assert.ok((await person.group("treatment.protocol").locator("input").count()) < protocols);
    assert.match(await person.text(person.host.locator(".findings")), /Un professionnel doit enregistrer/);
    await person.testid("view-professional").click();
    await person.openReference();
    assert.equal(await person.prints("pharmacy"), true);
    await person.testid("view-patient").click();
    await eventually(async () => assert.equal(await person.prints("patient"), true));
    assert.equal(await person.prints("pharmacy"), false);
    await person.testid("view-professional").click();
    await eventually(async () => assert.equal(await person.prints("pharmacy"), true));
    assert.equal(await person.testid("view-professional").getAttribute("aria-pressed"), "true");
  }, NOVEMBER);

  test("the reader: who answers “none of these” answers exactly what was asked, and may take one back", async (page) => {
    const person = new Person(page);
    await person.type("prescriber", "Dr Martin");
    const asked = await person.allQuestions();
    await person.noneOfThese();
    assert.match(await person.text(person.line("questions")), /rien, sur \d+ questions posées/);
    await person.openSection("questions");
    assert.equal(await person.testid("none").getAttribute("aria-pressed"), "true");
    assert.equal(await person.text(person.testid("none-note")), "Aucune autre : répondu par Dr Martin");
    const { patient } = await saved(person);
    assert.deepEqual(patient.none_of_these, [{ questions: asked, by: "Dr Martin" }]);
    assert.deepEqual(patient.answers ?? {}, {});
    await person.touch(asked[0]);
    const changed = (await saved(person)).patient;
    assert.deepEqual(changed.answers, { [asked[0]]: "yes" });
    assert.deepEqual(changed.none_of_these[0].questions, asked.slice(1));
    await person.touch(asked[0]);
    assert.deepEqual((await saved(person)).patient.answers, { [asked[0]]: "no" });
    await person.choose(`patient.answers.${asked[1]}`, "unknown");
    assert.equal((await saved(person)).patient.answers[asked[1]], "unknown");
    await person.testid("none-back").click();
    await person.drawn();
    assert.deepEqual((await saved(person)).patient.none_of_these ?? [], []);
    assert.equal(await person.testid("none").getAttribute("data-open"), `${asked.length - 2}`);
  }, NOVEMBER);

  test("the reader: ends the list only after its end was in sight, by a key that writes nothing elsewhere", async (page) => {
    await page.setViewportSize({ width: 360, height: 640 });
    const person = new Person(page);
    await person.open(reference());
    const [asked, none, note] = [await person.allQuestions(), person.testid("none"), person.testid("none-note")];
    await person.question(asked[0]).focus();
    await page.keyboard.press("n");
    assert.equal(await none.getAttribute("data-open"), `${asked.length}`, "nothing was answered");
    assert.equal(await none.getAttribute("aria-disabled"), "true");
    assert.equal(await person.text(note), "Lire la liste jusqu’au bout");
    // The arrows lead through the list, Space touches, End is its end.
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Space");
    await eventually(async () => assert.equal(await none.getAttribute("data-open"), `${asked.length - 1}`));
    assert.ok(await person.question(asked[1]).isChecked());
    await page.keyboard.press("End");
    await eventually(async () => assert.equal(await none.getAttribute("aria-disabled"), "false"));
    await page.keyboard.press("n");
    await eventually(async () => assert.match(await person.text(person.line("questions").locator(".v")), /présent : .* non$/));
    await person.openSection("questions");
    assert.equal(await none.getAttribute("data-open"), "0");
    assert.ok(await person.question(asked[1]).isChecked());
    // Another drug asks more: what is new is marked, and the end is to be reached again.
    await person.type("prescriber", "nnn");
    await person.plans("duloxetine", "neuropathic-diabetic");
    await person.openSection("questions");
    const open = Number(await none.getAttribute("data-open"));
    assert.ok(open > 0);
    assert.equal(await person.host.locator(".check .new:visible").count(), open);
    await person.openSection("treatment");
    assert.equal(await person.field("prescriber").inputValue(), "nnn");
  }, NOVEMBER);

  test("the reader: saves a file that says the same again", async (page) => {
    const person = new Person(page);
    await person.openReference({ patient: { answers: { hashimoto: "yes" } } });
    const [before, plan] = [await saved(person), await person.schedule()];
    await person.testid("erase").click();
    await person.testid("erase-yes").click();
    await eventually(async () => assert.equal(await person.value("patient.age_years"), ""));
    await person.openText(JSON.stringify(before));
    await eventually(async () => assert.deepEqual(await person.schedule(), plan));
    assert.deepEqual(await saved(person), before);
  }, NOVEMBER);

  for (const [state, prepare] of STATES) {
    test(`the look: shows no fault to axe when ${state}`, async (page) => {
      const person = new Person(page);
      await prepare(person);
      const faults = [];
      const all = browser === "chromium" && ["fr", "en"].flatMap((lang) =>
        ["light", "dark"].flatMap((colorScheme) => [360, 1440].map((width) => ({ lang, colorScheme, width }))),
      );
      for (const look of all || [{ lang: "fr", colorScheme: "dark", width: 360 }]) {
        await page.setViewportSize({ width: look.width, height: 900 });
        await page.emulateMedia({ colorScheme: look.colorScheme });
        await person.testid(`lang-${look.lang}`).click();
        await person.drawn();
        faults.push(...(await axeFaults(page)).map((it) => `${JSON.stringify(look)} ${it}`));
      }
      assert.deepEqual(faults, []);
    }, NOVEMBER);

    test(`the look: never scrolls sideways when ${state}, on a phone or enlarged`, async (page) => {
      const person = new Person(page);
      await prepare(person);
      for (const lang of ["fr", "en"]) {
        await person.testid(`lang-${lang}`).click();
        for (const [width, height] of [[360, 740], [320, 256], [720, 450], [1024, 768]]) {
          await page.setViewportSize({ width, height });
          await person.drawn();
          const wide = await page.evaluate(() => document.scrollingElement.scrollWidth - document.documentElement.clientWidth);
          assert.ok(wide <= 0, `${lang} ${width}: ${wide} px too wide`);
        }
      }
    }, NOVEMBER);
  }

  test("the look: unpins the verdict where it would fill the window", async (page) => {
    const person = new Person(page);
    const position = () => person.host.locator(".bar-seat").evaluate((it) => getComputedStyle(it).position);
    for (const [width, height, expected] of [
      [1440, 900, "sticky"],
      [768, 900, "sticky"],
      [1440, 470, "static"],
      [360, 740, "static"],
    ]) {
      await page.setViewportSize({ width, height });
      assert.equal(await position(), expected, `${width} × ${height}`);
    }
  }, NOVEMBER);

  test("one medicine on two lines is two findings, each with its own place", async (page) => {
    const person = new Person(page);
    const tramadol = { name: "tramadol", started: "2020-01" };
    await person.openReference({ medicines: [tramadol, { ...tramadol, form: "prolonged" }] });
    const cards = person.host.locator('[data-finding$=":tramadol"]');
    assert.ok((await cards.count()) >= 2);
    const ids = await cards.evaluateAll((all) => all.map(({ id }) => id));
    assert.equal(new Set(ids).size, ids.length);
    await person.openReference();
    await eventually(async () => assert.equal(await cards.count(), 0));
  }, NOVEMBER);

  test("the book tells its edition, its grades and every document it names", async (page) => {
    const person = new Person(page);
    await person.openReference();
    await person.turnTo("evidence");
    const view = person.testid("edition-view");
    await view.locator("summary").focus();
    await page.keyboard.press("Enter");
    await view.locator('[data-source="rcp-naltrexone-fr"]').waitFor();
    assert.equal(await view.locator("[data-source]").count(), Number(await view.locator(".count").textContent()));
    assert.equal(await view.locator("[data-grade]").count(), 5);
    assert.match(await person.testid("unseen").textContent(), /OP-2-depot/);
    assert.deepEqual(await axeFaults(page), []);
  }, NOVEMBER);

  // Firefox cannot be told of these over the protocol that drives it.
  if (browser === "chromium") {
    test("the look: moves a moment, once, and nothing for who asked for that", async (page) => {
      const person = new Person(page);
      await person.openReference();
      /** How long things move, and how often. */
      const moving = () =>
        person.host.evaluate((it) => {
          const seconds = (times) => Math.max(...times.split(", ").map((time) => parseFloat(time)));
          return [...it.shadowRoot.querySelectorAll("*")].flatMap((element) => {
            const { transitionDuration, animationName, animationDuration, animationIterationCount } = getComputedStyle(element);
            const times = animationName === "none" ? 0 : Number(animationIterationCount);
            const lasts = Math.max(seconds(transitionDuration), times === 0 ? 0 : seconds(animationDuration));
            return lasts > 0 ? [{ lasts, times, what: `${element.localName}.${element.className}` }] : [];
          });
        });
      for (const what of ["form", "answer"]) {
        if (what === "form") await person.openSection("treatment");
        else await person.look();
        await page.emulateMedia({ reducedMotion: "no-preference" });
        for (const it of await moving()) assert.ok(it.lasts <= 0.24 && it.times <= 1, JSON.stringify(it));
        await page.emulateMedia({ reducedMotion: "reduce" });
        assert.deepEqual(await moving(), [], what);
      }
    }, NOVEMBER);

    test("the look: marks what is chosen where colours are forced", async (page) => {
      const person = new Person(page);
      await person.openReference();
      await page.emulateMedia({ forcedColors: "active" });
      assert.equal(await page.evaluate(() => matchMedia("(forced-colors: active)").matches), true);
      const outline = (locator) => locator.evaluate((it) => getComputedStyle(it).outlineStyle);
      await person.reach("patient.sex");
      assert.equal(await outline(person.option("patient.sex", "female")), "solid");
      assert.equal(await outline(person.option("patient.sex", "male")), "none");
      assert.equal(await outline(person.testid("lang-fr")), "solid");
    }, NOVEMBER);
  }
});
