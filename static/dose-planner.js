// <dose-planner>: a planner that any page can hold.
//
// The element owns its life on the page and its events; the planner inside is the WebAssembly
// module. This file has no side effect: boot.js calls it once the module is there.

const SETTINGS = ["lang", "drug", "region", "view", "lock", "start", "today", "keys"];

/** A request in the fragment of the address, for a planner that was told to read it there. */
const LINK = "#request=";

/** A frame that was given no document is laid out as pages were long ago: its tables inherit nothing. */
const PLAIN_TABLES = "table { font: inherit; color: inherit; text-align: inherit; white-space: inherit }";

const STOPPED = [
  "Le planificateur s’est arrêté. N’utilisez rien de ce qu’il affichait. Rechargez la page.",
  "The planner has stopped. Do not use anything it displayed. Reload the page.",
];

/** Why the catalogue is not there, by the reason for which its file was not taken. */
const NO_CATALOGUE = {
  damaged: [
    "Fichier endommagé : le catalogue des médicaments n’est pas tel qu’il a été construit. Aucun médicament n’est vérifié, rien n’est planifié. Rechargez la page ; si cela se répète, tous les fichiers de Palier sont à copier de nouveau.",
    "Damaged file: the catalogue of medicines is not as it was built. No medicine is checked, nothing is planned. Reload the page; if it happens again, all files of Palier have to be copied anew.",
  ],
  missing: [
    "Fichier introuvable : le catalogue des médicaments n’est pas dans le dossier de Palier. Aucun médicament n’est vérifié, rien n’est planifié. Tous les fichiers de Palier sont à copier dans un même dossier.",
    "File not found: the catalogue of medicines is not in the folder of Palier. No medicine is checked, nothing is planned. All files of Palier have to be copied into one folder.",
  ],
};

const NOT_LOADED = [
  "Le catalogue des médicaments n’a pas pu être chargé : aucun médicament n’est vérifié, rien n’est planifié. Vérifiez la connexion, puis rechargez la page.",
  "The catalogue of medicines could not be loaded: no medicine is checked, nothing is planned. Check the connection, then reload the page.",
];

const NO_LANGUAGE = [
  "Une langue n’a pas pu être chargée : le planificateur garde celle qu’il parle. Pour en changer, rechargez la page.",
  "A language could not be loaded: the planner keeps the one it speaks. To change it, reload the page.",
];

/** Where letters are typed. */
const FIELDS = "input, textarea, select, [contenteditable]";

/** The first screen, which stands in a planner's place until it is drawn: on the page, or in the element. */
const shellOf = (host) => host.shadowRoot?.querySelector(".palier-shell") ?? host.querySelector(":scope > .palier-shell");

/** Whether a planner begins where nothing is known. */
const beginsAnew = (host) =>
  !host.hasAttribute("drug") &&
  ["", "professional"].includes(host.getAttribute("view") ?? "") &&
  !(host.hasAttribute("from-fragment") && location.hash.startsWith(LINK));

/**
 * Shows the first screen in a planner, before the module is there: `drawn` is its HTML, which the page may
 * have brought itself. Where another screen comes first, its head alone is shown. What is pressed is done
 * once the planner is there: refuse.js, the first script on the page, hears it.
 */
export function showShell(host, style, lang, drawn) {
  if (customElements.get("dose-planner")) return;
  if (!shellOf(host)) {
    measureInOneUnit(window);
    const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [style];
    const shell = Object.assign(document.createElement("div"), { className: "palier-shell", lang, innerHTML: trusted(drawn) });
    root.append(shell);
  }
  const shell = shellOf(host);
  if (!beginsAnew(host)) shell.querySelector(".planner").replaceChildren();
}

/** Where a policy of the page asks who wrote an HTML: Palier did, and its digest was compared. */
function trusted(html) {
  policy ??= globalThis.trustedTypes?.createPolicy("palier", { createHTML: (it) => it });
  return policy ? policy.createHTML(html) : html;
}
let policy;

/**
 * Defines the element. A page that already has one keeps it. `book` is kept once the module has its book in
 * the language asked for, `whole` once it has every language: only then is a planner ready. `notice` writes
 * what is wrong.
 */
