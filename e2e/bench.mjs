// Size, speed and memory of the release page in Chromium, beside the budgets of the design.
// `cargo xtask bench` builds the page, serves it and runs this. It reports and never fails.

import { execFile } from "node:child_process";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { chooseDrug, launch, url } from "./harness.mjs";
import { Person, on, reference } from "./person.mjs";
import { rooms } from "./rooms.mjs";

const THROTTLE = 4;
/** How often each kind of change is made. */
const TIMES = 40;
const CHOICES = 12;
const COLD_STARTS = 10;
const SLOW_STARTS = 5;
/** A telephone on slow 4G: bytes in a second, and milliseconds to an answer. */
const PHONE = { viewport: { width: 360, height: 740 } };
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 };
const PAIRS = 15;
const LIGHTHOUSE_RUNS = 3;

const {
  PALIER_DIST: dist = "dist",
  /** The compiled formulary, a file. */
  PALIER_BOOK: book,
  /** The module as the compiler wrote it, with its names, a file. */
  PALIER_NAMED: named,
  /** What the last run weighed, a file. */
  PALIER_SIZES: lastSizes,
  /** An empty folder, and where it is served. */
  PALIER_COMPARISON: comparison,
  PALIER_COMPARISON_URL: comparisonUrl,
  /** Whether Lighthouse is wanted too. */
  PALIER_LIGHTHOUSE: lighthouseWanted,
} = process.env;

const rows = [];
/** A line of the report. Sizes in kB, times in ms. */
const report = (what, value, unit, budget, goal) => rows.push({ what, value, unit, budget, goal });

const browser = await launch.chromium();
try {
  const loaded = await coldStarts();
  sizes(loaded);
  await slowStarts();
  if (comparison) await besidePreact();
  await engine();
  await choices();
  await changes();
  await finished();
  await memory();
} finally {
  await browser.close();
}
if (lighthouseWanted) await lighthouse().catch(({ message }) => console.log(`Lighthouse: ${message}`));
printRows();

/**
 * From navigation to ready, each time in a context that has cached nothing. The files without which
 * nothing is mounted are those that every time were asked for before.
 */
async function coldStarts() {
  const times = [];
  const counts = new Map();
  for (let i = 0; i < COLD_STARTS; i += 1) {
    const { page, close } = await visit();
    const { readyAt, needed } = await page.evaluate(() => window.start);
    times.push(readyAt);
    for (const it of new Set(needed)) counts.set(it, (counts.get(it) ?? 0) + 1);
    await close();
  }
  report("cold start to ready, the whole book read, median", quantile(times, 0.5), "ms");
  return new Set([...counts.keys()].filter((it) => counts.get(it) === COLD_STARTS));
}

