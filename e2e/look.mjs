// Pictures of the page for a person to look at: node e2e/look.mjs FOLDER [WORDS OF A MOMENT]
// Each moment, at three widths, in two languages, light and dark.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chooseDrug, launch, still, url } from "./harness.mjs";
import { MOMENTS } from "./moments.mjs";
import { Person, on } from "./person.mjs";

const [folder = "pictures", words = ""] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });

const browser = await launch.chromium();
for (const { name, go, drug = "naltrexone-ldn" } of MOMENTS.filter((it) => it.name.includes(words))) {
  for (const width of [360, 768, 1440]) {
    const page = await browser.newPage({ viewport: { width, height: 900 }, locale: "fr-FR" });
    await page.addInitScript(() => addEventListener("palier-ready", () => (window.ready = true)));
    if (drug) await page.addInitScript(chooseDrug, drug);
    await on("2026-11-30").prepare(page);
    await page.goto(url);
    await page.waitForFunction(() => window.ready);
    const person = new Person(page);
    await go(person);
    for (const lang of ["fr", "en"]) {
      await person.testid(`lang-${lang}`).click();
      await person.drawn();
      for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme });
        await page.mouse.move(0, 0);
        await still(page);
        const path = join(folder, `${name.replaceAll(" ", "-")}-${width}-${lang}-${colorScheme}.png`);
        await page.screenshot({ path, fullPage: true });
        console.log(path);
      }
    }
    await page.close();
  }
}
await browser.close();
