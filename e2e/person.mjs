// What a person does with the planner and what they see of it, in the words of the page.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

import { pace } from "./pace.mjs";

/** The request every scenario starts from, as a file. */
export const reference = () =>
  JSON.parse(readFileSync(new URL("../tests/scenarios/reference.json", import.meta.url), "utf8"));

/** A request changed by a merge patch: `null` removes. */
export function merged(target, patch) {
  if (patch === null || typeof patch !== "object" || Array.isArray(patch)) return patch;
  const result = { ...(target && typeof target === "object" && !Array.isArray(target) ? target : {}) };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = merged(result[key], value);
  }
  return result;
}

/** Non-breaking spaces are typography: what is said is compared without them. */
export const plain = (text) => text.replace(/[\u00a0\u202f\s]+/g, " ").trim();

/** The sections of the form, in the order in which they are filled in. */
export const SECTIONS = ["person", "tests", "medicines", "questions", "treatment"];

/** The section of the form in which a field stands, by its path in the request. */
export function sectionOf(path) {
  // What is chosen in the answer, and in the head.
  if (/^(chooser|comparison|treatment\.drug)/.test(path)) return null;
  if (path.startsWith("medicines")) return "medicines";
  if (/^(patient\.(answers|none_of_these)|questions)/.test(path)) return "questions";
  if (/^patient\.(liver|alcohol|phq9_item9|child_pugh)/.test(path)) return "tests";
  return path.startsWith("patient") ? "person" : "treatment";
}

/** An assertion about a page that is being redrawn: the last failure is the answer. */
export async function eventually(assertion, patience = 10_000 * pace) {
  const until = Date.now() + patience;
  for (;;) {
    try {
      return await assertion();
    } catch (failure) {
      if (Date.now() > until) throw failure;
    }
    await new Promise((later) => setTimeout(later, 25));
  }
}

/** Options of a test on a given day. */
export const on = (today, options = {}) => ({
  ...options,
  prepare: async (page) => {
    await page.addInitScript((today) => {
      document.addEventListener("readystatechange", () => {
        document.querySelector("dose-planner")?.setAttribute("today", today);
      });
    }, today);
    await options.prepare?.(page);
  },
});

/** Where the box that holds the keyboard is covered by something else, from its beginning to its end. */
export const covered = (person) =>
  person.host.evaluate((it) => {
    const root = it.shadowRoot;
    const box = root.activeElement;
    const { left, top, width, height } = box.getBoundingClientRect();
    const points = [0.02, 0.2, 0.5, 0.8, 0.98].flatMap((at) => [0.1, 0.5, 0.9].map((down) => [left + width * at, top + height * down]));
    return points
      .map(([x, y]) => root.elementFromPoint(x, y))
      // What holds it is seen round its corners.
      .filter((seen) => !seen?.contains(box))
      .map((seen) => `${box.id || box.dataset.testid}: ${seen?.outerHTML.slice(0, 80) ?? "out of sight"}`);
  });

/** One planner on a page, and the person in front of it. */
export class Person {
  #opened = 0;

  constructor(page, host = page.locator("dose-planner").first()) {
    this.page = page;
    this.host = host;
  }

  // What they see.

  field = (path) => this.host.locator(`input[data-field="${path}"]`);
  group = (path) => this.host.locator(`:is(fieldset, .check-row)[data-field="${path}"]`);
  option = (path, value) => this.group(path).locator(`label.option:has(input[value="${value}"])`);
  testid = (id) => this.host.locator(`[data-testid="${id}"]`);
  finding = (key) => this.host.locator(`[data-finding="${key}"]`);
  medicine = (at) => this.host.locator("li.medicine").nth(at);

  /** Where a name that nobody knows is vouched for, under its line, and where that is taken back. */
  vouching = (about) => this.host.locator(`li.medicine [data-testid$="decide-${about}"]`);
  withdrawing = (about) => this.host.locator(`li.medicine [data-testid$="withdraw-${about}"]`);

  text = async (locator) => plain(await locator.innerText());
  texts = async (locator) => (await locator.allInnerTexts()).map(plain);

  /** The kind of verdict: `nothing-found`, `caution`, `pending`, `refused`. */
  verdict = () => this.testid("verdict").getAttribute("data-verdict");