function sizes(loaded) {
  const files = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((it) => it.isFile())
    .map((it) => join(it.parentPath ?? it.path, it.name).slice(dist.length + 1))
    .map((name) => ({ name, first: loaded.has(name), bytes: readFileSync(join(dist, name)) }))
    .map((it) => ({ ...it, ...weigh(it.bytes) }))
    .sort((a, b) => b.brotli - a.brotli);
  const sum = (those) =>
    those.reduce(
      (all, it) => ({ raw: all.raw + it.raw, gzip: all.gzip + it.gzip, brotli: all.brotli + it.brotli }),
      { raw: 0, gzip: 0, brotli: 0 },
    );
  const first = sum(files.filter((it) => it.first));
  const all = sum(files);
  const wasm = files.find(({ name }) => name.endsWith(".wasm"));

  // Growth is in brotli, since the last run here. The hash in a name is left out.
  const known = lastSizes && existsSync(lastSizes) ? JSON.parse(readFileSync(lastSizes, "utf8")) : {};
  const now = {};
  const row = (name, { raw, gzip, brotli }) => {
    const plain = name.replace(/-[0-9a-f]{16}/, "").replace(" (later)", "");
    now[plain] = brotli;
    const growth = plain in known ? brotli - known[plain] : undefined;
    console.log(line(name, raw, gzip, brotli, growth === undefined ? "" : growth > 0 ? `+${growth}` : growth));
  };
  console.log(line("file, in bytes", "raw", "gzip", "brotli", "growth"));
  for (const it of files) row(it.name + (it.first ? "" : " (later)"), it);
  row("first load", first);
  row("every file", all);
  console.log();
  console.log(line("part, compressed alone", "raw", "gzip", "brotli", "growth"));
  for (const [name, bytes] of Object.entries(parts(wasm.bytes))) row(`wasm, ${name}`, weigh(bytes));
  if (book) row("the opening of the book, within wasm, data", weigh(readFileSync(book)));
  if (named) {
    console.log();
    console.log(line("room, before it is made smaller", "raw", "gzip", "brotli", "growth"));
    for (const [name, bytes] of rooms(readFileSync(named))) row(name, weigh(bytes));
  }
  if (lastSizes) writeFileSync(lastSizes, JSON.stringify(now, null, 1));

  // A language is two files: one by its code, and its texts of the appendix.
  const spoken = files.filter((it) => it.first).map(({ name }) => name.match(/^(\w\w)-.*\.bin$/)?.[1]);
  const another = ({ name }) => {
    const code = name.match(/^(?:formulary-)?(\w\w)-[0-9a-f]{16}\.bin$/)?.[1];
    return code !== undefined && !spoken.includes(code);
  };
  const verdict = sum(files.filter((it) => !another(it)));
  report("until the form can be used, brotli", first.brotli / 1000, "kB", 300, 240);
  report("until the first verdict, one language, brotli", verdict.brotli / 1000, "kB", 400, 320);
  report("every file, brotli", all.brotli / 1000, "kB", 470, 400);
}

/** The sections of a module: its code, its data, and everything else. */
function parts(wasm) {
  const CODE = 10;
  const DATA = 11;
  const found = { code: [], data: [], other: [wasm.subarray(0, 8)] };
  for (let at = 8; at < wasm.length; ) {
    const began = at;
    const id = wasm[at++];
    let size = 0;
    for (let shift = 0, more = true; more; shift += 7) {
      more = wasm[at] >= 0x80;
      size += (wasm[at++] & 0x7f) << shift;
    }
    at += size;
    found[id === CODE ? "code" : id === DATA ? "data" : "other"].push(wasm.subarray(began, at));
  }
  return Object.fromEntries(Object.entries(found).map(([name, sections]) => [name, Buffer.concat(sections)]));
}

function weigh(bytes) {
  return { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotli(bytes).length };
}

function brotli(bytes) {
  return brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
}

/**
 * From navigation to mounted and painted, beside the same form in Preact, in turns so that a busy
 * machine slows both. `comparison/page.jsx` says what is compared and what is not.
 */
async function besidePreact() {
  const { makeComparison, readForm } = await import("./comparison/make.mjs");
  const { page, close } = await visit({ prepare: (page) => page.addInitScript(`window.onMounted = ${readForm}`) });
  await makeComparison(await page.evaluate(() => window.start.seen), comparison, join(dist, "palier.css"));
  await close();
  const pages = { Palier: url, Preact: comparisonUrl };
  for (const rate of [1, THROTTLE]) {
    const times = { Palier: [], Preact: [] };
    const shown = {};
    for (let i = 0; i < PAIRS; i += 1) {
      for (const [name, address] of Object.entries(pages)) {
        const { mountedAt, seen } = await mounted(address, rate);
        times[name].push(mountedAt);
        shown[name] = seen;
      }
    }
    const throttled = rate > 1 ? `, ${rate}x slower` : "";
    const medians = Object.entries(times).map(([name, all]) => [name, quantile(all, 0.5)]);
    for (const [name, median] of medians) report(`${name} mounted, cold${throttled}, median`, median, "ms");
    const [[, palier], [, preact]] = medians;
    report(`mounted, cold, against Preact${throttled}`, palier / preact, "x", ...(rate === 1 ? [2, 1.6] : []));
    if (rate > 1) continue;
    console.log();
    for (const [name, counts] of Object.entries(shown)) console.log(`${name} when mounted: ${counts}`);
  }
}

