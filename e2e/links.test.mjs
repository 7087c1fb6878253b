// A request in the fragment of the address: read once, taken away, and never trusted more than a
// file.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { inBothBrowsers } from "./harness.mjs";
import { Person, eventually, merged, on, reference } from "./person.mjs";

const base64url = (bytes) => Buffer.from(bytes).toString("base64url");

/** The fragment that carries a request. */
const link = (request) => `#request=${base64url(JSON.stringify(request))}`;

const november = (options) => on("2026-11-30", options);

/** Links that are not opened, and what is said in French and in English. */
const BAD_LINKS = [
  { name: "empty", encoded: () => "", fr: /Ce lien est abîmé.*Demandez un autre lien/, en: /This link is damaged.*Ask/ },
  { name: "not base64", encoded: () => "%%%", fr: /Ce lien est abîmé/, en: /This link is damaged/ },
  { name: "not UTF-8", encoded: () => base64url([0x7b, 0xff, 0xfe]), fr: /Ce lien est abîmé/, en: /This link is damaged/ },
  {
    name: "cut short by a letter",
    encoded: (request) => base64url(JSON.stringify(request)).slice(0, -1),
    fr: /Ce lien est abîmé/,
    en: /This link is damaged/,
  },
  {
    name: "cut in the middle",
    encoded: (request) => base64url(JSON.stringify(request)).slice(0, 300),
    fr: /Ce lien est abîmé ou incomplet/,
    en: /This link is damaged or cut short/,
  },
  {
    name: "of a newer version",
    encoded: (request) => base64url(JSON.stringify({ ...request, version: 2, shape: {} })),
    fr: /Ce lien vient d’une version plus récente .*format 2.*Rechargez/,
    en: /This link comes from a later version .*format 2.*Reload/,
  },
  {
    name: "of version 0",
    encoded: (request) => base64url(JSON.stringify({ ...request, version: 0 })),
    fr: /Ce lien annonce le format 0, qui n’existe pas/,
    en: /This link says it is of format 0, which does not exist/,
  },
  {
    name: "with a field nobody knows",
    encoded: (request) => base64url(JSON.stringify(merged(request, { patient: { shoe_size: 42 } }))),
    fr: /à l’endroit « patient » : le champ « shoe_size » n’y est pas connu\. Demandez un autre lien/,
    en: /at “patient”: the field “shoe_size” is not known there\. Ask for another one/,
  },
];

const address = (page) => page.evaluate(() => location.href.slice(location.origin.length));

/** What a person does who pastes a link into the tab that is open. */
const paste = (page, fragment) =>
  page.evaluate((fragment) => {
    location.hash = fragment;
  }, fragment);

const linkError = async (person) => person.text(person.testid("link-error"));

