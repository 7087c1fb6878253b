// What leaves the page on paper. The printer is a stand-in: it notes what stands ready for it.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { inBothBrowsers } from "./harness.mjs";
import { Person, eventually, on, plain, reference } from "./person.mjs";

const noteWhatIsPrinted = (page) =>
  page.addInitScript(() => {
    window.printed = [];
    // In the frame of the sheet too: what is noted is in the document that is printed.
    window.print = () => top.printed.push(document.querySelector(".sheet")?.textContent ?? "");
  });

const DATA = new URL("../formulary/data/", import.meta.url);

const NOVEMBER = on("2026-11-30", { prepare: noteWhatIsPrinted });

/** What the printer was given so far. */
const given = async (page) => (await page.evaluate(() => window.printed)).map(plain);

/** The text of the sheet in the frame; nothing without a frame. */
const inFrame = async ({ host }) =>
  plain(
    await host.evaluate((it) => it.shadowRoot.querySelector(".print-frame")?.contentDocument.body.textContent ?? ""),
  );

/** No to every question of the book. */
const none = Object.fromEntries(
  readdirSync(DATA, { recursive: true })
    .filter((it) => it.endsWith(".toml") && !it.startsWith("languages"))
    .flatMap((it) => [...readFileSync(new URL(it, DATA), "utf8").matchAll(/\[\[questions\]\]\nid = "([^"]+)"/g)])
    .map(([, id]) => [id, "no"]),
);

const capsules = (prolonged, ...strengths) => strengths.map((strength) => ({ capsule: { strength, prolonged } }));

const DISCLAIMER =
  "Palier n’est ni un dispositif médical marqué CE ni un logiciel d’aide à la prescription certifié. Ce document n’est pas une ordonnance.";

/** Asks for a sheet, and reads what is on the paper and nowhere else. */
async function printed(person, which) {
  const { page } = person;
  const before = (await page.evaluate(() => window.printed)).length;
  await person.print(which);
  await eventually(async () => assert.equal((await page.evaluate(() => window.printed)).length, before + 1));
  const atPrinter = (await page.evaluate(() => window.printed)).at(-1);
  assert.notEqual(atPrinter, "", "the sheet was there when the printer was asked");
  await showPaper(page);
  return onPaper(person);
}

/** Where the driver cannot show paper, the rules for paper hold on screen. */
async function showPaper(page) {
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => {
    if (matchMedia("print").matches) return;
    const { shadowRoot } = document.querySelector("dose-planner");
    for (const holder of [shadowRoot, shadowRoot.querySelector(".print-frame")?.contentDocument]) {
      for (const rule of holder?.adoptedStyleSheets[0].cssRules ?? []) {
        if (rule.media?.mediaText === "print") rule.media.mediaText = "all";
      }
    }
  });
}

async function showScreen(page) {
  await page.emulateMedia({ media: null });
  await page.evaluate(() => {
    for (const rule of document.querySelector("dose-planner").shadowRoot.adoptedStyleSheets[0].cssRules) {
      if (rule.media?.mediaText === "all") rule.media.mediaText = "print";
    }
  });
}

/** The sheets of this planner are set in another typeface, as where a system has none of theirs. */
const inTypeface = (person, name) =>
  person.host.evaluate((it, name) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`.palier-root .sheet, .palier-root .sheet * { font-family: "${name}" !important; }`);
    it.shadowRoot.adoptedStyleSheets.push(sheet);
  }, name);

/** What the print of the page shows. */
const onPaper = async ({ host }) =>
  plain(
    await host.evaluate((it) => {
      const seen = (part) => {
        if (getComputedStyle(part).display === "contents") return [...part.children].flatMap(seen);
        return part.checkVisibility() && !part.classList.contains("hidden") ? [part.innerText] : [];
      };
      return seen(it.shadowRoot.querySelector(".palier-root")).join("\n");
    }),
  );

/** The box of each page, in points. */
const pagesOf = (pdf) =>
  (pdf.toString("latin1").match(/\/MediaBox *\[[^\]]*\]/g) ?? []).map((it) =>
    it.match(/[\d.]+/g).map((edge) => Math.round(Number(edge))),
  );