async function mounted(address, rate) {
  const prepare = async (page) => {
    if (rate > 1) await slow(page, rate);
    await page.addInitScript(() => {
      window.onMounted = () => {
        const root = document.querySelector("dose-planner").shadowRoot;
        const count = (it) => `${root.querySelectorAll(it).length} ${it}`;
        const counts = ["*", "input", "fieldset", "button", "details"].map(count);
        return [...counts, `${root.textContent.length} characters`].join(", ");
      };
    });
  };
  const { page, close } = await visit({ prepare, address });
  const start = await page.evaluate(() => window.start);
  await close();
  return start;
}

/** Requests through the whole engine, from plain object to plain object. */
async function engine() {
  const { page, close } = await visit();
  // One has questions left open and ends pending; the other has none: it is planned and audited.
  for (const request of [reference(), await new Person(page).answered()]) {
    const { kind, times } = await page.evaluate(async (request) => {
      const tag = document.querySelector("script[data-wasm]");
      const { decide } = await import(new URL(tag.dataset.js, document.baseURI).href);
      const [kind] = Object.keys(decide(request));
      const batch = 10;
      // The clock of a page is coarse: ten requests a sample.
      const times = Array.from({ length: 300 }, () => {
        const began = performance.now();
        for (let i = 0; i < batch; i += 1) decide(request);
        return (performance.now() - began) / batch;
      });
      return { kind, times };
    }, request);
    const what = `decide() in wasm, JSON in and out, ${kind}`;
    report(`${what}, median`, quantile(times, 0.5), "ms", 0.5, 0.1);
    report(`${what}, p99`, quantile(times, 0.99), "ms");
  }
  await close();
}

/**
 * From an act to the last frame that shows something of it: the page is drawn piece by piece, and a frame after
 * which nothing changes is the answer.
 */
function watchPaints() {
  const root = document.querySelector("dose-planner").shadowRoot;
  let began, drawn, told;
  const observer = new MutationObserver(() => (drawn = performance.now()));
  observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
  const frame = () => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      const now = performance.now();
      if (drawn !== undefined && told?.drawn !== drawn) told = { drawn, at: now };
    };
    port2.postMessage(undefined);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  /** Does something, and gives the milliseconds until all of it was painted. */
  window.timed = async (act) => {
    drawn = told = undefined;
    began = performance.now();
    act();
    do await new Promise((later) => setTimeout(later, 120));
    while (!told || performance.now() - told.at < 100);
    return told.at - began;
  };
}

/** A drug chosen in the first field, and another one for the same person. */
async function choices() {
  const subjects = [["prégabaline fibromyalgie", "pregabalin"], ["naltrexone douleur", "naltrexone-ldn"]];
  const { page, close } = await visit({ drug: null });
  const person = new Person(page);
  await slow(page, THROTTLE);
  await page.evaluate(watchPaints);
  const first = [];
  for (let i = 0; i < CHOICES; i += 1) {
    await person.testid("first").fill(subjects[i % 2][0]);
    await page.waitForTimeout(300);
    const press = () => {
      const first = document.querySelector("dose-planner").shadowRoot.querySelector("[data-testid=first]");
      return window.timed(() => first.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, composed: true })));
    };
    await page.keyboard.press("ArrowDown");
    first.push(await page.evaluate(press));
    if ((await person.moment()) === "start") throw new Error(`${subjects[i % 2][0]}: nothing was chosen`);
    await person.testid("start-over").evaluate((it) => it.click());
    await person.testid("first").waitFor();
  }
  await close();
  timesOf("choosing a drug, nothing known", first, [200, 100]);

  const known = await visit({ prepare: on(reference().today).prepare });
  const other = new Person(known.page);
  const treatment = { drug: "pregabalin", indication: "neuropathic-diabetic", protocol: null, target: null, supplies: null };
  await other.openReference({ treatment });
  await slow(known.page, THROTTLE);
  await known.page.evaluate(watchPaints);
  const second = [];
  for (let i = 0; i < CHOICES; i += 1) {
    await other.testid("subject").evaluate((it) => it.click());
    await known.page.waitForTimeout(500);
    const take = (id) => {
      const root = document.querySelector("dose-planner").shadowRoot;
      return window.timed(() => root.querySelector(`[data-testid="option-${id}"]`).click());
    };
    second.push(await known.page.evaluate(take, i % 2 ? "pregabalin" : "amitriptyline"));
  }
  await known.close();
  timesOf("choosing another drug, the person known", second, [200, 100]);
}

