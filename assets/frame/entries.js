// One act of the reader makes one entry of the browser's history. On the way to another page Streamlit
// makes two, in either order: one for the page as its link says it, and one when the app has written
// that page's address shorter; and the first of two presses of Back would change nothing to be seen.
const ACTS = ["pointerdown", "keydown", "click"]; // a click may come of a script alone
const FOLLOWS = 4000; // milliseconds; what comes later of itself, such as a turn by the remote control, is a step

/**
 * From now on an entry that follows another without an act between takes its place.
 * @param {Window} view
 */
export function joinEntries(view) {
  const { history } = view;
  const push = history.pushState.bind(history);
  let last = -Infinity; // when the last entry was made; an act ends what belongs to it
  for (const act of ACTS) view.addEventListener(act, () => (last = -Infinity), { capture: true, passive: true });
  history.pushState = (...entry) => {
    if (performance.now() - last < FOLLOWS) return history.replaceState(...entry);
    last = performance.now();
    return push(...entry);
  };
}