  /** The verdict bar as it is read: what is taken, the verdict, its reason. */
  headline = () => this.text(this.testid("verdict").locator(".say"));

  /** The moment of the page: `start`, `filling`, `answered`, `refused`, `card`, `stopped`. */
  moment = () => this.host.locator(".palier-root").getAttribute("data-moment");

  /** How many doses are drawn: the stair, and its table. */
  doses = async () => (await this.testid("stair").count()) + (await this.testid("schedule").count());

  /** What the stair says to who cannot see it. */
  stair = () => this.text(this.testid("stair").locator("figcaption"));

  /** Turns to a tab of the answer, where there are tabs and it is not in sight. */
  async turnTo(tab) {
    const head = this.testid(`tab-${tab}`);
    if ((await head.count()) === 0 || (await head.getAttribute("aria-selected")) === "true") return;
    await head.click();
    await this.host.locator(`[data-panel="${tab}"]`).waitFor();
  }

  /** All that is told of the answer, its short lines opened. */
  async said() {
    await this.host.locator("details.brief").evaluateAll((all) => all.forEach((it) => (it.open = true)));
    return (await this.texts(this.host.locator(".answered > *"))).join(" ");
  }

  /** The same, with every tab turned to and unfolded. */
  async everything() {
    await this.look();
    const all = [await this.said()];
    const tabs = await this.host.getByRole("tab").evaluateAll((all) => all.map((it) => it.dataset.tab));
    for (const tab of tabs) {
      await this.turnTo(tab);
      const panel = this.host.locator(`[data-panel="${tab}"]`);
      await panel.evaluate((it) => it.querySelectorAll("details").forEach((details) => (details.open = true)));
      all.push(await this.text(panel));
    }
    return all.join(" ");
  }

  /** A part of the evidence, opened. */
  async evidence(part) {
    await this.turnTo("evidence");
    const fold = this.host.locator(`details[data-part="${part}"]`);
    if (!(await fold.evaluate((it) => it.open))) await fold.locator("> summary").click();
    return fold;
  }

  /** The rows of the schedule: when and how much. */
  async schedule() {
    await this.look();
    await this.turnTo("intakes");
    const rows = await this.testid("schedule").locator("tbody tr").all();
    return Promise.all(
      rows.map(async (row) => {
        const when = await row.locator("th").evaluate((it) => it.firstChild.textContent);
        const units = await this.texts(row.locator(".intakes p"));
        return [plain(when), await this.text(row.locator("td.dose")), ...units];
      }),
    );
  }

  /** The figures of the dispensing table, batch by batch, the total last. */
  async dispensed() {
    await this.look();
    await this.turnTo("hand-over");
    const rows = await this.testid("dispensing").locator("tbody tr").all();
    return Promise.all(rows.map((row) => row.locator("td > b").allInnerTexts()));
  }

  /** The medicines of the list, as they were written. */
  async medicines() {
    await this.openSection("medicines");
    return this.host.locator("li.medicine").evaluateAll((all) => all.map((it) => it.dataset.medicine));
  }

  /** What is left to be said, each a button that leads to it: all, or of one kind. */
  jumps = (kind = "") => this.host.locator(`.open-questions ${kind} .jump`);

  /**
   * What a field holds. A link or a file that opens meanwhile closes the section again: it is not waited for as
   * long as `eventually` waits, which then opens it once more.
   */
  async value(path) {
    await this.reach(path);
    return this.field(path).inputValue({ timeout: 3_000 * pace });
  }

  /** What is written under a field: what was understood of it. */
  async echo(path) {
    await this.reach(path);
    return this.text(this.host.locator(`.field:has(input[data-field="${path}"]) .echo`));
  }

  /** What is written under a field: what is wrong with it, or nothing. */
  async complaint(path) {
    await this.reach(path);
    const error = this.host.locator(`.field:has(input[data-field="${path}"]) .error`);
    return (await error.isVisible()) ? this.text(error) : "";
  }