/** Every other kind of change, each made and taken back, on a finished plan. */
async function changes() {
  const { page, close } = await visit({ prepare: on(reference().today).prepare });
  const person = new Person(page);
  await person.openReference();
  await slow(page, THROTTLE);
  await page.evaluate(watchPaints);
  const type = (path, text) => ({ path, text, left: true });
  const letter = (path, text) => ({ path, text });
  const press = (selector) => ({ selector });
  const tab = (name) => press(`[data-testid="tab-${name}"]`);
  const option = (path, value) => press(`[data-field="${path}"] input[value="${value}"]`);
  const section = (name) => press(`[data-section="${name}"] > h2 > button`);
  const kinds = [
    ["a letter", "person", letter("patient.weight_kg", "6"), letter("patient.weight_kg", "62")],
    ["a weight", "person", type("patient.weight_kg", "63"), type("patient.weight_kg", "62")],
    ["an age that refuses, and back", "person", type("patient.age_years", "1"), type("patient.age_years", "46")],
    ["a sex", "person", option("patient.sex", "male"), option("patient.sex", "female")],
    ["an answer", "questions", press("input[data-question]"), press("input[data-question]")],
    ["a dose aimed at", "treatment", type("treatment.target", "2"), type("treatment.target", "3")],
    ["a strength", "treatment", option("treatment.strengths", "0.5 mg"), option("treatment.strengths", "0.5 mg")],
    ["a section of the form", "person", section("tests"), section("person")],
    ["a tab", null, tab("follow-up"), tab("intakes")],
  ];
  for (const [what, place, there, back] of kinds) {
    if (place) await person.openSection(place);
    else await person.look();
    const times = await page.evaluate(
      async ([acts, times]) => {
        const root = document.querySelector("dose-planner").shadowRoot;
        const act = ({ path, text, left, selector }) => {
          if (selector) return root.querySelector(selector).click();
          const input = root.querySelector(`input[data-field="${path}"]`);
          input.value = text;
          input.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
          if (left) input.dispatchEvent(new FocusEvent("focusout", { bubbles: true, composed: true }));
        };
        const found = [];
        for (let i = 0; i < times; i += 1) found.push(await window.timed(() => act(acts[i % 2])));
        return found;
      },
      [[there, back], TIMES],
    );
    timesOf(what, times, [32, 16]);
  }
  await close();
}

function timesOf(what, times, [budget, goal]) {
  report(`${what}: to painted, ${THROTTLE}x slower, median`, quantile(times, 0.5), "ms");
  report(`${what}: to painted, ${THROTTLE}x slower, p95`, quantile(times, 0.95), "ms", budget, goal);
}