/** The printer has what it was given. A PDF has said so already. */
async function takenAway(person) {
  await showScreen(person.page);
  await person.host.evaluate((it) => {
    it.shadowRoot.querySelector(".print-frame")?.contentWindow.dispatchEvent(new Event("afterprint"));
  });
  await person.host.locator(".sheet").waitFor({ state: "detached" });
}

inBothBrowsers("paper", (test, browser) => {
  test("for the person holds every dose with a box to tick, what to watch, and when to stop", async (page) => {
    const person = new Person(page);
    await person.openReference();
    const paper = await printed(person, "patient");
    for (const part of [
      "Naltrexone à faible dose",
      "Fiche patient",
      "Première prise : lundi 7 décembre 2026. Préparée le 30 novembre 2026.",
      "Prescripteur Dr Martin 1",
      "Hors AMM",
      "7 – 20 déc. 2026 1,5 mg 1 gélule de 1,5 mg le soir",
      "1 gélule de 1,5 mg et 2 gélules de 0,5 mg le soir",
      "18 janv. – 28 févr. 3 mg 1 gélule de 3 mg le soir 3 si bien toléré",
      "Nom, prénom",
      "Né(e) le",
      "initiales",
      "Mon carnet, une fois par semaine",
      "Du 28 février au 7 mars 2027",
      "Arrêter et demander de l’aide",
      "3114",
      DISCLAIMER,
      "Référentiel 2026-",
    ]) {
      assert.ok(paper.includes(part), `${part}\n\n${paper}`);
    }
    assert.doesNotMatch(paper, /ne pas commencer/);
    // Nobody's answers stand on it, and no title asks why.
    assert.doesNotMatch(paper, /Réponses sur lesquelles|Non à :|Pourquoi/);
    const feet = await person.texts(person.host.locator(".sheet .rf b"));
    assert.deepEqual(feet, feet.map((_, at) => `page ${at + 1}/${feet.length}`));
    assert.equal(await person.host.locator(".sheet .page .rh").count(), feet.length, "each page says what it is");
    const boxes = person.host.locator(".sheet .dia .tick");
    assert.equal(await boxes.count(), 84, "one box for each day");
    const weeks = await person.texts(person.host.locator(".sheet .dia tbody tr"));
    assert.equal(weeks.length, 12, "one line for each week, with room for what was felt");
    assert.equal(weeks[0], "1,5 mg 7 – 13 déc. 7 8 9 10 11 12 13");
    assert.equal(weeks[2], "2 mg 1 21 – 27 déc. 21 22 23 24 25 26 27");
    assert.equal(weeks[3], "si bien toléré 28 déc. – 3 janv. 28 29 30 31 1 2 3");
    assert.equal(weeks[11], "22 – 28 févr. 22 23 24 25 26 27 28");
    const size = await boxes.first().boundingBox();
    assert.ok(size.width > 10 && size.height > 10, `a box to tick: ${size.width} × ${size.height}`);
    assert.equal(await person.host.locator(".known").isVisible(), false, "the form stays off the paper");
    await takenAway(person);
    assert.equal(await person.testid("schedule").isVisible(), true);
  }, NOVEMBER);

  test("for the pharmacist holds the counts in figures and in words, and the total", async (page) => {
    const person = new Person(page);
    await person.openReference();
    const paper = await printed(person, "pharmacy");
    for (const part of [
      "Fiche de préparation, à joindre à l’ordonnance",
      "126 gélules en 3 lots : 0,5 mg, 1,5 mg et 3 mg, 210 mg en tout",
      "Lot 1 du 7 décembre 2026 au 3 janvier 2027 14 quatorze 28 vingt-huit aucune",
      "Lot 2 du 4 au 31 janvier 2027 28 vingt-huit 14 quatorze 14 quatorze",
      "Lot 3 du 1er au 28 février 2027 aucune aucune 28 vingt-huit",
      "Total 42 quarante-deux 42 quarante-deux 42 quarante-deux",
      "Principe actif dans tout le plan : 210 mg",
      DISCLAIMER,
    ]) {
      assert.ok(paper.includes(part), `${part}\n\n${paper}`);
    }
    assert.doesNotMatch(paper, /[Ss]ignature|Fiche patient|Réponses sur lesquelles/);
    // Nobody ordered a liquid.
    assert.doesNotMatch(paper, /Liquide à|Conservation du liquide/);
    await takenAway(person);
    await person.testid("lang-en").click();
    const english = await printed(person, "pharmacy");
    assert.match(english, /Total 42 forty-two 42 forty-two 42 forty-two/);
    assert.match(english, /This document is not a prescription\./);
  }, NOVEMBER);

  test("of a plan that waits says not to start, has no date and no pharmacist’s sheet", async (page) => {
    const person = new Person(page);
    await person.open(reference());
    assert.equal(await person.prints("patient"), false, "nothing to take away while facts are missing");
    await person.openReference({ medicines: [{ name: "tramadol", stopped: { last_dose: "2026-11-29" } }] });
    assert.equal(await person.prints("pharmacy"), false);
    const paper = await printed(person, "patient");
    assert.match(paper, /Projet : ne pas commencer\./);
    assert.match(paper, /J1 – J14 1,5 mg /);
    assert.doesNotMatch(paper, /déc\.|Du 7 |Total 42/);
    const sheet = person.host.locator(".sheet");
    assert.equal(await sheet.getAttribute("data-watermark"), "ne pas commencer");
    const mark = await sheet.evaluate((it) => getComputedStyle(it, "::before").content);
    assert.notEqual(mark, "none", "across the page as well");
  }, NOVEMBER);

  test("waits for a caution to be read, says so, and comes once it was", async (page) => {
    const person = new Person(page);
    await person.openReference({ medicines: [{ name: "phénelzine", started: "2020-01" }] });
    assert.equal(await person.verdict(), "caution");
    assert.equal(await person.testid("schedule").isVisible(), true, "it is shown on screen");
    for (const which of ["patient", "pharmacy"]) {
      assert.equal(await person.prints(which), false);
    }
    assert.match(await person.text(person.testid("print-blocked")), /une précaution n’a pas encore été lue/);
    // The browser's own print command is no way round.
    await showPaper(page);
    const around = await onPaper(person);
    assert.doesNotMatch(around, /1,5 mg|Du 7 au 20 décembre/);
    assert.match(around, /Un IMAO est pris/);
    await showScreen(page);
    const record = person.host.locator('details.record[data-testid^="acknowledge-"]');
    await record.locator("summary").click();
    await record.locator('[data-record="save"]').click();
    await eventually(async () => assert.equal(await person.prints("patient"), true));
    assert.equal(await person.verdict(), "caution", "read, and a caution still");
    assert.match(await person.text(person.host.locator("p.recorded")), /Précaution lue · Dr Martin 1, 30 novembre 2026/);
    const paper = await printed(person, "patient");
    assert.match(paper, /Précaution · « phénelzine »\. Un IMAO est pris.*Dr Martin 1, 30 novembre 2026/);
    assert.match(paper, /7 – 20 déc\. 2026 1,5 mg/);
  }, NOVEMBER);

  test("says nothing of a dose when the plan is refused or a field cannot be read", async (page) => {
    const person = new Person(page);
    for (const prepare of [
      () => person.openReference({ medicines: [{ name: "tramadol" }] }),
      async () => {
        await person.openReference();
        await person.type("treatment.target", "1,500");
      },
    ]) {
      await prepare();
      await eventually(async () => assert.equal(await person.prints("patient"), false));
      assert.equal(await person.testid("print-pharmacy").isVisible(), false);
      await person.look();
      assert.equal(await person.doses(), 0);
      await showPaper(page);
      assert.doesNotMatch(await onPaper(person), /1 gélule|Du 7 au 20 décembre|Jours 1 à/);
      await showScreen(page);
    }
  }, NOVEMBER);

  test("of a planner in somebody’s page holds the sheet and nothing of that page", async (page) => {
    const person = new Person(page);
    await page.evaluate(() => {
      const banner = document.createElement("header");
      banner.textContent = "Clinique des Lilas";
      document.body.prepend(banner, "Prenez rendez-vous");
      document.body.style.setProperty("font-size", "40px");
    });
    await person.openReference();
    for (const which of ["patient", "pharmacy"]) {
      await printed(person, which);
      const frame = await person.host.evaluate((it) => {
        const { contentDocument: page } = it.shadowRoot.querySelector(".print-frame");
        const sheet = page.querySelector(".sheet");
        return {
          html: page.documentElement.outerHTML,
          css: [...page.adoptedStyleSheets[0].cssRules].map((rule) => rule.cssText).join("\n"),
          text: page.body.innerText,
          // Stylesheets and language are the planner’s.
          lang: page.documentElement.lang,
          fontSize: getComputedStyle(sheet).fontSize,
          seen: sheet.checkVisibility(),
          same: sheet.textContent === it.shadowRoot.querySelector(".paper .sheet").textContent,
          alone: page.body.childElementCount,
          pages: page.querySelectorAll(".sheet .page").length,
          tables: [page, it.shadowRoot.querySelector(".paper")].map((holder) =>
            [...holder.querySelectorAll(".sheet :is(table, th, td)")].map((cell) => {
              const { font, color, textAlign, whiteSpace } = getComputedStyle(cell);
              return [font, color, textAlign, whiteSpace].join(" ");
            }),
          ),
        };
      });
      assert.doesNotMatch(frame.text, /Lilas|rendez-vous/);
      assert.ok(plain(frame.text).includes(DISCLAIMER));
      const { lang, fontSize, seen, same, alone } = frame;
      assert.deepEqual({ lang, fontSize, seen, same, alone }, { lang: "fr", fontSize: "14.6667px", seen: true, same: true, alone: 1 });
      const [framed, onPage] = frame.tables;
      assert.deepEqual(framed, onPage, "the tables look as on the page");
      assert.match(frame.css, /@page\s*\{[^}]*size: a4/i);
      if (browser === "chromium") {
        // Only Chromium can be asked for the pages, and only of a whole document: the same one.
        const alike = await page.context().newPage();
        await alike.setContent(frame.html);
        await alike.addStyleTag({ content: frame.css });
        const boxes = pagesOf(await alike.pdf({ preferCSSPageSize: true }));
        assert.ok(boxes.length <= 2, `${which}: ${boxes.length} pages`);
        assert.equal(boxes.length, frame.pages, `${which}: the pages are those that are numbered`);
        for (const box of boxes) assert.deepEqual(box, [0, 0, 595, 842], "A4");
        await alike.close();
      }
      await takenAway(person);
      assert.equal(await page.getByText("Clinique des Lilas").isVisible(), true);
    }
  }, NOVEMBER);

  test("is as wide as a page of A4 allows", async (page) => {
    const person = new Person(page);
    await person.openReference();
    for (const which of ["patient", "pharmacy"]) {
      await printed(person, which);
      // 180 mm between the margins, at 96 pixels to the inch.
      await page.setViewportSize({ width: 680, height: 1009 });
      const wide = await person.host.evaluate((it) => {
        const sheet = it.shadowRoot.querySelector(".sheet");
        return [sheet.scrollWidth - sheet.clientWidth, document.scrollingElement.scrollWidth - innerWidth];
      });
      assert.ok(Math.max(...wide) <= 0, `${which}: ${wide}`);
      const small = await person.host.evaluate((it) =>
        Math.min(...[...it.shadowRoot.querySelectorAll(".sheet .block :is(li, p, td, tbody th, .ord small)")]
          .filter((part) => !part.closest(".idl"))
          .map((part) => parseFloat(getComputedStyle(part).fontSize)),
        ),
      );
      // 11 points, at 96 pixels to 72 of them.
      assert.ok(small >= 14.6, `${which}: ${small} px is too small to read`);
      if (browser === "chromium") {
        // Only Chromium can be asked for the pages themselves.
        // The sheet goes away once it was printed.
        const numbered = await person.host.locator(".sheet .page").count();
        const pages = pagesOf(await page.pdf({ preferCSSPageSize: true }));
        assert.ok(pages.length <= 2, `${which}: ${pages.length} pages`);
        assert.equal(pages.length, numbered, `${which}: the pages are those that are numbered`);
        for (const box of pages) assert.deepEqual(box, [0, 0, 595, 842], "A4");
      }
      await takenAway(person);
    }
  }, NOVEMBER);

  /** Both sheets, in both languages: two pages at most, each as full as its number says. */
  async function fits(person) {
    const { page } = person;
    for (const lang of ["fr", "en"]) {
      await person.testid(`lang-${lang}`).click();
      await person.drawn();
      for (const which of ["patient", "pharmacy"]) {
        await printed(person, which);
        // What is between the margins: 180 by 281 mm, at 96 pixels to the inch.
        await page.setViewportSize({ width: 680, height: 1062 });
        const pages = await person.host.evaluate((it) =>
          [...it.shadowRoot.querySelectorAll(".sheet .page")].map((page) => {
            const { top, bottom } = page.getBoundingClientRect();
            const foot = page.querySelector(".rf").getBoundingClientRect();
            const ends = [...page.querySelectorAll(".block")].map((it) => it.getBoundingClientRect().bottom);
            return { tall: bottom - top, free: foot.top - Math.max(...ends) };
          }),
        );
        assert.ok(pages.length <= 2, `${lang}, ${which}: ${pages.length} pages`);
        for (const { tall, free } of pages) {
          assert.ok(tall < 1062, `${lang}, ${which}: a page of ${tall} px does not fit the paper`);
          assert.ok(free >= 0, `${lang}, ${which}: its foot stands in its text by ${-free} px`);
        }
        // No ordinal lies flat.
        const flat = await person.host.evaluate((it) => {
          const walk = document.createTreeWalker(it.shadowRoot.querySelector(".sheet"), NodeFilter.SHOW_TEXT);
          const found = [];
          while (walk.nextNode()) if (/\d(er|re|e)\b/.test(walk.currentNode.data)) found.push(walk.currentNode.data);
          return found;
        });
        assert.deepEqual(flat, []);
        if (browser === "chromium") {
          const printedPages = pagesOf(await page.pdf({ preferCSSPageSize: true }));
          assert.equal(printedPages.length, pages.length, `${lang}, ${which}: the pages are those that are numbered`);
        }
        await takenAway(person);
      }
    }
  }

  // In the sheet's own typeface, and where a system has nothing as narrow.
  for (const [drug, indication, typeface] of [
    ["naltrexone-ldn", "chronic-pain"],
    ["naltrexone-ldn", "chronic-pain", "DejaVu Sans"],
    ["pregabalin", "neuropathic-diabetic"],
    ["pregabalin", "neuropathic-diabetic", "DejaVu Sans"],
  ]) {
    test(`of ${drug} takes two pages at most${typeface ? ` in ${typeface}` : ""}, each as full as its number says, in both languages`, async (page) => {
      const person = new Person(page);
      await person.openReference();
      if (drug !== "naltrexone-ldn") {
        await person.plans(drug, indication);
        await person.noneOfThese();
      }
      if (typeface) await inTypeface(person, typeface);
      await fits(person);
    }, NOVEMBER);
  }

  for (const [drug, now, supplies] of [
    ["venlafaxine", [["morning", "225 mg"]], capsules(true, "37.5 mg", "75 mg", "150 mg")],
    ["pregabalin", [["morning", "300 mg"], ["evening", "300 mg"]], capsules(false, "25 mg", "50 mg", "75 mg", "100 mg", "150 mg")],
    ["naltrexone-ldn", [["bedtime", "4.5 mg"]], capsules(false, "0.5 mg", "1.5 mg", "4.5 mg")],
  ]) {
    test(`of a way down from ${drug} takes two pages at most, each as full as its number says, in both languages`, async (page) => {
      const person = new Person(page);
      const standing = { now: now.map(([moment, dose]) => ({ moment, dose })), since: "2024-05" };
      await person.openReference({
        medicines: [],
        patient: { answers: none, none_of_these: null },
        treatment: { drug, indication: null, protocol: null, target: null, supplies, purpose: { taper: {} }, standing },
      });
      await fits(person);
    }, NOVEMBER);
  }

  test("holds what was typed last, however soon the button is pressed", async (page) => {
    const person = new Person(page);
    await person.openReference();
    await person.enter("prescriber");
    await person.field("prescriber").fill("Dr Ngô");
    // A press that takes no focus away, as in some browsers.
    await person.testid("print-patient").evaluate((it) => it.click());
    await eventually(async () => assert.equal((await given(page)).length, 1));
    assert.match((await given(page))[0], /Dr Ngô/);
    // What forbids a plan forbids its paper as soon.
    await person.enter("patient.age_years");
    await person.field("patient.age_years").fill("12");
    await person.testid("print-patient").evaluate((it) => it.click());
    await eventually(async () => assert.equal(await person.verdict(), "refused"));
    await page.waitForTimeout(200);
    assert.equal((await given(page)).length, 1);
    assert.equal(await inFrame(person), "", "nor does the copy of before stay");
  }, NOVEMBER);

  test("comes again each time it is asked for, also where nobody says that printing ended", async (page) => {
    const person = new Person(page);
    await person.openReference();
    for (const times of [1, 2, 3]) {
      await person.print("patient");
      await eventually(async () => assert.equal((await given(page)).length, times));
      assert.match((await given(page)).at(-1), /Fiche patient/);
      assert.equal(await person.host.locator(".print-frame").count(), 1);
    }
    await person.print("pharmacy");
    await eventually(async () => assert.equal((await given(page)).length, 4));
    assert.match((await given(page)).at(-1), /Fiche de préparation/);
  }, NOVEMBER);

  test("stays in its frame after printing is said to have ended, and off the print of the page", async (page) => {
    const person = new Person(page);
    await person.openReference();
    await printed(person, "patient");
    await takenAway(person);
    assert.match(await inFrame(person), /Fiche patient/, "it may have only begun");
    await showPaper(page);
    const around = await onPaper(person);
    assert.match(around, /Du 7 au 20 décembre 2026/);
    assert.doesNotMatch(around, /Fiche patient/);
    const box = await person.host.locator(".print-frame").boundingBox();
    assert.deepEqual([box?.width ?? 0, box?.height ?? 0], [0, 0]);
  }, NOVEMBER);

  test("leaves nothing behind when everything is erased or the planner is removed", async (page) => {
    const person = new Person(page);
    await person.openReference();
    await printed(person, "patient");
    await takenAway(person);
    await person.testid("erase").click();
    await person.testid("erase-yes").click();
    await eventually(async () => assert.equal(await person.host.locator(".print-frame").count(), 0));
    await person.openReference();
    await printed(person, "patient");
    const left = await person.host.evaluate(async (it) => {
      it.remove();
      await new Promise((later) => setTimeout(later, 50));
      return it.shadowRoot.childElementCount;
    });
    assert.equal(left, 0);
  }, NOVEMBER);

  test("that the browser does not print is said on the console, and the button lives on", async (page) => {
    const person = new Person(page);
    await person.openReference();
    for (const times of [1, 2]) {
      const said = page.waitForEvent("console", (it) => /Palier:/.test(it.text()));
      await person.print("patient");
      await said;
      await person.host.locator(".sheet").waitFor({ state: "detached" });
      assert.equal(await page.evaluate(() => window.asked), times);
    }
  }, on("2026-11-30", {
    faults: [/Palier:/],
    prepare: (page) =>
      page.addInitScript(() => {
        window.print = () => {
          top.asked = (top.asked ?? 0) + 1;
          throw new Error("no printer");
        };
      }),
  }));

  test("is printed on a page that trusts no markup made by scripts", async (page) => {
    const enforced = await page.evaluate(() => {
      try {
        document.createElement("iframe").srcdoc = "<p>";
      } catch {
        return true;
      }
      return false;
    });
    if (browser === "chromium") assert.equal(enforced, true, "the policy holds");
    const person = new Person(page);
    await person.openReference();
    assert.match(await printed(person, "patient"), /Fiche patient/);
    assert.match(await inFrame(person), /Fiche patient/);
  }, on("2026-11-30", {
    faults: [/srcdoc|[Tt]rusted/],
    prepare: async (page) => {
      await noteWhatIsPrinted(page);
      await page.route("**/*", async (route) => {
        const answer = await route.fetch();
        const policy = `${answer.headers()["content-security-policy"]}; require-trusted-types-for 'script'; trusted-types 'none'`;
        await route.fulfill({ response: answer, headers: { ...answer.headers(), "content-security-policy": policy } });
      });
    },
  }));
});
