// The form that Palier shows, as a Preact page: what the bench measures Palier's start against.
//
// The same: every field, choice, button, text and class, read from Palier when it was mounted, in a
// shadow root with the same sheet, from the same server under the same policy. Fields are
// controlled: one component each, one reducer for all.
// Not the same: Preact has no engine and no book. Here the right column, which Palier works out
// when it starts, is text that was already there. The ratio is therefore what the whole of Palier
// costs over a form that knows nothing, not what Yew costs over Preact.

import { h, render } from "preact";
import { useLayoutEffect, useReducer } from "preact/hooks";
import form from "the-form";

/** What every field holds when the page opens: text, or the values chosen. */
function held(nodes, values = {}) {
  for (const it of nodes) {
    if (it.is === "text") values[it.input["data-field"]] = it.value;
    if (it.is === "choice") {
      values[it.look["data-field"]] = it.options.filter(({ chosen }) => chosen).map(({ value }) => value);
    }
    if (it.is === "element") held(it.inside, values);
  }
  return values;
}

function reduce(values, { path, typed, chosen, ticked }) {
  if (typed !== undefined) return { ...values, [path]: typed };
  if (chosen !== undefined) return { ...values, [path]: [chosen] };
  if (ticked === undefined) return values;
  const others = values[path].filter((it) => it !== ticked);
  return { ...values, [path]: others.length < values[path].length ? others : [...others, ticked] };
}

function TextField({ it, value, send }) {
  const path = it.input["data-field"];
  const { id } = it.input;
  return (
    <div class="field">
      <label for={id}>{it.label}</label>
      <p class="echo" id={`${id}-echo`} hidden={it.echo.hidden}>{it.echo.text}</p>
      <div class="box">
        <input {...it.input} value={value} onInput={(event) => send({ path, typed: event.currentTarget.value })} />
        <span class="unit">{it.unit}</span>
      </div>
      <p class="help" id={`${id}-help`} hidden={it.help.hidden}>{it.help.text}</p>
      <p class="error" id={`${id}-error`} hidden></p>
    </div>
  );
}

function Choice({ it, values, send }) {
  const path = it.look["data-field"];
  const what = it.type === "radio" ? "chosen" : "ticked";
  return (
    <fieldset {...it.look}>
      <legend>{it.legend}</legend>
      <div class="options">
        {it.options.map(({ value, label }) => (
          <label class="option" key={value}>
            <input
              type={it.type}
              name={it.look.id}
              value={value}
              checked={values[path].includes(value)}
              onChange={() => send({ path, [what]: value })}
            />
            {draw(label, values, send)}
          </label>
        ))}
      </div>
      {it.after.map((it) => draw(it, values, send))}
    </fieldset>
  );
}

function draw(it, values, send) {
  if (typeof it === "string") return it;
  if (it.is === "text") return <TextField it={it} value={values[it.input["data-field"]]} send={send} />;
  if (it.is === "choice") return <Choice it={it} values={values} send={send} />;
  const pressed = it.tag === "button" ? { onClick: () => send({ path: it.attributes["data-testid"] }) } : {};
  return h(it.tag, { ...it.attributes, ...pressed }, it.inside.map((it) => draw(it, values, send)));
}

function Page({ ready }) {
  const [values, send] = useReducer(reduce, form, held);
  useLayoutEffect(ready, []);
  return form.map((it) => draw(it, values, send));
}

const host = document.querySelector("dose-planner");
const style = await (await fetch("palier.css")).text();
host.attachShadow({ mode: "open" }).adoptedStyleSheets = [await new CSSStyleSheet().replace(style)];
const ready = () => host.dispatchEvent(new CustomEvent("palier-ready", { bubbles: true, composed: true }));
render(<Page ready={ready} />, host.shadowRoot);
