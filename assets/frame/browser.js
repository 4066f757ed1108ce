// What Streamlit does not tell the browser: the language of the page, and that its menu, a list of
// groups, is several lists. A screen reader chooses its voice by the one and counts by the other.
// What frame.css cannot know: the colour of the page, for what lies above it while it scrolls. And
// that a finger on its way down the page has no wish to move a slider or turn a surface. That an
// address which a control has just left is one that the reader goes back to, not one that comes late.
// And the names that Streamlit gives in English (names.js) and what makes an entry of the browser's
// history (entries.js), which both stand before this file.
const SLACK = 8; // pixels that a finger goes sideways before it means what lies below it
const SLIDER = '[data-testid="stSlider"] [role="group"]';
const MOVED = `${SLIDER}, .js-plotly-plot .gl-container`;

// What a finger begins is held back until it goes sideways; a tap comes as the press of a mouse.
function holdBack() {
  let held = null;
  const begin = (event) => {
    if (!event.isTrusted || event.pointerType === "mouse" || !event.target.closest?.(MOVED)) return;
    event.stopPropagation();
    if (event.type === "pointerdown") held = event;
  };
  const move = (event) => {
    if (!held || event.pointerId !== held.pointerId) return;
    const [across, down] = [event.clientX - held.clientX, event.clientY - held.clientY].map(Math.abs);
    if (across >= SLACK && across > down) letGo();
  };
  const letGo = () => {
    const { target, pointerId, clientX, clientY, pageX, pageY } = held;
    held = null;
    const shared = { bubbles: true, cancelable: true };
    target.dispatchEvent(new PointerEvent("pointerdown",
      { ...shared, pointerId, clientX, clientY, pointerType: "touch", isPrimary: true, buttons: 1 }));
    if (target.closest(SLIDER)) return; // it listens to pointers; a surface to touches
    const touch = new Touch({ identifier: pointerId, target, clientX, clientY, pageX, pageY });
    target.dispatchEvent(new TouchEvent("touchstart", { ...shared, touches: [touch], changedTouches: [touch] }));
  };
  const keep = (event) => held && event.stopPropagation();
  const end = () => (held = null);
  const heard = { pointerdown: begin, touchstart: begin, pointermove: move, touchmove: keep, touchend: end, touchcancel: end };
  for (const [name, hear] of Object.entries(heard)) document.addEventListener(name, hear, { capture: true, passive: true });
  return () => {
    for (const [name, hear] of Object.entries(heard)) document.removeEventListener(name, hear, { capture: true });
  };
}

// Streamlit reports the address as it stands when it hears of the step: for this moment it is marked.
// (A browser without `navigation` hears of a step too late; there the app goes by the clock alone.)
function markReturn() {
  const { navigation } = window;
  const mark = ({ navigationType }) => {
    if (navigationType !== "traverse") return;
    const plain = location.href;
    const [address, anchor] = plain.split("#");
    const marked = `${address}${address.includes("?") ? "&" : "?"}went=${Date.now()}${anchor ? `#${anchor}` : ""}`;
    history.replaceState(history.state, "", marked);
    setTimeout(() => location.href === marked && history.replaceState(history.state, "", plain));
  };
  navigation?.addEventListener("currententrychange", mark);
  return () => navigation?.removeEventListener("currententrychange", mark);
}

// A box that opens below its button keeps to the room there, however little that is; where it wants
// more, Streamlit turns it above the button. And beside a picture it stands on the words, not on what
// its controls change.
function giveRoom() {
  const give = () => {
    for (const box of document.querySelectorAll('[data-testid="stPopoverBody"]')) {
      const wanted = Math.min(box.scrollHeight, 0.46 * innerHeight); // one of both sides has that
      if (box.clientHeight < wanted - 4) box.style.minHeight = `${wanted}px`;
      const words = document.querySelector(".st-key-side")?.getBoundingClientRect();
      const edge = box.getBoundingClientRect().right - (parseFloat(box.style.translate) || 0);
      const beside = words && words.left > innerWidth / 2 && edge > words.left;
      box.style.translate = beside ? `${Math.max(0, words.right - edge)}px` : "";
    }
  };
  let later;
  const opened = new MutationObserver(() => {
    requestAnimationFrame(give);
    clearTimeout(later);
    later = setTimeout(give, 150); // once it has its place
  });
  opened.observe(document.body, { childList: true, subtree: true });
  return () => opened.disconnect();
}

if (!window.lstm97Entries) { // of this window, and not of this script, which is read anew for every page
  window.lstm97Entries = true;
  joinEntries(window);
}

let end = () => {}; // of the run before: after a change of theme Streamlit calls again without ending it

export default function ({ data }) {
  end();
  const root = document.documentElement;
  root.lang = data.language;
  const quiet = speak(data.names);
  const app = document.querySelector('[data-testid="stApp"]');
  const colour = () => root.style.setProperty("--page", app ? getComputedStyle(app).backgroundColor : "Canvas");
  colour();
  const dark = matchMedia("(prefers-color-scheme: dark)");
  dark.addEventListener("change", colour);
  const repainted = new MutationObserver(colour);
  if (app) repainted.observe(app, { attributeFilter: ["class"] });
  const mend = () => {
    for (const menu of document.querySelectorAll('[data-testid="stSidebarNavItems"]')) {
      menu.setAttribute("role", "presentation");
      for (const group of menu.children) {
        group.setAttribute("role", "list");
        const head = group.querySelector("header")?.cloneNode(true);
        head?.querySelector('[data-testid="stIconMaterial"]')?.remove(); // its letters are no word
        group.setAttribute("aria-label", head?.textContent.trim() ?? "");
        group.querySelector("header")?.setAttribute("role", "presentation");
      }
    }
  };
  mend();
  const sidebar = document.querySelector('[data-testid="stSidebar"]');
  const observer = new MutationObserver(mend);
  if (sidebar) observer.observe(sidebar, { childList: true, subtree: true });
  const [letFingers, letAddress, letBoxes] = [holdBack(), markReturn(), giveRoom()];
  end = () => {
    letFingers();
    letAddress();
    letBoxes();
    quiet();
    observer.disconnect();
    repainted.disconnect();
    dark.removeEventListener("change", colour);
  };
  return end;
}
