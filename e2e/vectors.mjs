// What is changed in the reference request, and what the page must then say. Typed by hand.

/** Sertraline as in the first scenario, and tramadol. */
export const withTramadol = (tramadol) => ({
  medicines: [
    { name: "sertraline", started: "2026-01" },
    { name: "tramadol", ...tramadol },
  ],
});

const capsules = (...strengths) => strengths.map((strength) => ({ capsule: { strength } }));

const one = (...medicines) => ({ medicines, treatment: { start: "2026-12-10" } });
const yes = (question) => ({ patient: { answers: { [question]: "yes" } } });
const liquid = (graduation) => ({
  treatment: {
    supplies: [{ liquid: { per_ml: "1 mg", syringe: "5 mL", graduation, bottle: "50 mL", keeps_days: 30 } }],
  },
});

/** The liver and the typed dose are scenarios of their own. */
export const VECTORS = [
  {
    name: "tramadol today",
    patch: withTramadol({ name: "tramadol 50 mg" }),
    verdict: "refused",
    says: /« tramadol 50 mg »/,
  },
  {
    name: "tramadol stopped on 10 January",
    today: "2026-01-12",
    patch: {
      patient: { liver: { on: "2026-01-05" } },
      medicines: [{ name: "tramadol", form: "immediate", stopped: { last_dose: "2026-01-10" } }],
      treatment: { start: "2026-01-20" },
    },
    verdict: "pending",
    headline: /^Pas avant le mercredi 21 janvier 2026 À compléter/,
    says: /du 11 janvier 2026 au 20 janvier 2026/,
  },
  {
    name: "prolonged oxycodone counts fifteen days",
    today: "2026-12-03",
    patch: one({ name: "oxycodone LP", stopped: { last_dose: "2026-12-02" } }),
    verdict: "pending",
    headline: /^Pas avant le jeudi 17 décembre 2026 À compléter/,
  },
  {
    name: "a monthly depot has no date",
    today: "2026-12-03",
    patch: one({ name: "Buvidal", stopped: { last_dose: "2026-06-01" } }),
    verdict: "refused",
    headline: /: ne pas commencer Refusé (?!.*(Première prise|Pas avant))/,
  },
  { name: "a syrup yesterday", patch: one({ name: "sirop Néo-Codion hier" }), verdict: "refused", says: /codéine/ },
  { name: "Colchimax", patch: one({ name: "Colchimax" }), verdict: "refused", says: /opium/i },
  { name: "Lamaline", patch: one({ name: "Lamaline" }), verdict: "refused", says: /opium/i },
  { name: "tianeptine", patch: one({ name: "tianeptine 12,5 mg" }), verdict: "refused", says: /tianeptine/i },
  {
    name: "an article’s protocol with 1.5 and 3 mg only",
    patch: {
      decisions: [{ about: "protocol:article-003", by: "Dr Martin", on: "2026-11-30" }],
      treatment: { protocol: "article-003", supplies: capsules("1.5 mg", "3 mg") },
    },
    verdict: "refused",
    says: /2 mg .* ne peuvent pas être composés exactement/,
  },
  { name: "a syringe marked every 0.2 mL", patch: liquid("0.2 mL"), verdict: "refused", says: /1,5 mg/ },
  { name: "a syringe marked every 0.1 mL", patch: liquid("0.1 mL"), verdict: "nothing-found" },
  {
    name: "4.5 mg on day 85 waits for the review",
    patch: { treatment: { target: "4.5 mg" } },
    verdict: "nothing-found",
    page: /Ensuite, seulement après une nouvelle décision : 4,5 mg/,
  },
  {
    name: "surgery in five days",
    patch: { patient: { answers: { "opioid-need-expected": "yes" }, surgery_on: "2026-12-05" } },
    verdict: "pending",
    says: /opération|chirurgie/i,
  },
  { name: "Hashimoto", patch: yes("hashimoto"), first: ["Du 7 au 20 décembre 2026", "0,5 mg"] },
  {
    name: "a monoamine oxidase inhibitor",
    patch: { medicines: [{ name: "phénelzine", started: "2020-01" }] },
    verdict: "caution",
    says: /phénelzine|IMAO/i,
    page: /Les sources diffèrent/,
  },
  { name: "sertraline", patch: {}, verdict: "nothing-found", says: /ISRS/ },
  { name: "alcohol every day", patch: { patient: { alcohol: "regular" } }, verdict: "refused", says: /alcool/i },
  { name: "thoughts of self-harm", patch: { patient: { phq9_item9: 1 } }, verdict: "refused", says: /3114/ },
];
