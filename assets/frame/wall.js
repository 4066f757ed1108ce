// The wall by keys, also those of a clicker: N and P (PageDown, PageUp) next and previous stage of
// the lesson, R reveals, F full picture, T the teacher's own window, space and arrows move the picture. What has the focus and
// wants a key for itself, such as a slider or a line to type in, keeps it.
const TYPED = 'input:not([type="radio"], [type="checkbox"], [type="range"]), textarea, select, [contenteditable="true"]';
const HELD = `${TYPED}, input, button, a, summary, [role="slider"], [role="radio"], [role="tab"], [role="combobox"]`;
const REVEAL = ['[class*="-reveal "]', '[class*="-skip "]', '[class*="st-key-myths-"][class*="-run"]',
  ".st-key-room-close", ".st-key-room-reveal", ".st-key-room-turn"];
const PLAYED = ".stage, .ball";
const MOVES = [" ", "ArrowLeft", "ArrowRight", "Home", "End"];

let notes = "";
let pressed = null; // by a hand, which wants no key afterwards

const main = () => document.querySelector('[data-testid="stMain"]') ?? document;
const seen = (element) => element?.getClientRects().length > 0;

function press(...places) {
  for (const place of places) {
    const found = [...main().querySelectorAll(`${place} :is(a, button):not(:disabled)`)].find(seen);
    if (found) return found.click();
  }
}

/** Every stage on the page, in whatever shadow it stands. */
function stages() {
  const hosts = [...main().querySelectorAll('[data-testid="stBidiComponentIsolated"]')];
  return hosts.map((host) => host.shadowRoot?.querySelector(PLAYED)).filter(seen);
}

function move(key) {
  const [stage] = stages();
  stage?.dispatchEvent(new KeyboardEvent("keydown", { key, cancelable: true }));
}

const ACTS = {
  n: () => press(".st-key-wall-next", ".st-key-wall-back"),
  p: () => press(".st-key-wall-before", ".st-key-wall-back"), // from beside the lesson, back into it
  r: () => press(...REVEAL),
  t: () => open(notes, "lstm97-notes", "popup,width=760,height=900"),
  f: () => document.documentElement.classList.toggle("full-picture"),
};
const CLICKER = { PageDown: "n", PageUp: "p" };

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Tab") pressed = null;
  const path = event.composedPath().filter((one) => one instanceof Element);
  const act = ACTS[CLICKER[event.key] ?? event.key.toLowerCase()];
  if (act ? path[0]?.matches(TYPED) : !MOVES.includes(event.key)) return;
  if (!act && path.some((one) => (one !== pressed && one.matches(HELD)) || one.matches(PLAYED))) return;
  event.preventDefault();
  event.stopImmediatePropagation(); // Streamlit has an R of its own
  if (event.repeat && act) return;
  if (act) act();
  else move(event.key);
}

function onPointer(event) {
  pressed = event.composedPath().find((one) => one instanceof Element && one.matches("button, a, summary")) ?? null;
}

/** The room that the sentence to take away needs below the picture, to the style sheet. */
function measureFoot() {
  const foot = main().querySelector(".st-key-below");
  if (!foot) return;
  const height = `${foot.offsetHeight}px`;
  const { style } = document.documentElement;
  if (foot.offsetHeight && style.getPropertyValue("--measured-foot") !== height) style.setProperty("--measured-foot", height);
}

export default function ({ data }) {
  notes = data.notes;
  const channel = new BroadcastChannel("lstm97-wall"); // the teacher's window turns the wall too
  channel.onmessage = ({ data: asked }) => {
    if (asked.hello) channel.postMessage({ moves: stages().length > 0 }); // what stands still has nothing to play
    if (asked.act === "play") move(" ");
    else ACTS[asked.act]?.();
  };
  const listen = (event) => onKey(event); // one of its own: mounted anew before the old one is undone
  addEventListener("keydown", listen, true);
  const changes = new MutationObserver(() => requestAnimationFrame(measureFoot));
  changes.observe(main(), { childList: true, subtree: true });
  addEventListener("resize", measureFoot);
  addEventListener("pointerdown", onPointer, true);
  return () => {
    removeEventListener("keydown", listen, true);
    removeEventListener("resize", measureFoot);
    removeEventListener("pointerdown", onPointer, true);
    changes.disconnect();
    channel.close();
  };
}
