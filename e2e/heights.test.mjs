// How tall the page is at each moment, and what is left of it in a narrow column of another page; the head and the stair on small screens.

import assert from "node:assert/strict";
import { inBothBrowsers } from "./harness.mjs";
import { MOMENTS, SIX } from "./moments.mjs";
import { Person, on } from "./person.mjs";

/** Each number whose figures are not wholly in sight, and each box that is wider than the planner. */
const cut = (person) =>
  person.host.evaluate((host) => {
    const root = host.shadowRoot.querySelector(".palier-root");
    const { left, right } = host.getBoundingClientRect();
    const scrolls = ".scroll";
    // What only a screen reader hears is one pixel wide.
    const heard = (it) => it !== root && (it.clientWidth === 1 || heard(it.parentElement));
    const unseen = (it) => !it.checkVisibility({ visibilityProperty: true }) || (!it.closest("svg") && heard(it));
    const found = [];
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let text = walk.nextNode(); text; text = walk.nextNode()) {
      const box = text.parentElement;
      if (!/\d/.test(text.data) || unseen(box) || box.closest(scrolls)) continue;
      for (const { index, 0: figures } of text.data.matchAll(/\d[\d,.]*/g)) {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + figures.length);
        const rects = [...range.getClientRects()];
        const clips = [];
        for (let at = box; at !== root; at = at.parentElement) {
          const { overflowX, overflowClipMargin } = getComputedStyle(at);
          const { left, right } = at.getBoundingClientRect();
          const margin = overflowX === "clip" ? parseFloat(overflowClipMargin) || 0 : 0;
          if (overflowX !== "visible") clips.push({ left: left - margin, right: right + margin });
        }
        const whole = rects.length === 1 && [{ left, right }, ...clips].every((it) => rects[0].left >= it.left - 1 && rects[0].right <= it.right + 1);
        if (rects.length > 0 && !whole) found.push(`${figures} in « ${text.data.trim().slice(0, 60)} »`);
      }
    }
    for (const it of root.querySelectorAll("*")) {
      if (unseen(it) || it.closest(scrolls)?.contains(it) || it.closest("svg")) continue;
      const box = it.getBoundingClientRect();
      if (box.width > 1 && (box.left < left - 1 || box.right > right + 1)) found.push(`${it.localName}.${it.className}: ${box.left} to ${box.right}`);
    }
    return found;
  });

inBothBrowsers("the height of the page", (test) => {
  for (const { name, go, drug, most, moment } of MOMENTS.filter((it) => it.most)) {
    for (const [width, limit] of Object.entries(most)) {
      test(`is at most ${limit} px at ${width} when ${name}`, async (page) => {
        const person = new Person(page);
        await go(person);
        if (moment) assert.equal(await person.moment(), moment);
        for (const lang of ["fr", "en"]) {
          await person.testid(`lang-${lang}`).click();
          await person.drawn();
          const tall = await person.host.evaluate((it) => Math.ceil(it.getBoundingClientRect().height));
          console.log(`${name}, ${width}, ${lang}: ${tall} px`);
          assert.ok(tall <= limit, `${lang}: ${tall} px`);
        }
      }, { ...on("2026-11-30", { viewport: { width: Number(width), height: width === "360" ? 740 : 900 } }), ...(drug === null && { drug }) });
    }
  }
});

/** Each text of a row of the schedule that another column of the row covers. */
const covered = (person) =>
  person.testid("schedule").locator("tr").evaluateAll((rows) => {
    const boxes = (it) => {
      const found = [];
      const walk = document.createTreeWalker(it, NodeFilter.SHOW_TEXT);
      for (let text = walk.nextNode(); text; text = walk.nextNode()) {
        // What only a screen reader hears lies anywhere.
        if (text.parentElement.closest(".vh") || !text.parentElement.checkVisibility()) continue;
        const range = document.createRange();
        range.selectNodeContents(text);
        found.push(...[...range.getClientRects()].filter((box) => box.width > 1 && box.height > 1));
      }
      return found;
    };
    return rows.filter((row) => row.clientWidth > 1).flatMap((row) => {
      const cells = [...row.children].map((it) => ({ it, boxes: boxes(it) }));
      return cells.flatMap(({ it, boxes }, at) => {
        const others = cells.slice(at + 1).flatMap((other) => other.boxes);
        const meets = (one) => others.some((other) =>
          one.left < other.right - 1 && other.left < one.right - 1 && one.top < other.bottom - 1 && other.top < one.bottom - 1);
        return boxes.some(meets) ? [it.textContent.trim().slice(0, 60)] : [];
      });
    });
  });

