// What a screen reader is told on the way: the loss, each depth reached, each curve that is lost.

import { BarsLane } from "./lanes/bars.js";
import { CurvesLane } from "./lanes/curves.js";
import { fill } from "./numbers.js";
/** @import { Stage } from "./stage.js" */

/**
 * Everything that has been reached at position p, in words, in the order of the sweep.
 * @param {Stage} stage
 * @param {number} p
 */
export function milestones(stage, p) {
  const { labels, T } = stage;
  const passed = p >= T ? [labels.phase_loss, ...stage.lanes.flatMap((lane) =>
    (lane instanceof BarsLane ? [lane.said()] : []))] : [];
  /** @type {(name: string, value: string) => void} */
  const pass = (name, value) => passed.push(fill(labels.named, { name, value }));
  for (const lane of stage.lanes) {
    if (!(lane instanceof CurvesLane) || p <= T) continue;
    for (const curve of lane.ruled) {
      if (lane.reached(curve, p)) pass(curve.name, fill(labels.depth, { depth: curve.depth }));
    }
    for (const note of lane.notes) {
      if (note.curve.phase !== "always" && lane.noted(note, p)) pass(note.curve.name, note.text);
    }
  }
  return p >= 2 * T ? [...passed, labels.phase_done] : passed;
}

export class Announcer {
  /** @param {HTMLElement} box a polite live region */
  constructor(box) {
    this.box = box;
    /** @type {Set<string> | null} */
    this.known = null; // what has been reached, so that only what is new is said
  }

  /**
   * Say what is new at p; nothing of a picture that opens finished.
   * @param {Stage} stage
   * @param {number} p
   */
  tell(stage, p) {
    const passed = milestones(stage, p);
    const news = this.known ? passed.filter((one) => !this.known?.has(one)) : [];
    this.known = new Set(passed);
    if (news.length) this.box.textContent = news.join(stage.labels.stop);
  }
}