export function defineDosePlanner({ Mounted, onStop, stop: stopModule }, style, { book, whole }, notice) {
  if (customElements.get("dose-planner")) return;

  const alive = new Set();
  let stopped = false;

  // All planners share one memory: when the module fails, none of them may be believed.
  const stop = (cause) => {
    if (stopped) return;
    stopped = true;
    stopModule();
    console.error("Palier:", cause);
    for (const planner of alive) planner.showStopped();
  };
  const guarded = (act) => {
    if (stopped) return;
    try {
      return act();
    } catch (cause) {
      stop(cause);
    }
  };
  onStop(stop);
  // A trap that is not a panic, such as no memory left. One of another module counts too: to stop
  // for nothing is the safer fault.
  addEventListener("error", ({ error }) => {
    if (error instanceof WebAssembly.RuntimeError) stop(error);
  });
  // A link that was pasted into an open page. The first planner that may read it takes it away.
  addEventListener("hashchange", () => {
    for (const planner of alive) planner.readLink();
  });

  measureInOneUnit(window);

  let answers = false;
  const renew = () => alive.forEach((planner) => planner.update());
  book.then(() => {
    answers = true;
    renew();
  }, () => {});
  whole.then(renew, (cause) => console.error("Palier:", cause));

  class DosePlanner extends HTMLElement {
    static observedAttributes = SETTINGS;

    #planner;
    #ready = false;
    #frame;

    constructor() {
      super();
      if (!this.shadowRoot) this.attachShadow({ mode: "open" });
      this.#dress();
      keepFocus(this.shadowRoot);
      keepKeys(this.shadowRoot);
    }

    connectedCallback() {
      if (this.#planner) return; // It was only moved.
      alive.add(this);
      if (stopped) return this.showStopped();
      SETTINGS.forEach((name) => this.#upgrade(name));
      const shell = shellOf(this);
      // It stays in sight until the planner is drawn.
      if (shell?.parentNode === this) this.shadowRoot.prepend(document.createElement("slot"));
      const tell = (name, detail) => {
        if (name !== "palier-ready") return this.#tell(name, detail);
        this.#ready = true;
        if (shell) this.#takeOver(shell);
        // It may have been removed by then, or have come back as another planner.
        const ifStill = (act) => () => this.#planner === planner && act();
        whole.then(ifStill(() => this.#beReady()), (why) => ifStill(() => this.#showLack(why))());
      };
      const planner = guarded(() => new Mounted(this, shell ?? undefined, tell, (ready) => this.#print(ready)));
      this.#planner = planner;
    }

    /** Another document takes no sheet of the first, and leaves it none. */
    adoptedCallback() {
      this.#dress();
    }

    #dress() {
      const view = this.ownerDocument.defaultView;
      if (view) this.shadowRoot.adoptedStyleSheets = [view === window ? style : copyFor(view, style)];
    }

    disconnectedCallback() {
      // A move is a removal and an insertion: wait until it is known to be more than that.
      queueMicrotask(() => {
        if (this.isConnected) return;
        alive.delete(this);
        const planner = this.#planner;
        this.#planner = undefined;
        this.#ready = false;
        this.#print(false);
        this.shadowRoot.querySelector("[part=no-catalogue], [part=no-language]")?.remove();
        guarded(() => planner?.unmount());
      });
    }

    /** Its presence lets `moveBefore` move a planner without taking it off the page. */
    connectedMoveCallback() {}

    attributeChangedCallback() {
      this.update();
    }

    update() {
      guarded(() => this.#planner?.update());
    }

    /** Does what was pressed, and opens what was chosen, before the planner was there. */
    #takeOver(shell) {
      this.shadowRoot.querySelector("slot")?.remove();
      const root = this.shadowRoot.querySelector("[part=root]");
      const [chosen, file] = [shell, root].map((it) => it.querySelector("input[type=file]"));
      if (file && chosen?.files.length) {
        file.files = chosen.files;
        file.dispatchEvent(new Event("change", { bubbles: true }));
      }
      root.querySelectorAll("button")[shell.dataset.pressed]?.click();
    }

    #beReady() {
      this.#tell("palier-ready", null);
      this.readLink();
    }

    /** Opens the request in the address and takes it out of there, whatever it was. */
    readLink() {
      if (!this.#ready || !this.hasAttribute("from-fragment") || !location.hash.startsWith(LINK)) return;
      const [encoded, ...asked] = location.hash.slice(LINK.length).split("&");
      const view = new URLSearchParams(asked.join("&")).get("view") ?? undefined;
      const bare = new URL(location.href);
      bare.hash = "";
      history.replaceState(history.state, "", bare);
      guarded(() => this.#planner.openLink(encoded, view));
    }

    /** Without its catalogue a planner answers nothing; without another language it answers in its own. */
    #showLack(why) {
      const [reason, sentences] = answers
        ? ["no-language", NO_LANGUAGE]
        : ["no-catalogue", NO_CATALOGUE[why.reason] ?? NOT_LOADED];
      this.shadowRoot.prepend(notice(reason, sentences));
      this.#tell("palier-error", { reason });
      if (answers) this.#beReady();
      else this.readLink();
    }

    showStopped() {
      this.shadowRoot.replaceChildren(notice("stopped", STOPPED));
      this.#tell("palier-error", { reason: "stopped" });
    }

    /**
     * Prints the sheet that stands ready, if one does, in a frame of its own: what is around the
     * planner stays off the paper. Some browsers say that printing ended when it has only begun, so
     * the frame stays, unseen, until the next one or until nothing of it may stay.
     */
    #print(ready) {
      this.#frame?.remove();
      this.#frame = undefined;
      if (!ready) return;
      const frame = frameWith(this.shadowRoot.querySelector(".paper"), style, () => {
        if (this.#frame === frame) guarded(() => this.#planner?.printed());
      });
      this.#frame = frame;
      this.shadowRoot.append(frame);
    }

    #tell(name, detail) {
      if (stopped && detail?.reason !== "stopped") return;
      this.dispatchEvent(
        new CustomEvent(name, { bubbles: true, composed: true, detail: Object.freeze(detail) }),
      );
    }

    /** A property set before the element was defined hides the accessor: hand it over. */
    #upgrade(name) {
      if (!Object.hasOwn(this, name)) return;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
  }

  for (const name of SETTINGS) {
    Object.defineProperty(DosePlanner.prototype, name, {
      configurable: true,
      enumerable: true,
      get() {
        return this.getAttribute(name) ?? "";
      },
      set(value) {
        if (value === null || value === undefined) this.removeAttribute(name);
        else this.setAttribute(name, value);
      },
    });
  }

  customElements.define("dose-planner", DosePlanner);
}

/**
 * A control that is used up takes the keyboard with it when it goes: "remove", "record", "close".
 * The keyboard then goes to what held it, a card or a section, or else the planner, and not back to
 * the top of the page.
 */
function keepFocus(root) {
  let held = [];
  root.addEventListener("focusin", ({ target }) => {
    held = [];
    for (let it = target; it; it = it.parentElement) held.push(it);
  });
  const watch = new MutationObserver(() => {
    const [last] = held;
    if (!last || last.isConnected || root.activeElement) return;
    const elsewhere = ![document.body, root.host, null].includes(document.activeElement);
    const home = held.find((it) => it.isConnected && it.matches("article, section, .known, .answer, .palier-root"));
    held = [];
    if (elsewhere || !home) return;
    if (!home.hasAttribute("tabindex")) home.tabIndex = -1;
    home.focus({ preventScroll: true });
  });
  watch.observe(root, { childList: true, subtree: true });
}

/**
 * Keys that go to a field stay in the planner: outside it they seem to go to the element itself, and
 * shortcuts of the page would take letters out of a dose. Tab passes, and Escape where the planner has
 * no use for it: the page may hold the planner in a dialogue of its own. An Escape that was of use stays
 * whole, held down and let go.
 */
function keepKeys(root) {
  let used = false;
  for (const type of ["keydown", "keypress", "keyup"]) {
    root.addEventListener(type, (event) => {
      const escape = event.key === "Escape";
      if (escape && type === "keydown") used = event.defaultPrevented || (event.repeat && used);
      const stays = escape ? used : event.key !== "Tab" && event.target.closest(FIELDS);
      if (stays) event.stopPropagation();
    });
  }
}

/**
 * The sheet measures in `--palier-rem`, the size of the planner's own letters: the `rem` of CSS is that
 * of the page around it. A property that is known to be a length is worked out where it is set.
 */
function measureInOneUnit(view) {
  try {
    view.CSS.registerProperty({ name: "--palier-rem", syntax: "<length>", inherits: true, initialValue: "16px" });
  } catch {
    // It is known already.
  }
}

/** A sheet for another document: that of the first is not taken, and to load it again would be a request. */
function copyFor(view, style, ...before) {
  measureInOneUnit(view);
  const copy = new view.CSSStyleSheet();
  copy.replaceSync([...before, ...[...style.cssRules].map(({ cssText }) => cssText)].join("\n"));
  return copy;
}

/** A frame, to be put on the page, that prints a copy of the paper once it is there. */
function frameWith(paper, style, done) {
  const frame = document.createElement("iframe");
  frame.className = "print-frame";
  frame.title = "Palier";
  frame.tabIndex = -1;
  frame.setAttribute("aria-hidden", "true");
  const { lang } = paper.closest("[lang]");
  const copy = paper.cloneNode(true);
  const print = () => {
    if (!frame.isConnected) return;
    try {
      const { contentDocument: page, contentWindow: view } = frame;
      page.adoptedStyleSheets = [copyFor(view, style, PLAIN_TABLES)];
      page.title = "Palier";
      page.documentElement.lang = lang;
      page.body.className = "palier-root";
      page.body.append(copy);
      view.addEventListener("afterprint", done, { once: true });
      view.print();
    } catch (cause) {
      console.error("Palier:", cause);
      done();
    }
  };
  // Where the frame is there at once, the planner is still at work.
  frame.addEventListener("load", () => setTimeout(print), { once: true });
  return frame;
}