/** What a finished plan is made of. */
async function finished() {
  const { page, close } = await visit({ prepare: on(reference().today).prepare });
  const person = new Person(page);
  await person.openReference();
  await person.look();
  if ((await person.moment()) !== "answered") throw new Error("the plan is not finished");
  const [nodes, stops] = await page.evaluate(() => {
    const root = document.querySelector("dose-planner").shadowRoot;
    const able = [...root.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")];
    const reached = able.filter((it) => it.tabIndex >= 0 && !it.disabled && it.checkVisibility({ visibilityProperty: true }));
    // Of radio buttons one is reached, and the arrows reach the others.
    const groups = reached.map((it) => (it.type === "radio" ? it.name : it));
    return [root.querySelectorAll("*").length, new Set(groups).size];
  });
  await close();
  report("nodes of a finished plan", nodes, "", 1500);
  report("tab stops of a finished plan", stops, "", 80);
}

/**
 * The page on a telephone, on slow 4G, compressed as any host would: when its first field takes letters, when that
 * field is the planner's, and what moved meanwhile; then, about a drug, when the first verdict stands, and when the
 * whole book was read.
 */
async function slowStarts() {
  const site = await compressed();
  const address = `http://localhost:${site.address().port}/`;
  const all = { shell: [], planner: [], shift: [], verdict: [], ready: [] };
  for (let i = 0; i < SLOW_STARTS; i += 1) {
    for (const drug of [null, "naltrexone-ldn"]) {
      const prepare = async (page) => {
        await slow(page, THROTTLE, SLOW_4G);
        await page.addInitScript(watchShell);
      };
      const { page, close } = await visit({ prepare, address, drug, ...PHONE });
      const { shellAt, verdictAt, shift } = await page.evaluate(() => window.shell);
      const { mountedAt, readyAt } = await page.evaluate(() => window.start);
      if (drug) {
        all.verdict.push(verdictAt);
        all.ready.push(readyAt);
      } else {
        all.shell.push(shellAt);
        all.planner.push(mountedAt);
        all.shift.push(shift);
      }
      await close();
    }
  }
  site.close();
  const slowly = `slow 4G, ${THROTTLE}x slower`;
  const seconds = (them) => quantile(them, 0.5) / 1000;
  report(`a field that keeps what is typed, ${slowly}`, seconds(all.shell), "s", 1.2, 1);
  report(`the planner's field, ${slowly}`, seconds(all.planner), "s");
  report(`first verdict, ${slowly}`, seconds(all.verdict), "s", 3, 2.3);
  report(`the whole book read, ${slowly}`, seconds(all.ready), "s");
  report("layout shift until ready", Math.max(...all.shift), "", 0.02);
}

/** Runs in the page before anything else: when the first field was painted, when a verdict was, and what moved. */
function watchShell() {
  const shell = (window.shell = { shift: 0 });
  const painted = (name) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => (shell[name] ??= performance.now());
    port2.postMessage(undefined);
  };
  const look = () => {
    const host = document.querySelector("dose-planner");
    const field = host?.querySelector("input[type=text]") ?? host?.shadowRoot?.querySelector("input[type=text]");
    if (!field?.checkVisibility()) return requestAnimationFrame(look);
    painted("shellAt");
  };
  requestAnimationFrame(look);
  addEventListener("palier-outcome", () => requestAnimationFrame(() => painted("verdictAt")));
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) shell.shift += value;
  }).observe({ type: "layout-shift", buffered: true });
}

/** Whether editing keeps what it takes. Wasm memory never shrinks, so growth is a leak. */
async function memory() {
  const { page, close } = await visit();
  await new Person(page).openSection("person");
  const [after100, after1000] = await page.evaluate(async () => {
    const tag = document.querySelector("script[data-wasm]");
    const module = await import(new URL(tag.dataset.js, document.baseURI).href);
    const { memory } = await module.default();
    const input = document.querySelector("dose-planner").shadowRoot.querySelector('input[data-field="patient.age_years"]');
    const edit = async (times) => {
      for (let i = 0; i < times; i += 1) {
        input.value = ["1", "22"][i % 2];
        input.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
        input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, composed: true }));
        await new Promise((later) => setTimeout(later));
      }
      return memory.buffer.byteLength;
    };
    return [await edit(100), await edit(900)];
  });
  await close();
  report("wasm memory after 100 edits", after100 / 1000, "kB");
  report("wasm memory after 1 000 edits", after1000 / 1000, "kB", after100 / 1000);
}

