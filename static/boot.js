// Starts Palier: loads the module and the style sheet, then defines <dose-planner>.
// Until that has worked, what the page wrote inside the element stays on screen.
//
// One wrong bit in the module could be a wrong dose: every file is compared with the digest of its
// bytes before it is used. Browsers do so themselves, on plain http too.

/**
 * The files beside this one, each with its name and its digest; of `languages` and `texts`, one for each
 * language. The build writes them here.
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
    const [module, { defineDosePlanner }, style] = await Promise.all([load(asked), script(FILES.element), sheet()]);
    const give = (files) => Promise.all(files.map(bytes)).then((all) => all.forEach((it) => module.take(it)));
    const book = painted().then(() => give([FILES.appendix, ...asked.map((it) => FILES.texts[it])]));
    const whole = book.then(() => give(others.flatMap((it) => [FILES.languages[it], FILES.texts[it]])));
    defineDosePlanner(module, style, { book, whole }, notice);
    return whole.then(() => module);
  } catch (cause) {
    console.error("Palier:", cause);
    const { reason, about } = cause instanceof Refusal ? cause : new Refusal("not-loaded");
    refuse(reason, about);
    throw cause;
  }
}

/**
 * The languages in which the planners of the page begin, by their codes, as the module understands the names of
 * the web: the one that a name begins with, else the first. The others come once these were painted.
 */
function languages() {
  const codes = Object.keys(FILES.languages);
  const planners = [...document.querySelectorAll("dose-planner")];
  const asked = (planners.length ? planners : [document.documentElement]).map((it) => {
    const name = it.closest("[lang]")?.getAttribute("lang").toLowerCase() ?? "";
    return codes.find((code) => name.startsWith(code)) ?? codes[0];
  });
  return [...new Set(asked)];
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

async function load(asked) {
  const language = (it) => bytes(FILES.languages[it]);
  const [code, module, ...spoken] = await Promise.all([take(FILES.module), script(FILES.glue), ...asked.map(language)]);
  try {
    await module.default({ module_or_path: code });
  } catch (cause) {
    // The bytes are right and the policy allows them: this browser does not know all they use.
    throw cause instanceof WebAssembly.CompileError ? new Refusal("no-webassembly") : cause;
  }
  spoken.forEach((it) => module.take(it));
  return module;
}

/** A file of the book. */
async function bytes(file) {
  const answer = await take(file);
  return new Uint8Array(await answer.arrayBuffer());
}

async function sheet() {
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
