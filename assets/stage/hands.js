// The reader's hands: keys step and jump, hovering reads, dragging scrubs.

import { SPEEDS } from "./time.js";

export function pressKey(stage, event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const onControl = event.target.closest("button, select, summary, input");
  const far = event.shiftKey ? 10 : 1;
  const page = Math.max(1, Math.round(stage.T / 10));
  const moves = {
    ArrowRight: () => stage.nudge(far), ArrowLeft: () => stage.nudge(-far),
    PageUp: () => stage.nudge(page), PageDown: () => stage.nudge(-page),
    Home: () => stage.go(0), End: () => stage.go(2 * stage.T),
    "+": () => stage.changeSpeed(1), "=": () => stage.changeSpeed(1),
    "-": () => stage.changeSpeed(-1),
  };
  if (event.target === stage.rail.box) {
    moves.ArrowUp = moves.ArrowRight;
    moves.ArrowDown = moves.ArrowLeft;
  }
  if (!onControl) moves[" "] = () => stage.toggle();
  const digit = Number(event.key);
  if (event.target.closest("select")) return;
  if (digit >= 1 && digit <= SPEEDS.length) stage.changeSpeed(0, digit - 1);
  else if (moves[event.key]) moves[event.key]();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** Hover reads, drag scrubs, on every canvas of the stage. */
export function bindPointer(stage) {
  for (const lane of [stage.rail, ...stage.lanes.filter((item) => item.canvas)]) {
    const canvas = lane.canvas;
    const move = (event) => {
      const box = canvas.getBoundingClientRect();
      const zoom = box.width / canvas.offsetWidth || 1; // enlarged where it is projected
      const [x, y] = [(event.clientX - box.left) / zoom, (event.clientY - box.top) / zoom];
      if (lane.dragging && lane.drawing) lane.sketch(x, y);
      else if (lane.dragging) stage.go(lane.positionAt(x, y));
      else stage.setHover(lane === stage.rail ? null : lane.stepAt(x));
    };
    canvas.onpointerdown = (event) => {
      if (event.button !== 0) return;
      lane.dragging = stage.held = true;
      lane.pen = null;
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