  /** The control that holds the keyboard, wherever it is. */
  focused = () =>
    this.host.evaluate((it) => {
      const active = it.shadowRoot.activeElement;
      if (!active) return null;
      const field = active.closest("[data-field]")?.dataset.field;
      const { testid } = active.dataset;
      return { tag: active.localName, id: active.id, testid, field, value: active.value, text: active.textContent };
    });

  // What they do.

  /** Two frames: what was done is drawn. */
  drawn = () =>
    this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

  /** The line of a section of the form, which opens and closes it. */
  line = (section) => this.host.locator(`[data-section="${section}"] > h2 > button`);

  /** Opens a section of the form, if it is closed. */
  async openSection(section) {
    const line = this.line(section);
    if ((await line.getAttribute("aria-expanded")) === "true") return;
    await line.click();
    await this.drawn();
  }

  /** Closes the section that is open, so that the answer is read. */
  async look() {
    const open = this.host.locator('[data-section] > h2 > button[aria-expanded="true"]');
    if ((await open.count()) === 0) return;
    try {
      await open.click({ timeout: 2_000 * pace });
    } catch (failure) {
      // What was opened, or answered last, may have closed it.
      if (await open.count()) throw failure;
    }
    await this.drawn();
  }

  /** Unfolds the list of all that is left to be said. */
  async allMissing() {
    const list = this.host.locator(".open-questions");
    if (!(await list.evaluate((it) => it.open))) await list.locator("> summary").click();
    return list;
  }

  /** Follows what is left to be said to the field of a path. */
  async follow(path, kind = "") {
    await this.allMissing();
    const jump = this.jumps(kind).and(this.host.locator(`[data-jump="${path}"]`));
    await this.unfold(jump);
    await jump.click();
    await this.drawn();
  }

  /** Asks for a sheet, out of the menu of the bar. */
  async print(which) {
    const button = this.testid(`print-${which}`);
    await this.unfold(button);
    await button.click();
  }

  /** Whether a sheet is offered. */
  prints = (which) => this.testid(`print-${which}`).evaluateAll((all) => all.some((it) => !it.closest("[hidden]")));

  /** Brings the keyboard into a field, opening its section. */
  async enter(path) {
    await this.reach(path);
    await this.unfold(this.field(path));
    await this.field(path).focus();
  }

  /** Capsules of these strengths and no others, whatever was proposed. */
  async takes(...strengths) {
    await this.reach("treatment.strengths");
    for (const option of await this.group("treatment.strengths").locator("label.option").all()) {
      const box = option.locator("input");
      const wanted = strengths.includes(await box.getAttribute("value"));
      if ((await box.isChecked()) !== wanted) await option.click();
    }
    await this.drawn();
  }

  /** Opens the section in which a field stands. */
  async reach(path) {
    const section = sectionOf(path);
    if (section) await this.openSection(section);
  }

  /** Types into a field, over what it held, and leaves it. */
  async type(path, text) {
    await this.reach(path);
    const field = this.field(path);
    await this.unfold(field);
    await field.click();
    await this.page.keyboard.press("ControlOrMeta+A");
    if (text === "") await this.page.keyboard.press("Delete");
    else await this.page.keyboard.type(text);
    await this.page.keyboard.press("Tab");
    await this.drawn();
  }

  async choose(path, value) {
    await this.reach(path);
    const option = this.option(path, value);
    await this.unfold(option);
    await option.click();
    await this.drawn();
  }

  /** Looks at the treatments of an indication, from the name of the one in the head. */
  async looksAt(indication) {
    await this.testid("subject").click();
    const chooser = this.testid("chooser");
    await chooser.waitFor();
    const other = chooser.locator(`[data-indication="${indication}"]`);
    if (indication && (await other.count())) {
      await this.unfold(other);
      await other.click();
    }
    await chooser.locator("table").first().waitFor();
    return chooser;
  }

  /** Takes another treatment, for an indication. */
  async plans(drug, indication) {
    const chooser = await this.looksAt(indication);
    const option = chooser.getByTestId(`option-${drug}`);
    await this.unfold(option);
    await option.click();
    await chooser.waitFor({ state: "detached" });
    await this.drawn();
  }

  /** Opens whatever a control is folded under. */
  async unfold(locator) {
    for (const details of await locator.locator("xpath=ancestor::details[not(@open)]").all()) {
      await details.locator("> summary").click();
    }
  }

