// Says why Palier does not start, in both languages, and keeps what is pressed before it does.
//
// A plain script and a module at once. boot.js imports it where it is not there; a page that names it in
// a plain <script>, above that of boot.js, hears the reason where no module runs at all: in a file opened
// from a disk, in a frame without an origin, from a server that mistakes the type of scripts.
(() => {
  const KEY = Symbol.for("palier.refuse");
  if (globalThis[KEY]) return;

  /** Each reason, told of a file by its name and the type it came as. */
  const REASONS = {
    "no-webassembly": () => [
      "Ce navigateur ne permet pas WebAssembly (mode Isolement ou navigateur trop ancien) : Palier ne peut pas fonctionner ici.",
      "This browser does not allow WebAssembly (Lockdown Mode, or too old a browser): Palier cannot run here.",
    ],
    "too-old": () => [
      "Ce navigateur est trop ancien : il ne compare pas un module avec ce qui a été construit. Palier ne démarre pas. Il faut le mettre à jour.",
      "This browser is too old: it does not compare a module with what was built. Palier does not start. Update it.",
    ],
    "blocked-by-policy": () => [
      "La politique de sécurité de cette page interdit WebAssembly. Il faut y ajouter 'wasm-unsafe-eval' à script-src.",
      "The security policy of this page forbids WebAssembly. Add 'wasm-unsafe-eval' to its script-src.",
    ],
    "blocked-files": ({ file }) => [
      `La politique de sécurité de cette page interdit de charger ${file}. Il faut ajouter l’origine de Palier à script-src et à connect-src.`,
      `The security policy of this page forbids loading ${file}. Add the origin of Palier to its script-src and connect-src.`,
    ],
    damaged: ({ file }) => [
      `Fichier endommagé : ${file} n’est pas tel qu’il a été construit. Palier ne démarre pas. Rechargez la page ; si cela se répète, tous les fichiers de Palier sont à copier de nouveau.`,
      `Damaged file: ${file} is not as it was built. Palier does not start. Reload the page; if it happens again, all files of Palier have to be copied anew.`,
    ],
    missing: ({ file }) => [
      `Fichier introuvable : ${file}. Vérifiez son nom, et que tous les fichiers de Palier sont dans un même dossier.`,
      `File not found: ${file}. Check its name, and that all files of Palier are in one folder.`,
    ],
    "wrong-type": ({ file, type }) => [
      `Le serveur envoie ${file} comme « ${type} » : un navigateur ne l’exécute pas. Il faut le servir comme text/javascript.`,
      `The server sends ${file} as “${type}”: no browser runs it. Serve it as text/javascript.`,
    ],
    file: () => [
      "Cette page est ouverte depuis un disque (file://) : les navigateurs n’y exécutent pas Palier. Il faut la servir par un serveur web, même local.",
      "This page was opened from a disk (file://): browsers do not run Palier there. Serve it from a web server, a local one will do.",
    ],
    sandbox: () => [
      "Ce cadre n’a pas d’origine (sandbox sans allow-same-origin) : Palier ne peut pas y charger ses fichiers. Il faut ajouter allow-same-origin, et servir le cadre depuis une autre origine que la page.",
      "This frame has no origin (a sandbox without allow-same-origin): Palier cannot load its files in it. Add allow-same-origin, and serve the frame from another origin than the page.",
    ],
    "not-loaded": () => [
      "Palier n’a pas pu être chargé entièrement. Vérifiez la connexion, puis rechargez la page.",
      "Palier could not be loaded completely. Check the connection, then reload the page.",
    ],
  };

  const blocked = [];
  document.addEventListener("securitypolicyviolation", ({ blockedURI }) => blocked.push(blockedURI));

  let refused = false;

  /** Says it on every planner of the page, and on those added later, above what the page wrote in it. */
  function refuse(reason, about = {}) {
    if (refused || customElements.get("dose-planner")) return;
    refused = true;
    const sentences = REASONS[reason](about);
    console.error("Palier:", reason, about.file ?? "");
    const say = (host) => {
      if (host.querySelector(":scope > .palier-notice")) return;
      const box = notice("refused", sentences);
      // The page around it may have no sheet of Palier.
      box.style.cssText = "border: 4px solid #9b1c2b; padding: 1em; margin: 1em 0; font-weight: 600";
      host.prepend(box);
      // Where the first screen stands in the element, what the page wrote is out of sight.
      host.shadowRoot?.prepend(document.createElement("slot"));
      const detail = Object.freeze({ reason });
      host.dispatchEvent(new CustomEvent("palier-error", { bubbles: true, composed: true, detail }));
    };
    customElements.define(
      "dose-planner",
      class extends HTMLElement {
        connectedCallback() {
          say(this);
        }
      },
    );
  }

  /**
   * Why a file did not come as it was built, for `refuse`. It asks for the file once more, now that
   * nothing is left to lose: what comes now as it was built, or without a digest, is not damaged.
   */
  async function why(url, { integrity = "", script = false } = {}) {
    const file = new URL(url).pathname.split("/").at(-1);
    if (location.protocol === "file:") return ["file", { file }];
    const forbidden = () => blocked.some((it) => it.startsWith(new URL(url).origin));
    let answer;
    try {
      answer = await fetch(url);
      await answer.arrayBuffer();
    } catch {
      if (forbidden()) return ["blocked-files", { file }];
      return [self.origin === "null" ? "sandbox" : "not-loaded", { file }];
    }
    if (!answer.ok) return ["missing", { file }];
    const type = (answer.headers.get("content-type") ?? "").split(";")[0].trim();
    if (script && !/^(text|application)\/(x-)?(java|ecma)script$/i.test(type)) return ["wrong-type", { file, type }];
    const asBuilt = await fetch(url, { integrity }).then(() => true, () => false);
    if (!asBuilt) return ["damaged", { file }];
    return [script && forbidden() ? "blocked-files" : "not-loaded", { file }];
  }

  /** One sentence in each language, announced at once. */
  function notice(part, [fr, en]) {
    const box = document.createElement("div");
    box.setAttribute("role", "alert");
    box.setAttribute("part", part);
    box.className = "palier-notice";
    for (const [lang, text] of Object.entries({ fr, en })) {
      const line = document.createElement("p");
      line.lang = lang;
      line.textContent = text;
      box.append(line);
    }
    return box;
  }

  // What is pressed on the first screen is done once the planner is there. Whoever presses may be quicker than
  // every other script.
  const press = (event) => {
    const [at] = event.composedPath();
    const shell = at.closest?.(".palier-shell");
    if (!shell) return;
    const enter = event.key === "Enter" && at.matches("[role=combobox]");
    const button = enter ? at.parentElement.querySelector("button") : event.type === "click" && at.closest("button");
    if (button) shell.dataset.pressed = [...shell.querySelectorAll("button")].indexOf(button);
  };
  for (const type of ["click", "keydown"]) addEventListener(type, press, true);

  // A script that does not arrive says so to its own tag alone.
  addEventListener(
    "error",
    ({ target }) => {
      if (!(target instanceof HTMLScriptElement) || !/(^|\/)boot\.js([?#]|$)/.test(target.getAttribute("src"))) return;
      why(target.src, { integrity: target.integrity, script: true }).then((it) => refuse(...it));
    },
    true,
  );

  // From a disk, some browsers do not even say that.
  let begun = false;
  const begin = () => {
    begun = true;
  };
  addEventListener("load", () => {
    if (!begun && location.protocol === "file:") refuse("file");
  });

  globalThis[KEY] = Object.freeze({ begin, notice, refuse, why });
})();