inBothBrowsers("a link", (test) => {
  test("opens its request, is decided anew on the day of today, and is taken out of the address", async (page) => {
    const person = new Person(page);
    await eventually(async () => assert.equal(await person.value("patient.weight_kg"), "62"));
    assert.equal(await person.value("prescriber"), reference().prescriber);
    assert.deepEqual(await person.medicines(), ["sertraline"]);
    assert.equal(await person.verdict(), "pending");
    assert.equal(await linkError(person), "");
    assert.equal(await address(page), "/?from=mail");
    await person.choose("treatment.protocol", "strict");
    assert.equal(await address(page), "/?from=mail", "nothing writes it there again");
  }, november({ fragment: `?from=mail${link({ ...reference(), today: "2026-01-01" })}` }));

  test("pasted into an open page opens there, and again when it is pasted again", async (page) => {
    const person = new Person(page);
    const request = await person.answered();
    for (const name of ["Dr Martin", "Dr Ngô"]) {
      await paste(page, link({ ...request, prescriber: name }));
      await eventually(async () => assert.equal(await person.value("prescriber"), name));
      await eventually(async () => assert.equal(await person.verdict(), "nothing-found"));
      assert.equal((await person.schedule()).length, 4);
      assert.equal(await address(page), "/");
    }
    await page.evaluate(() => history.back());
    await person.drawn();
    assert.equal(await address(page), "/", "no step back leads to it");
    assert.equal(await person.value("prescriber"), "Dr Ngô");
  }, november());

  test("is made in a shell as the guide says", async (page) => {
    const guide = readFileSync(new URL("../docs/embedding.md", import.meta.url), "utf8");
    const [command] = guide.match(/^printf .*#request=.*$/m);
    const file = new URL("../tests/scenarios/reference.json", import.meta.url).pathname;
    const made = execFileSync("sh", ["-c", command.replace("request.json", `'${file}'`)], { encoding: "utf8" });
    const person = new Person(page);
    await paste(page, new URL(made.trim()).hash);
    await eventually(async () => assert.equal(await person.value("patient.age_years"), "46"));
  }, november());

  test("that cannot be read says so in the person’s language, and changes nothing", async (page) => {
    const person = new Person(page);
    await person.openReference();
    const request = await person.answered();
    for (const { name, encoded, fr, en } of BAD_LINKS) {
      await paste(page, `#request=${encoded(request)}`);
      await eventually(async () => assert.match(await linkError(person), fr, name));
      assert.match(await linkError(person), /Le lien n’a pas été ouvert\. Votre saisie est intacte/, name);
      assert.equal(await person.openError(), "", `${name}: nothing is said of files`);
      assert.equal(await address(page), "/", name);
      assert.equal(await person.value("patient.weight_kg"), "62", name);
      assert.equal((await person.schedule()).length, 4, name);
      await person.testid("lang-en").click();
      await eventually(async () => assert.match(await linkError(person), en, name));
      await person.testid("link-error-close").click();
      await eventually(async () => assert.equal(await linkError(person), ""));
      await person.testid("lang-fr").click();
    }
    assert.equal(await person.testid("link-error").getAttribute("role"), "alert");
  }, november());

  test("that cannot be read leaves an empty planner that works, and says why where it is seen", async (page) => {
    const person = new Person(page);
    await eventually(async () => assert.match(await linkError(person), /Ce lien est abîmé/));
    const box = await person.testid("link-error").boundingBox();
    assert.ok(box.y + box.height < page.viewportSize().height, `seen without scrolling: ${JSON.stringify(box)}`);
    assert.equal(await address(page), "/");
    await person.openReference();
    assert.equal(await linkError(person), "", "what opens takes the complaint away");
    assert.equal(await person.verdict(), "nothing-found");
  }, november({ fragment: link(reference()).slice(0, 200) }));

  test("is taken out of the address, and opened, where the catalogue of medicines does not arrive", async (page) => {
    const person = new Person(page);
    await page.waitForFunction(() => window.heard.some(({ type }) => type === "palier-error"));
    await eventually(async () => assert.equal(await person.value("patient.weight_kg"), "62"));
    assert.equal(await address(page), "/");
    assert.equal(await person.verdict(), "pending");
    await person.look();
    assert.equal(await person.doses(), 0);
  }, november({
    ready: false,
    faults: [/./],
    fragment: link(reference()),
    prepare: (page) => page.route("**/formulary-*.bin", (route) => route.abort()),
  }));

  test("whose complaint is closed by keyboard leaves the keyboard in the planner", async (page) => {
    const person = new Person(page);
    await eventually(async () => assert.match(await linkError(person), /Ce lien est abîmé/));
    for (let presses = 0; presses < 20; presses += 1) {
      await page.keyboard.press("Tab");
      if ((await person.focused())?.text === "Fermer") break;
    }
    assert.equal((await person.focused())?.text, "Fermer");
    await page.keyboard.press("Enter");
    await eventually(async () => assert.equal(await linkError(person), ""));
    await person.drawn();
    assert.notEqual(await person.focused(), null, "the keyboard did not go back to the top of the page");
  }, november({ fragment: "#request=%%%" }));

  test("that is not ours is left alone", async (page) => {
    const person = new Person(page);
    assert.equal(await address(page), "/#section2");
    for (const fragment of ["#request", "#requests=abc", "#/route?request=abc", ""]) {
      await paste(page, fragment);
      await person.drawn();
      assert.equal((await address(page)).replace(/^\/#?/, ""), fragment.slice(1));
      assert.equal(await linkError(person), "");
      assert.equal(await person.value("patient.age_years"), "");
    }
  }, november({ fragment: "#section2" }));

  const LINK = link(reference());

  test("is the host’s where no planner was told to read it", async (page) => {
    const person = new Person(page);
    await person.drawn();
    assert.equal(await address(page), `/${LINK}`);
    assert.equal(await person.value("patient.age_years"), "");
  }, november({
    fragment: LINK,
    prepare: (page) =>
      page.addInitScript(() => {
        document.addEventListener("readystatechange", () => {
          document.querySelector("dose-planner")?.removeAttribute("from-fragment");
        });
      }),
  }));

  test("is taken by the first planner that may read it, and by it alone", async (page) => {
    await page.evaluate(
      () =>
        new Promise((ready) => {
          const planner = document.createElement("dose-planner");
          planner.id = "second";
          planner.setAttribute("from-fragment", "");
          planner.setAttribute("today", "2026-11-30");
          planner.setAttribute("drug", "naltrexone-ldn");
          planner.addEventListener("palier-ready", ready, { once: true });
          document.body.append(planner);
        }),
    );
    const first = new Person(page);
    const second = new Person(page, page.locator("#second"));
    const age = (person) => person.value("patient.age_years");
    await paste(page, LINK);
    await eventually(async () => assert.equal(await age(first), "46"));
    assert.equal(await age(second), "");
    assert.equal(await address(page), "/");
    await first.host.evaluate((it) => it.removeAttribute("from-fragment"));
    await paste(page, link(merged(reference(), { patient: { age_years: 51 } })));
    await eventually(async () => assert.equal(await age(second), "51"));
    assert.equal(await age(first), "46");
  }, november());
});
