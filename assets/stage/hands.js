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
  const onControl = target.closest("button, select, summary, input, [role=button]");
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

const SLACK = 8; // pixels that a finger moves before it means to scrub

/**
 * Hover reads, drag scrubs, on every canvas of the stage. A finger may be about to scroll the page:
 * it seeks with a tap, or once it has gone a few pixels sideways, and gives back what it moved
 * where the browser takes it away.
 * @param {Stage} stage
 */
export function bindPointer(stage) {
  for (const lane of [stage.rail, ...stage.lanes.filter((item) => item instanceof Lane)]) bind(stage, lane);
}

/**
 * @param {Stage} stage
 * @param {Rail | Lane<any>} lane
 */
function bind(stage, lane) {
  const { canvas } = lane;
  const sketch = lane instanceof CurvesLane ? lane.sketch : null;
  /** @type {{ x: number, y: number, position: number } | null} */
  let start = null; // where a press began, and where the play-head stood
  /** @param {PointerEvent} event */
  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    const zoom = box.width / canvas.offsetWidth || 1; // enlarged where it is projected
    return { x: (event.clientX - box.left) / zoom, y: (event.clientY - box.top) / zoom };
  };
  /** @param {{ x: number, y: number }} at */
  const follow = ({ x, y }) => {
    if (sketch?.on) sketch.draw(x, y);
    else stage.go(lane.positionAt(x, y));
  };
  /** @param {PointerEvent} event */
  const take = (event) => {
    lane.dragging = stage.held = true;
    canvas.setPointerCapture(event.pointerId);
    stage.rail.box.focus({ preventScroll: true, focusVisible: false });
    stage.setHover(null);
    follow(place(event));
  };
  const leave = () => {
    lane.dragging = stage.held = false;
    start = null;
    stage.restAt();
  };
  canvas.onpointerdown = (event) => {
    if (event.button !== 0) return;
    if (sketch) sketch.pen = null;
    start = { ...place(event), position: stage.position };
    if (event.pointerType !== "touch" || sketch?.on) take(event);
  };
  canvas.onmousedown = (event) => event.preventDefault(); // else it takes the focus away again
  canvas.onpointermove = (event) => {
    const at = place(event);
    if (lane.dragging) follow(at);
    else if (start) {
      const [across, down] = [Math.abs(at.x - start.x), Math.abs(at.y - start.y)];
      if (across >= SLACK && across > down) take(event);
    } else if (event.pointerType !== "touch") stage.setHover(lane instanceof Rail ? null : lane.stepAt(at.x));
  };
  canvas.onpointerup = (event) => {
    if (start && !lane.dragging) follow(place(event)); // a tap
    sketch?.lifted();
    leave();
  };
  canvas.onpointercancel = () => {
    if (start && lane.dragging && !sketch?.on) stage.go(start.position);
    leave();
  };
  canvas.onpointerleave = () => stage.setHover(null);
}
