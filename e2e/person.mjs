// What a person does with the planner and what they see of it, in the words of the page.

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

/** One planner on a page, and the person in front of it. */
export class Person {
  #opened = 0;

  constructor(page, host = page.locator("dose-planner").first()) {
    this.page = page;
    this.host = host;
  }

  // What they see.

  field = (path) => this.host.locator(`input[data-field="${path}"]`);
  group = (path) => this.host.locator(`fieldset[data-field="${path}"]`);
  option = (path, value) => this.group(path).locator(`label.option:has(input[value="${value}"])`);
  testid = (id) => this.host.locator(`[data-testid="${id}"]`);
  finding = (key) => this.host.locator(`[data-finding="${key}"]`);
  medicine = (at) => this.host.locator("li.medicine").nth(at);

  text = async (locator) => plain(await locator.innerText());
  texts = async (locator) => (await locator.allInnerTexts()).map(plain);

  /** The kind of verdict: `nothing-found`, `caution`, `pending`, `refused`. */
  verdict = () => this.testid("verdict").getAttribute("data-verdict");

  /** The verdict bar as it is read. */
  headline = () => this.text(this.testid("verdict"));

  /** The rows of the schedule: when and how much. */
  async schedule() {
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
    const rows = await this.testid("dispensing").locator("tbody tr").all();
    return Promise.all(rows.map((row) => row.locator("td > b").allInnerTexts()));
  }

  /** What is written under a field: what is wrong with it, or nothing. */
  async complaint(path) {
    const error = this.host.locator(`.field:has(input[data-field="${path}"]) .error`);
    return (await error.isVisible()) ? this.text(error) : "";
  }

  /** The control that holds the keyboard, wherever it is. */
  focused = () =>
    this.host.evaluate((it) => {
      const active = it.shadowRoot.activeElement;
      if (!active) return null;
      const field = active.closest("[data-field]")?.dataset.field;
      return { tag: active.localName, id: active.id, field, value: active.value, text: active.textContent };
    });

  // What they do.

  /** Two frames: what was done is drawn. */
  drawn = () =>
    this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

  /** Types into a field, over what it held, and leaves it. */
  async type(path, text) {
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
    const option = this.option(path, value);
    await this.unfold(option);
    await option.click();
    await this.drawn();
  }

  /** Opens whatever a control is folded under. */
  async unfold(locator) {
    for (const details of await locator.locator("xpath=ancestor::details[not(@open)]").all()) {
      await details.locator("> summary").click();
    }
  }

  /** "None of these" under every group of questions, as it is shown. */
  async noneOfThese() {
    for (const group of await this.host.locator("details.group").all()) {
      if (!(await group.evaluate((it) => it.open))) await group.locator("> summary").click();
      await group.locator("button.none").click();
    }
    await this.drawn();
  }

  /** Types a medicine and chooses what the list offers under this name, or keeps it as typed. */
  async addMedicine(typed, offered) {
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
    const field = this.field("prescriber");
    await eventually(async () => {
      // What was typed before may go.
      const yes = this.testid("replace-yes");
      if (await yes.count()) await yes.click();
      if ((await field.inputValue()) !== prescriber) throw new Error(`not opened: ${await this.openError()}`);
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
    this.host
      .locator("fieldset.question")
      .evaluateAll((all) => all.map((it) => it.dataset.field.replace("patient.answers.", "")));

  /** The same, once the page has stopped drawing them: a slow machine draws them piece by piece. */
  async allQuestions() {
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
  await person.type("patient.liver.alt", "0,6");
  await person.type("patient.liver.ast", "0.6");
  await person.type("patient.liver.on", "23/11/2026");
  await person.choose("patient.alcohol", "none");
  await person.addMedicine("sertra", "sertraline");
  await person.type("medicines[0].started", "01/2026");
  await person.choose("treatment.indication", "chronic-pain");
  await person.type("treatment.target", "3");
  await person.type("treatment.start", "7/12/2026");
  for (const strength of ["0.5 mg", "1.5 mg", "3 mg"]) await person.choose("treatment.strengths", strength);
  await person.type("prescriber", "Dr Martin");
}
