// The code of a module by room: which crate and which room each function is of, by its name. What a library makes
// for one of our types is of its room where the name says so, and of the library where it does not.

const IMPORTS = 2;
const CODE = 10;

/** The bytes of each room, the heaviest first. The module still has its names: it comes from the compiler. */
export function rooms(wasm) {
  const { imported, bodies, names } = functions(wasm);
  const found = new Map();
  bodies.forEach((body, at) => {
    const name = names.get(imported + at) ?? "";
    // What only tells the tool for JavaScript about a type never leaves the machine.
    if (/describe/i.test(name)) return;
    const room = roomOf(name);
    found.set(room, [...(found.get(room) ?? []), body]);
  });
  const whole = [...found].map(([room, bodies]) => [room, Buffer.concat(bodies)]);
  return whole.sort(([, one], [, other]) => other.length - one.length);
}

const OURS = /(palier(?:_engine|_formulary)?)(?:\.\.|\d+)([a-z_]+)/;
const OTHERS = /yew|web_sys|js_sys|wasm_bindgen|gloo|hashbrown|dlmalloc|serde_core|alloc|core|std/;

/** `palier_engine::assess` of `_ZN13palier_engine6assess…`; of what is not ours, its crate. */
function roomOf(symbol) {
  const [, crate, room] = symbol.match(OURS) ?? [];
  return crate ? `${crate}::${room}` : (symbol.match(OTHERS)?.[0] ?? "the rest");
}

function functions(wasm) {
  let at = 8;
  const number = () => {
    let it = 0;
    for (let shift = 0, more = true; more; shift += 7) {
      more = wasm[at] >= 0x80;
      it += (wasm[at++] & 0x7f) * 2 ** shift;
    }
    return it;
  };
  const text = () => {
    const length = number();
    at += length;
    return wasm.toString("utf8", at - length, at);
  };
  const times = (of) => Array.from({ length: number() }, of);
  const limits = () => {
    if (wasm[at++] & 1) number();
    number();
  };
  const found = { imported: 0, bodies: [], names: new Map() };
  while (at < wasm.length) {
    const id = wasm[at++];
    const size = number();
    const end = at + size;
    if (id === IMPORTS) {
      times(() => {
        text();
        text();
        const kind = wasm[at++];
        if (kind === 0) {
          number();
          found.imported += 1;
        } else if (kind === 3) at += 2;
        else {
          if (kind === 1) at += 1;
          limits();
        }
      });
    } else if (id === CODE) {
      times(() => {
        const length = number();
        at += length;
        found.bodies.push(wasm.subarray(at - length, at));
      });
    } else if (id === 0 && text() === "name") {
      while (at < end) {
        const names = wasm[at++] === 1;
        const past = number() + at;
        if (names) times(() => found.names.set(number(), text()));
        at = past;
      }
    }
    at = end;
  }
  return found;
}
