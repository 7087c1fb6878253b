// The same request gives the same bytes natively and in the browser (invariant 10).

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { inBothBrowsers } from "./harness.mjs";
import { Person, merged } from "./person.mjs";
import { VECTORS, withTramadol } from "./vectors.mjs";

const WORKSPACE = fileURLToPath(new URL("..", import.meta.url));
const SCENARIOS = join(WORKSPACE, "tests/scenarios");

/** Changes of the answered reference that reach each kind of outcome. */
const CHANGES = [
  {},
  { language: "en" },
  { patient: { none_of_these: [] } },
  { patient: { liver: null } },
  { patient: { liver: { alt: "2.5" } } },
  { patient: { age_years: 15 } },
  { patient: { age_years: 200 } },
  { patient: { weight_kg: "140.5", height_cm: "151" } },
  { patient: { sex: "male", answers: { "liver-disease": "unknown" } } },
  { today: "2026-12-03", ...withTramadol({ form: "immediate", stopped: { last_dose: "2026-12-02" } }) },
  { today: "2026-12-03", ...withTramadol({ stopped: { last_dose: "2026-11" } }), language: "en" },
  { medicines: [{ name: "xyzabc" }, { name: "ParacétamoL 1 g" }, { name: "ciloxan", route: "eye" }] },
  { treatment: { target: "45 mg" } },
  { treatment: { target: "4.5 mg", batch_days: 30, most_units: 5 } },
  { treatment: { drug: "aspirin" } },
  { treatment: { start: null } },
  { treatment: { supplies: [] } },
  {
    treatment: {
      drug: "naltrexone-50",
      indication: "alcohol-dependence",
      supplies: [{ tablet: { strength: "50 mg", scored: true } }],
    },
  },
  {
    treatment: { drug: "capsaicin-8", indication: "neuropathic-diabetic", supplies: null },
    sessions: [{ card: "capsaicin-8", on: "2026-09-08" }],
  },
  {
    treatment: {
      drug: "pregabalin",
      indication: null,
      supplies: ["25 mg", "50 mg", "75 mg"].map((strength) => ({ capsule: { strength } })),
      purpose: { taper: {} },
      standing: { now: [{ moment: "evening", dose: "300 mg" }], since: "2026-01" },
    },
  },
  {
    treatment: {
      drug: "pregabalin",
      indication: null,
      supplies: ["25 mg", "50 mg", "75 mg"].map((strength) => ({ capsule: { strength } })),
      purpose: "continue",
      standing: { now: [{ moment: "evening", dose: "75 mg" }], dose_since: "2026-11", units: [{ supply: 2, count: 20 }] },
    },
  },
  { medicines: Array.from({ length: 300 }, (_, at) => ({ name: at % 3 ? `tisane ${at}` : "sertraline" })) },
];

/** Texts that are no request: both refuse them. */
const NO_REQUESTS = [
  { version: 2 },
  { patient: { shoe_size: 42 } },
  { treatment: { start: "2026-02-30" } },
  { patient: { weight_kg: "62,5x" } },
];

/** One line of JSON for each request, natively. */
function natively(requests) {
  const folder = mkdtempSync(join(tmpdir(), "palier-"));
  try {
    const file = join(folder, "requests.jsonl");
    writeFileSync(file, requests.map((it) => `${JSON.stringify(it)}\n`).join(""));
    const options = { cwd: WORKSPACE, encoding: "utf8", maxBuffer: 1 << 28 };
    return execFileSync("cargo", ["xtask", "plan", file], options).trimEnd().split("\n");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The same in the module of the page: the outcome as JSON, or what it threw. */
const inBrowser = (page, requests) =>
  page.evaluate(async (requests) => {
    const tag = document.querySelector("script[data-wasm]");
    const { decide } = await import(new URL(tag.dataset.js, document.baseURI).href);
    return requests.map((request) => {
      try {
        return JSON.stringify(decide(request));
      } catch (fault) {
        return { thrown: fault.message };
      }
    });
  }, requests);

let answers;

inBothBrowsers("the same bytes", (test) => {
  test("come out natively and here, whatever is asked", async (page) => {
    const person = new Person(page);
    const answered = await person.answered();
    const files = readdirSync(SCENARIOS).filter((it) => it.endsWith(".json"));
    const requests = [
      ...files.map((it) => JSON.parse(readFileSync(join(SCENARIOS, it), "utf8"))),
      ...CHANGES.map((change) => merged(answered, change)),
      ...VECTORS.map(({ today, patch }) => merged(answered, { ...patch, ...(today && { today }) })),
    ];
    answers ??= natively(requests);
    const here = await inBrowser(page, requests);
    assert.equal(here.length, answers.length);
    here.forEach((outcome, at) => {
      assert.equal(outcome, answers[at], JSON.stringify(requests[at]).slice(0, 2000));
    });
    const kinds = new Set(answers.map((it) => Object.keys(JSON.parse(it))[0]));
    assert.ok(kinds.size >= 3, `every kind of outcome is compared: ${[...kinds]}`);
  });

  test("are refused natively and here when they are no request", async (page) => {
    const person = new Person(page);
    const answered = await person.answered();
    const requests = NO_REQUESTS.map((change) => merged(answered, change));
    for (const line of natively(requests)) assert.match(line, /unreadable/);
    for (const answer of await inBrowser(page, requests)) {
      assert.match(answer.thrown ?? answer, /unreadable|lisible|lire|version|endroit/, "neither is answered");
    }
  });
});
