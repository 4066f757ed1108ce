// The reader's hands: keys step and jump, hovering reads, dragging scrubs.

import { CurvesLane } from "./lanes/curves.js";
import { Lane } from "./lanes/lane.js";
import { Rail } from "./rail.js";
import { SPEEDS } from "./time.js";
/** @import { Stage } from "./stage.js" */

/**
 * @param {Stage} stage
 * @param {KeyboardEvent} event
 */
export function pressKey(stage, event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const target = /** @type {Element} */ (event.target);
  const onControl = target.closest("button, select, summary, input");
  const far = event.shiftKey ? 10 : 1;
  const page = Math.max(1, Math.round(stage.T / 10));
  /** @type {Record<string, () => void>} */
  const moves = {
    ArrowRight: () => stage.nudge(far), ArrowLeft: () => stage.nudge(-far),
    PageUp: () => stage.nudge(page), PageDown: () => stage.nudge(-page),
    Home: () => stage.go(0), End: () => stage.go(2 * stage.T),
    "+": () => stage.changeSpeed(1), "=": () => stage.changeSpeed(1),
    "-": () => stage.changeSpeed(-1),
  };
  if (target === stage.rail.box) {
    moves.ArrowUp = moves.ArrowRight;
    moves.ArrowDown = moves.ArrowLeft;
  }
  if (!onControl) moves[" "] = () => stage.toggle();
  const digit = Number(event.key);
  if (target.closest("select")) return;
  if (digit >= 1 && digit <= SPEEDS.length) stage.changeSpeed(0, digit - 1);
  else if (moves[event.key]) moves[event.key]();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/**
 * Hover reads, drag scrubs, on every canvas of the stage.
 * @param {Stage} stage
 */
export function bindPointer(stage) {
  for (const lane of [stage.rail, ...stage.lanes.filter((item) => item instanceof Lane)]) {
    const { canvas } = lane;
    const sketch = lane instanceof CurvesLane ? lane.sketch : null;
    /** @param {PointerEvent} event */
    const move = (event) => {
      const box = canvas.getBoundingClientRect();
      const zoom = box.width / canvas.offsetWidth || 1; // enlarged where it is projected
      const [x, y] = [(event.clientX - box.left) / zoom, (event.clientY - box.top) / zoom];
      if (lane.dragging && sketch?.on) sketch.draw(x, y);
      else if (lane.dragging) stage.go(lane.positionAt(x, y));
      else stage.setHover(lane instanceof Rail ? null : lane.stepAt(x));
    };
    canvas.onpointerdown = (event) => {
      if (event.button !== 0) return;
      lane.dragging = stage.held = true;
      if (sketch) sketch.pen = null;
      canvas.setPointerCapture(event.pointerId);
      stage.rail.box.focus({ preventScroll: true, focusVisible: false });
      stage.setHover(null);
      move(event);
    };
    canvas.onmousedown = (event) => event.preventDefault(); // else it takes the focus away again
    canvas.onpointermove = move;
    canvas.onpointerup = canvas.onpointercancel = () => {
      lane.dragging = stage.held = false;
      stage.restAt();
    };
    canvas.onpointerleave = () => stage.setHover(null);
  }
}
