// How much slower this machine is, now, than the one the time limits were chosen on: two idle cores.
//
// Measured once, before the first test, on all cores at once; 1 at the least. Time limits are
// multiplied by it. `node e2e/pace.mjs` prints it, and `cargo xtask test` hands it on.

import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { Worker, isMainThread, parentPort } from "node:worker_threads";

const file = fileURLToPath(import.meta.url);

/** Milliseconds that [`work`] takes on the machine the limits were chosen on. */
const REFERENCE = 900;

/** What one core is given to do. */
function work() {
  let state = 1;
  for (let at = 0; at < 5e8; at++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
  }
  return state;
}

/** How long the last core takes, against the reference. */
async function measured() {
  const began = performance.now();
  const workers = Array.from({ length: availableParallelism() }, () => new Worker(file));
  const ends = workers.map((it) => new Promise((done, failed) => it.once("message", done).once("error", failed)));
  await Promise.all(ends);
  return Math.max(1, (performance.now() - began) / REFERENCE);
}

/** The factor: handed on, else measured here. A worker that measures has none. */
export const pace = isMainThread ? Number(process.env.PALIER_PACE) || (await measured()) : 1;

if (!isMainThread) parentPort.postMessage(work());
else if (process.argv[1] === file) console.log(pace.toFixed(2));