inBothBrowsers("the schedule", (test) => {
  for (const { name, go, drug } of MOMENTS.filter((it) => it.moment === "answered")) {
    test(`has no column that covers another when ${name}`, async (page) => {
      const person = new Person(page);
      await go(person);
      for (const lang of ["fr", "en"]) {
        await person.testid(`lang-${lang}`).click();
        for (const width of [1440, 1024, 768, 360]) {
          await page.setViewportSize({ width, height: 900 });
          await person.drawn();
          assert.deepEqual(await covered(person), [], `${lang}, ${width}`);
        }
      }
    }, { ...on("2026-11-30", { viewport: { width: 1440, height: 900 } }), ...(drug === null && { drug }) });
  }
});

inBothBrowsers("the head", (test) => {
  /** On how many lines of its own something stands: the middles of its boxes of text, a line apart. */
  const lines = (it) =>
    it.evaluate((it) => {
      const range = document.createRange();
      range.selectNodeContents(it);
      const boxes = [...range.getClientRects()].filter((box) => box.width > 1);
      const middles = boxes.map((box) => (box.top + box.bottom) / 2).sort((one, other) => one - other);
      return middles.filter((middle, at) => at === 0 || middle - middles[at - 1] > 8).length;
    });

  test("has two lines at most on a tablet, whatever is planned", async (page) => {
    const person = new Person(page);
    await person.openReference(SIX);
    for (const [drug, indication] of [[], ["pregabalin", "neuropathic-diabetic"], ["duloxetine", "neuropathic-diabetic"], ["lamotrigine", "neuropathic-poststroke"]]) {
      if (drug) await person.plans(drug, indication);
      for (const lang of ["fr", "en"]) {
        await person.testid(`lang-${lang}`).click();
        await person.drawn();
        const said = await person.text(person.testid("subject"));
        const count = await lines(person.testid("subject"));
        assert.ok(count >= 1 && count <= 2, `${said}: ${count} lines`);
        const tall = await person.host.locator(".head").evaluate((it) => it.getBoundingClientRect().height);
        assert.ok(tall <= 64, `${said}: ${tall} px`);
      }
    }
  }, on("2026-11-30", { viewport: { width: 768, height: 900 } }));
});

inBothBrowsers("the stair", (test) => {
  test("on a phone touches no dose with the mark of a rise, and lays no ordinal flat", async (page) => {
    const person = new Person(page);
    const look = () =>
      person.testid("stair").locator("svg.narrow").evaluate((svg) => {
        const rings = [...svg.querySelectorAll(".gate circle")].map((it) => it.getBoundingClientRect());
        const doses = [...svg.querySelectorAll("text.dose")];
        const meets = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
        const met = doses.filter((it) => {
          // A letter’s box is higher than its figures.
          const { left, right, bottom } = it.getBoundingClientRect();
          const box = { left, right, bottom: bottom - 3, top: bottom - 13 };
          return rings.some((ring) => meets(ring, box));
        });
        const flat = [...svg.querySelectorAll("text")].filter((it) => /\d(er|re|e)\b/.test(it.textContent) && !it.querySelector("tspan"));
        const raised = [...svg.querySelectorAll("tspan")].filter((it) => it.textContent === "er").length;
        return { rings: rings.length, met: met.map((it) => it.textContent), flat: flat.map((it) => it.textContent), raised };
      });
    const draft = await look();
    assert.deepEqual([draft.rings > 3, draft.met], [true, []]);
    await person.openReference({ treatment: { start: "2027-02-01" } });
    const planned = await look();
    assert.deepEqual(planned, { rings: 3, met: [], flat: [], raised: 2 }, "1er févr., 1er mars");
  }, on("2026-11-30", { viewport: { width: 360, height: 740 } }));
});

inBothBrowsers("a column of 340 px in a wide page", (test) => {
  for (const { name, go, drug } of MOMENTS) {
    test(`cuts no figure and nothing else when ${name}`, async (page) => {
      const person = new Person(page);
      await go(person);
      await page.locator("dose-planner").evaluate((it) => (it.style.width = "340px"));
      for (const lang of ["fr", "en"]) {
        await person.testid(`lang-${lang}`).click();
        await person.drawn();
        assert.deepEqual(await cut(person), [], lang);
        assert.equal(await person.host.evaluate((it) => it.shadowRoot.querySelector(".palier-root").scrollWidth), 340);
      }
    }, { ...on("2026-11-30", { viewport: { width: 1440, height: 900 } }), ...(drug === null && { drug }) });
  }
});
