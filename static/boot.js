// Starts Palier: loads the module and the style sheet, then defines <dose-planner>.
// Until that has worked, what the page wrote inside the element stays on screen.
//
// One wrong bit in the module could be a wrong dose: every file is compared with the digest of its
// bytes before it is used. Browsers do so themselves, on plain http too.

/**
 * The files beside this one, each with its name and its digest; of `languages`, `texts` and `shells`, one for
 * each language. The build writes them here.
 */
const FILES = {};

const at = ({ name }) => new URL(name, import.meta.url).href;

const REFUSE = Symbol.for("palier.refuse");
if (!(REFUSE in globalThis)) await import(at({ name: "refuse.js" })).catch(sayByItself);
const { begin, notice, refuse, why } = globalThis[REFUSE];
begin();

/** What is in the way, as `refuse` takes it. */
class Refusal extends Error {
  constructor(reason, about = {}) {
    super(reason);
    this.reason = reason;
    this.about = about;
  }
}

/** The module with its whole book in every language, for scripts of the page; it does not come where Palier cannot start. */
export const whole = start();

whole.catch(() => {}); // Whoever waits for it is told.

async function start() {
  try {
    askForWebAssembly();
    const asked = languages();
    const others = Object.keys(FILES.languages).filter((it) => !asked.includes(it));
    const [element, sheet] = [script(FILES.element), styleSheet()];
    greet(element, sheet).catch((cause) => console.warn("Palier:", cause));
    const code = take(FILES.module);
    // While the module is compiled and drawn the line is free: the book comes meanwhile.
    const appendix = code.then(() => all([FILES.appendix, ...asked.map((it) => FILES.texts[it])]));
    appendix.catch(() => {}); // Whoever waits for the book is told.
    const [module, { defineDosePlanner }, style] = await Promise.all([load(code, asked), element, sheet]);
    const book = painted().then(() => appendix).then((files) => read(module, files));
    const more = book.then(() => all(others.flatMap((it) => [FILES.languages[it], FILES.texts[it]])));
    const whole = more.then((files) => read(module, files));
    defineDosePlanner(module, style, { book, whole }, notice);
    return whole.then(() => module);
  } catch (cause) {
    console.error("Palier:", cause);
    const { reason, about } = cause instanceof Refusal ? cause : new Refusal("not-loaded");
    refuse(reason, about);
    throw cause;
  }
}

function planners() {
  return [...document.querySelectorAll("dose-planner")];
}

/** The languages in which the planners of the page begin. The others come once these were painted. */
function languages() {
  const found = planners();
  return [...new Set((found.length ? found : [document.documentElement]).map(languageOf))];
}

/**
 * The language in which an element begins, by its code, as the module understands the names of the web: the one
 * that a name begins with, else the first.
 */
function languageOf(host) {
  const codes = Object.keys(FILES.languages);
  const name = host.closest("[lang]")?.getAttribute("lang").toLowerCase() ?? "";
  return codes.find((code) => name.startsWith(code)) ?? codes[0];
}

/** Shows the first screen before the module is there. Nobody waits for it: a planner comes without it too. */
async function greet(element, sheet) {
  const drawn = async (code) => (await take(FILES.shells[code])).text();
  await Promise.all(
    planners().map(async (host) => {
      const code = languageOf(host);
      const html = host.querySelector(":scope > .palier-shell") ? "" : drawn(code);
      const [{ showShell }, style] = await Promise.all([element, sheet]);
      showShell(host, style, code, await html);
    }),
  );
}

/** A module of eight bytes is a module: where it is refused, the policy refuses every one. */
function askForWebAssembly() {
  if (typeof WebAssembly !== "object") throw new Refusal("no-webassembly");
  try {
    new WebAssembly.Module(Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00));
  } catch {
    throw new Refusal("blocked-by-policy");
  }
}

async function load(code, asked) {
  const languages = all(asked.map((it) => FILES.languages[it]));
  const [answer, module, spoken] = await Promise.all([code, script(FILES.glue), languages]);
  try {
    await module.default({ module_or_path: answer });
  } catch (cause) {
    // The bytes are right and the policy allows them: this browser does not know all they use.
    throw cause instanceof WebAssembly.CompileError ? new Refusal("no-webassembly") : cause;
  }
  await read(module, spoken);
  return module;
}

/** Has files of the book read, a task for each stage: whoever types meanwhile is not kept waiting. */
async function read(module, files) {
  files.forEach((it) => module.take(it));
  do await free();
  while (module.readOn());
  await free();
}

/** When the browser has done what waited. */
function free() {
  return new Promise((done) => setTimeout(done));
}

/** Files of the book. */
function all(files) {
  return Promise.all(files.map(async (it) => new Uint8Array(await (await take(it)).arrayBuffer())));
}

async function styleSheet() {
  const answer = await take(FILES.style);
  return new CSSStyleSheet().replace(await answer.text());
}

/** A file, once its bytes were compared. */
async function take(file) {
  try {
    const answer = await fetch(at(file), { integrity: file.integrity });
    if (answer.ok) return answer;
  } catch {
    // What is wrong is looked for below.
  }
  throw new Refusal(...(await why(at(file), file)));
}

/**
 * A script, once its bytes were compared: a link takes a digest, an import does not, and runs what a
 * link brought. For a script that did not come, some browsers ask again only under another address.
 */
async function script(file) {
  if (!document.createElement("link").relList.supports("modulepreload")) throw new Refusal("too-old");
  let url = at(file);
  if (!(await linked(url, file))) {
    await take(file);
    url += "#again";
    if (!(await linked(url, file))) throw new Refusal(...(await why(at(file), { ...file, script: true })));
  }
  try {
    return await import(url);
  } catch (cause) {
    console.error("Palier:", cause);
    throw new Refusal(...(await why(at(file), { ...file, script: true })));
  }
}

/** Whether a link brought these bytes, and no others. */
async function linked(href, { integrity }) {
  const link = document.createElement("link");
  const came = await new Promise((done) => {
    link.addEventListener("load", () => done(true));
    link.addEventListener("error", () => done(false));
    Object.assign(link, { rel: "modulepreload", integrity, href });
    document.head.append(link);
  });
  link.remove();
  return came;
}

/** Once the page was painted; in a tab that nobody looks at, nothing is. */
function painted() {
  return new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, 200);
  });
}

/** What says why Palier does not start is itself not there: that much is said without it. */
function sayByItself(cause) {
  customElements.define(
    "dose-planner",
    class extends HTMLElement {
      connectedCallback() {
        const box = document.createElement("div");
        box.setAttribute("role", "alert");
        for (const [lang, textContent] of Object.entries({
          fr: "Palier ne démarre pas : refuse.js n’a pas pu être chargé.",
          en: "Palier does not start: refuse.js could not be loaded.",
        })) {
          box.append(Object.assign(document.createElement("p"), { lang, textContent }));
        }
        this.prepend(box);
        const detail = Object.freeze({ reason: "not-loaded" });
        this.dispatchEvent(new CustomEvent("palier-error", { bubbles: true, composed: true, detail }));
      }
    },
  );
  throw cause;
}