  /** The box of a question, and its label to touch. */
  question = (id) => this.host.locator(`input[data-question="${id}"]`);
  async touch(id) {
    await this.openSection("questions");
    await this.host.locator(`label.check:has(input[data-question="${id}"])`).click();
    await this.drawn();
  }

  /** "None other", once the end of the list was in sight. */
  async noneOfThese({ presses = (it) => it.click() } = {}) {
    await this.openSection("questions");
    const none = this.testid("none");
    // Nothing is left to answer: the button says so, and takes no press.
    if ((await none.getAttribute("data-open")) === "0") return;
    await this.host.locator(".checklist > .end").scrollIntoViewIfNeeded();
    await eventually(async () => assert.equal(await none.getAttribute("aria-disabled"), "false", "the end is reached"));
    await presses(none);
    await this.drawn();
  }

  /** Types a medicine and chooses what the list offers under this name, or keeps it as typed. */
  async addMedicine(typed, offered) {
    await this.openSection("medicines");
    const before = await this.host.locator("li.medicine").count();
    await this.testid("medicine-search").click();
    await this.page.keyboard.type(typed);
    const options = this.host.getByRole("option");
    if (offered === undefined) await options.last().click();
    else await options.filter({ has: this.page.getByText(offered, { exact: true }) }).first().click();
    await this.medicine(before).waitFor();
    await this.drawn();
  }

  /** Opens a file as a person does; what the page makes of it is for the test to say. */
  async openText(text, name = "palier.json") {
    const buffer = Buffer.from(text);
    await this.testid("open").setInputFiles({ name, mimeType: "application/json", buffer });
  }

  /** Opens a request and waits until the form shows it. */
  async open(request) {
    const prescriber = `Dr Martin ${(this.#opened += 1)}`;
    await this.openText(JSON.stringify({ ...request, prescriber }));
    await eventually(async () => {
      // What was typed before may go.
      const yes = this.testid("replace-yes");
      if (await yes.count()) await yes.click();
      const said = await this.line("treatment").locator(".v").textContent();
      if (!said.includes(prescriber)) throw new Error(`not opened: ${await this.openError()}`);
    });
    await this.drawn();
  }

  openError = async () => plain((await this.testid("open-error").textContent()) ?? "");

  /** The reference request with "None of these" said to every question, and a patch. */
  async openReference(patch = {}) {
    await this.open(merged(await this.answered(), patch));
  }

  /** The ids of the questions the page asks. */
  questions = () =>
    this.host.locator("input[data-question]").evaluateAll((all) => all.map((it) => it.dataset.question));

  /** The same, once the page has stopped drawing them: a slow machine draws them piece by piece. */
  async allQuestions() {
    await this.openSection("questions");
    return eventually(async () => {
      const before = await this.questions();
      await this.drawn();
      const now = await this.questions();
      if (now.length === 0 || `${now}` !== `${before}`) throw new Error(`still drawing: ${now}`);
      return now;
    });
  }

  async answered() {
    const none_of_these = [{ questions: await this.allQuestions(), by: "patient" }];
    return merged(reference(), { patient: { none_of_these } });
  }
}

/** The person of the first scenario, typed field by field into an empty form. */
export async function typeFirstScenario(person) {
  await person.type("patient.age_years", "46");
  await person.choose("patient.sex", "female");
  await person.type("patient.height_cm", "168");
  await person.type("patient.weight_kg", "62");
  await person.type("patient.creatinine", "68");
  await person.choose("patient.creatinine.unit", "µmol/L");
  await person.type("patient.liver.alt", "0,6 N");
  await person.type("patient.liver.ast", "0.6 x N");
  await person.type("patient.liver.on", "23/11/2026");
  await person.choose("patient.alcohol", "none");
  await person.addMedicine("sertra", "sertraline");
  await person.type("medicines[0].started", "01/2026");
  await person.choose("treatment.indication", "chronic-pain");
  await person.type("treatment.target", "3");
  await person.type("treatment.start", "7/12/2026");
  await person.takes("0.5 mg", "1.5 mg", "3 mg");
  await person.type("prescriber", "Dr Martin");
}
