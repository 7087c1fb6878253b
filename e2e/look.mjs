// Pictures of the page for a person to look at: node e2e/look.mjs FOLDER
// Three widths, two languages, light and dark.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { launch, url } from "./harness.mjs";

const folder = process.argv[2] ?? "pictures";
mkdirSync(folder, { recursive: true });

const browser = await launch.chromium();
for (const width of [360, 768, 1440]) {
  for (const lang of ["fr", "en"]) {
    for (const colorScheme of ["light", "dark"]) {
      const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
      await page.addInitScript(() => addEventListener("palier-ready", () => (window.ready = true)));
      await page.goto(url);
      await page.waitForFunction(() => window.ready);
      await page.locator("dose-planner").evaluate((it, lang) => (it.lang = lang), lang);
      const path = join(folder, `${width}-${lang}-${colorScheme}.png`);
      await page.screenshot({ path, fullPage: true });
      console.log(path);
      await page.close();
    }
  }
}
await browser.close();