/** What Lighthouse says of the page on a simulated telephone, and which audits it finds wanting. */
async function lighthouse() {
  const categories = { performance: 0.95, accessibility: 1, "best-practices": 1, seo: 1 };
  const site = await compressed();
  const options = [
    `http://localhost:${site.address().port}/`,
    "--quiet",
    "--output=json",
    "--chrome-flags=--headless=new --no-sandbox",
    `--only-categories=${Object.keys(categories)}`,
  ];
  const env = { ...process.env, CHROME_PATH: process.env.PALIER_CHROMIUM };
  const runs = [];
  for (let i = 0; i < LIGHTHOUSE_RUNS; i += 1) {
    const { stdout } = await promisify(execFile)("lighthouse", options, { env, maxBuffer: 1e9 });
    runs.push(JSON.parse(stdout));
  }
  // As its authors advise: the run whose performance is in the middle.
  runs.sort((a, b) => a.categories.performance.score - b.categories.performance.score);
  const { categories: scores, audits } = runs[Math.floor(runs.length / 2)];
  console.log();
  for (const [name, budget] of Object.entries(categories)) {
    const { score, auditRefs } = scores[name];
    report(`Lighthouse mobile, ${name}`, score ?? undefined, "", budget, 1);
    for (const { id, weight } of auditRefs) {
      const { score, title, displayValue = "" } = audits[id];
      if (weight > 0 && score !== null && score < 1) console.log(`${name}: ${id} ${score}: ${title} ${displayValue}`);
    }
  }
}

/** The page with its own headers, compressed, and kept for ten minutes, as hosts do: what travels counts. */
async function compressed() {
  const answers = new Map();
  const fetched = async (path) => {
    const answer = await fetch(new URL(path, url));
    const body = brotli(Buffer.from(await answer.arrayBuffer()));
    const { "content-length": _, connection: __, ...headers } = Object.fromEntries(answer.headers);
    return { status: answer.status, headers: { ...headers, "cache-control": "max-age=600", "content-encoding": "br" }, body };
  };
  const site = createServer(async ({ url: path }, answer) => {
    if (!answers.has(path)) answers.set(path, fetched(path));
    const { status, headers, body } = await answers.get(path);
    answer.writeHead(status, headers).end(body);
  });
  for (const it of ["", ...readdirSync(dist)]) answers.set(`/${it}`, fetched(`/${it}`));
  await Promise.all(answers.values());
  await new Promise((ready) => site.listen(0, ready));
  return site.unref();
}

async function slow(page, rate, network) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate });
  if (!network) return;
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", network);
}

/** A page in a context that has cached nothing, about a drug unless it is told of none. */
async function visit({ prepare, address = url, drug = "naltrexone-ldn", ...options } = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await prepare?.(page);
  if (drug) await page.addInitScript(chooseDrug, drug);
  await page.addInitScript(watchStart);
  await page.goto(address);
  await page.waitForFunction(() => window.start.readyAt && window.start.mountedAt);
  return { page, close: () => context.close() };
}

/** Runs in the page before anything else. Mounted: a field of the planner has been painted. */
function watchStart() {
  const start = (window.start = {});
  addEventListener("palier-ready", () => (start.readyAt ??= performance.now()));
  const look = () => {
    const field = document.querySelector("dose-planner")?.shadowRoot?.querySelector("[part=root]:not([hidden]) input");
    if (!field) return requestAnimationFrame(look);
    const files = performance.getEntriesByType("resource").filter((it) => it.name.startsWith(location.origin));
    start.needed = ["index.html", ...files.map((it) => new URL(it.name).pathname.slice(1))];
    // A message posted in a frame arrives when that frame has been painted.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      start.mountedAt = performance.now();
      start.seen = window.onMounted?.();
    };
    port2.postMessage(undefined);
  };
  requestAnimationFrame(look);
}

function quantile(values, part) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}

function printRows() {
  console.log();
  console.log(line("measured", "value", "budget", "of budget", "goal"));
  for (const { what, value, unit, budget, goal } of rows) {
    const shown = (it) => (it === undefined ? "" : `${Number(it.toPrecision(3))} ${unit}`.trim());
    const ratio = budget && value !== undefined ? `${(value / budget).toFixed(2)}x` : "";
    console.log(line(what, value === undefined ? "not there yet" : shown(value), shown(budget), ratio, shown(goal)));
  }
}

function line(what, ...columns) {
  return what.padEnd(62) + columns.map((it) => String(it).padStart(14)).join("");
}
