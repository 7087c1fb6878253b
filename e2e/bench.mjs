// Size, speed and memory of the release page in Chromium, beside the budgets of the design.
// `cargo xtask bench` builds the page, serves it and runs this. It reports and never fails.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { launch, url } from "./harness.mjs";

/** The field that is edited, and two values between which the outcome changes. */
const FIELD = "dose-planner input[type=text]";
const VALUES = ["1", "22"];

const THROTTLE = 4;
const EDITS_TIMED = 200;
const COLD_STARTS = 10;

const rows = [];
/** A line of the report. Sizes in kB, times in ms. */
const report = (what, value, unit, budget, goal) => rows.push({ what, value, unit, budget, goal });

const browser = await launch.chromium();
try {
  const loaded = await coldStarts();
  sizes(loaded);
  await engine();
  await edits();
  await memory();
} finally {
  await browser.close();
}
printRows();

/** From navigation to ready, each time in a context that has cached nothing. */
async function coldStarts() {
  const times = [];
  const loaded = new Set();
  for (let i = 0; i < COLD_STARTS; i += 1) {
    const { page, close } = await visit((page) =>
      page.on("request", (request) => loaded.add(new URL(request.url()).pathname.slice(1))),
    );
    times.push(await page.evaluate(() => window.readyAt));
    await close();
  }
  report("cold start to ready, median", quantile(times, 0.5), "ms");
  return new Set([...loaded].map((name) => name || "index.html"));
}

function sizes(loaded) {
  const dist = process.env.PALIER_DIST ?? "dist";
  const files = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((it) => it.isFile())
    .map((it) => join(it.parentPath ?? it.path, it.name).slice(dist.length + 1))
    .map((name) => ({ name, first: loaded.has(name), ...weigh(readFileSync(join(dist, name))) }))
    .sort((a, b) => b.brotli - a.brotli);
  const sum = (those) =>
    those.reduce(
      (all, it) => ({ raw: all.raw + it.raw, gzip: all.gzip + it.gzip, brotli: all.brotli + it.brotli }),
      { raw: 0, gzip: 0, brotli: 0 },
    );
  const first = sum(files.filter((it) => it.first));
  const all = sum(files);
  console.log(line("file, in bytes", "raw", "gzip", "brotli"));
  for (const it of files) console.log(line(it.name + (it.first ? "" : " (later)"), it.raw, it.gzip, it.brotli));
  console.log(line("first load", first.raw, first.gzip, first.brotli));
  console.log(line("every file", all.raw, all.gzip, all.brotli));
  report("first load, brotli", first.brotli / 1000, "kB", 260, 200);
  report("every file, brotli", all.brotli / 1000, "kB", 420, 320);
}

function weigh(bytes) {
  return {
    raw: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
    brotli: brotliCompressSync(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }).length,
  };
}

/** One request through the whole engine, from plain object to plain object. */
async function engine() {
  const { page, close } = await visit();
  const request = JSON.parse(readFileSync(new URL("../tests/scenarios/reference.json", import.meta.url), "utf8"));
  const times = await page.evaluate(async (request) => {
    const tag = document.querySelector("script[data-wasm]");
    const { decide } = await import(new URL(tag.dataset.js, document.baseURI).href);
    const batch = 10;
    // The clock of a page is coarse: ten requests a sample.
    return Array.from({ length: 300 }, () => {
      const began = performance.now();
      for (let i = 0; i < batch; i += 1) decide(request);
      return (performance.now() - began) / batch;
    });
  }, request);
  await close();
  report("decide() in wasm, JSON in and out, median", quantile(times, 0.5), "ms", 0.5, 0.1);
  report("decide() in wasm, JSON in and out, p99", quantile(times, 0.99), "ms");
}

/** From the key that changes a field to the frame that shows the outcome. */
async function edits() {
  const { page, close } = await visit();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: THROTTLE });
  await page.evaluate(() => {
    window.paints = [];
    let began = 0;
    for (const type of ["keydown", "input"]) {
      addEventListener(type, ({ timeStamp }) => (began = timeStamp), { capture: true });
    }
    addEventListener("palier-outcome", () => {
      const since = began;
      // A message posted in a frame arrives when that frame has been painted.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => window.paints.push(performance.now() - since);
        port2.postMessage(undefined);
      });
    });
  });
  const field = page.locator(FIELD).first();
  for (let i = 0; i < EDITS_TIMED; i += 1) {
    await field.fill(VALUES[i % 2]);
    await field.press("Enter");
    await page.waitForTimeout(20);
  }
  const times = await page.evaluate(() => window.paints);
  await close();
  report(`change to painted outcome, ${THROTTLE}x slower, median`, quantile(times, 0.5), "ms");
  report(`change to painted outcome, ${THROTTLE}x slower, p95`, quantile(times, 0.95), "ms", 32, 16);
}

/** Whether editing keeps what it takes. Wasm memory never shrinks, so growth is a leak. */
async function memory() {
  const { page, close } = await visit();
  const [after100, after1000] = await page.evaluate(
    async ([field, values]) => {
      const tag = document.querySelector("script[data-wasm]");
      const module = await import(new URL(tag.dataset.js, document.baseURI).href);
      const { memory } = await module.default();
      const [host, inner] = field.split(/ (.*)/);
      const input = document.querySelector(host).shadowRoot.querySelector(inner);
      const edit = async (times) => {
        for (let i = 0; i < times; i += 1) {
          input.value = values[i % 2];
          input.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
          input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, composed: true }));
          await new Promise((later) => setTimeout(later));
        }
        return memory.buffer.byteLength;
      };
      return [await edit(100), await edit(900)];
    },
    [FIELD, VALUES],
  );
  await close();
  report("wasm memory after 100 edits", after100 / 1000, "kB");
  report("wasm memory after 1 000 edits", after1000 / 1000, "kB", after100 / 1000);
}

async function visit(prepare) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await prepare?.(page);
  await page.addInitScript(() => {
    addEventListener("palier-ready", () => (window.readyAt ??= performance.now()));
  });
  await page.goto(url);
  await page.waitForFunction(() => window.readyAt);
  return { page, close: () => context.close() };
}

function quantile(values, part) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}

function printRows() {
  console.log();
  console.log(line("measured", "value", "budget", "of budget", "goal"));
  for (const { what, value, unit, budget, goal } of rows) {
    const shown = (it) => (it === undefined ? "" : `${Number(it.toPrecision(3))} ${unit}`);
    const ratio = budget && value !== undefined ? `${(value / budget).toFixed(2)}x` : "";
    console.log(line(what, value === undefined ? "not there yet" : shown(value), shown(budget), ratio, shown(goal)));
  }
}

function line(what, ...columns) {
  return what.padEnd(48) + columns.map((it) => String(it).padStart(14)).join("");
}
