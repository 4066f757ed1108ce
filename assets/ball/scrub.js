// A slider under a finger: it is moved sideways or by a tap, and left alone by a finger that scrolls.

const SLACK = 8; // pixels that a finger goes sideways before it means what lies below it

/**
 * Call `go` with what a hand or a key wants. A browser moves a slider as soon as a finger is down, and says
 * only later that it scrolls; till then what the finger wants is kept.
 * @param {HTMLInputElement} slider
 * @param {(value: number) => void} go
 */
export function byHand(slider, go) {
  /** @type {{ x: number, before: string, wanted: string } | null} */
  let held = null;
  const letGo = () => {
    const wanted = held?.wanted ?? slider.value;
    held = null;
    slider.value = wanted;
    go(Number(wanted));
  };
  slider.oninput = () => {
    if (!held) return go(Number(slider.value));
    held.wanted = slider.value;
    slider.value = held.before;
  };
  slider.onpointerdown = ({ pointerType, clientX }) => {
    if (pointerType === "touch") held = { x: clientX, before: slider.value, wanted: slider.value };
  };
  slider.onpointermove = ({ clientX }) => {
    if (held && Math.abs(clientX - held.x) > SLACK) letGo();
  };
  slider.onpointerup = () => {
    if (held) letGo();
  };
  slider.onpointercancel = () => { held = null; };
}
