// The moments of the page, how each is reached, and how tall it may be.

/** Six medicines, as a person of 71 with tired kidneys takes them. */
export const SIX = {
  patient: { sex: "male", age_years: 71, height_cm: "172", weight_kg: "74", creatinine: { value: "156", unit: "umol/L" } },
  medicines: ["metformine", "ramipril", "atorvastatine", "sertraline", "paracétamol", "amlodipine"].map((name) => ({ name, started: "2025-01" })),
};

const STOPPED = { medicines: [{ name: "tramadol", stopped: { last_dose: "2026-11-29" } }, { name: "sertraline", started: "2026-01" }] };

async function pregabalin(person) {
  await person.openReference(SIX);
  await person.plans("pregabalin", "neuropathic-diabetic");
  await person.noneOfThese();
  await person.look();
}

async function choosing(person) {
  await person.openReference();
  await person.testid("subject").click();
  await person.testid("chooser").locator("table").first().waitFor();
}

async function card(person) {
  await choosing(person);
  await person.testid("option-ketamine-iv").click();
  await person.testid("card").waitFor();
}

/** Somebody who takes a drug already, in these units. */
const taking = (treatment, patch = {}) => async (person) => {
  await person.openReference({ ...patch, treatment: { protocol: null, target: null, ...treatment } });
  await person.noneOfThese();
  await person.look();
};

const slow = (...strengths) => strengths.map((strength) => ({ capsule: { strength, prolonged: true } }));

const VENLAFAXINE = {
  drug: "venlafaxine",
  indication: "neuropathic-diabetic",
  supplies: slow("37.5 mg", "75 mg", "150 mg"),
  purpose: { taper: {} },
  standing: { now: [{ moment: "morning", dose: "225 mg" }], since: "2024-05" },
};

const TRAMADOL = {
  drug: "tramadol",
  indication: "chronic-pain",
  supplies: slow("50 mg", "100 mg", "150 mg", "200 mg"),
  purpose: { taper: { then: "naltrexone-ldn" } },
  standing: { now: [{ moment: "evening", dose: "200 mg" }], since: "2026-06" },
};

const ABOVE = {
  drug: "pregabalin",
  indication: "neuropathic-diabetic",
  supplies: ["75 mg", "150 mg", "300 mg"].map((strength) => ({ capsule: { strength } })),
  purpose: "continue",
  standing: { now: ["morning", "evening"].map((moment) => ({ moment, dose: "300 mg" })), since: "2024-05" },
};

const ON = { purpose: "continue", standing: { now: [{ moment: "evening", dose: "1.5 mg" }], dose_since: "2026-11-23" } };

const filling = (section, patch) => async (person) => {
  if (patch) await person.openReference(patch);
  await person.openSection(section);
};

const route = (view) => async (person) => {
  await person.openReference();
  await person.testid(`view-${view}`).click();
  await person.testid(`${view}-route`).waitFor();
};

/** How a moment is reached, and the most pixels it may be tall on a desk of 1440 and on a phone of 360. */
export const MOMENTS = [
  { name: "nothing is known", go: (person) => person.testid("start").waitFor(), drug: null, most: { 1440: 900, 360: 740 } },
  { name: "a treatment is chosen", go: choosing },
  { name: "the person is filled in", go: filling("person"), most: { 360: 2300 }, moment: "filling" },
  { name: "the questions are filled in", go: filling("questions"), most: { 360: 2900 }, moment: "filling" },
  { name: "the questions of a plan are read again", go: filling("questions", {}), most: { 360: 2900 }, moment: "filling" },
  { name: "naltrexone is planned", go: (person) => person.openReference(), most: { 1440: 1400, 360: 2550 }, moment: "answered" },
  { name: "pregabalin is planned beside six medicines", go: pregabalin, most: { 1440: 1400, 360: 2600 }, moment: "answered" },
  { name: "a plan waits", go: (person) => person.openReference(STOPPED), most: { 1440: 1500, 360: 2900 }, moment: "answered" },
  { name: "a plan is refused", go: (person) => person.openReference({ medicines: [{ name: "tramadol" }] }), moment: "refused" },
  { name: "naltrexone goes on from what is taken", go: taking(ON), moment: "answered" },
  { name: "venlafaxine is lowered", go: taking(VENLAFAXINE), moment: "answered" },
  { name: "tramadol is lowered and naltrexone begun", go: taking(TRAMADOL), moment: "answered" },
  { name: "more is taken than the ceiling of today", go: taking(ABOVE, { patient: { creatinine: { value: "130", unit: "umol/L" } } }), moment: "refused" },
  { name: "a card is read", go: card, moment: "card" },
  { name: "the person reads", go: route("patient") },
  { name: "the pharmacist reads", go: route("pharmacist") },
];
