// The reader's own curve, drawn with a pencil while the error is still hidden.

import { make } from "../elements.js";
import { clamp } from "../time.js";
/** @import { CurvesLane } from "./curves.js" */

const REST = 6000; // milliseconds after a stroke in which another may begin

/** A guess, one value a step in the units of the lane's axis (log10 on a log axis), NaN for none. */
export class Sketch {
  /** @param {CurvesLane} lane */
  constructor(lane) {
    this.lane = lane;
    this.values = new Float64Array();
    this.on = false;
    /** @type {[number, number] | null} */
    this.pen = null; // its last place: step and value
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.resting = undefined;
    this.pencil = this.button("draw", () => this.set(!this.on));
    this.rubber = this.button("erase", () => this.erase());
    this.rubber.hidden = true;
    lane.label.append(make("span", { class: "sketch" }, this.pencil, this.rubber));
    this.set(false);
  }

  /**
   * @param {"draw" | "erase"} name
   * @param {() => void} onclick
   */
  button(name, onclick) {
    const { labels } = this.lane.stage;
    const word = name === "draw" ? labels.draw : labels.erase;
    return make("button", { type: "button", "data-act": name, onclick }, word);
  }

  /**
   * Take as many steps as the scene has.
   * @param {number} steps
   */
  fit(steps) {
    if (this.values.length !== steps) this.values = new Float64Array(steps).fill(NaN);
  }

  /**
   * Draw, or stop drawing; while the reader draws, the error stays hidden.
   * @param {boolean} on
   */
  set(on) {
    const { box, stage } = this.lane;
    this.on = on;
    clearTimeout(this.resting);
    this.pencil.setAttribute("aria-pressed", String(on));
    box.classList.toggle("drawing", on);
    if (on && stage.position > stage.T) stage.go(stage.T);
  }

  /** A stroke has ended: drawing does, too, once every step is drawn or the pencil rests. */
  lifted() {
    if (!this.on) return;
    clearTimeout(this.resting);
    if (!this.values.some(Number.isNaN)) this.set(false);
    else this.resting = setTimeout(() => this.set(false), REST);
  }

  erase() {
    this.values.fill(NaN);
    this.changed();
  }

  /**
   * Draw from the last place of the pen to this one.
   * @param {number} x
   * @param {number} y
   */
  draw(x, y) {
    const { lane } = this;
    const { low, high } = lane.scale;
    const t = lane.stepAt(x);
    const value = clamp(low + ((lane.bottom - y) / lane.bodyHeight) * (high - low), low, high);
    const [from, start] = this.pen ?? [t, value];
    const steps = Math.abs(t - from);
    for (let i = 0; i <= steps; i++) {
      const share = steps ? i / steps : 1;
      this.values[from + Math.sign(t - from) * i - 1] = start + (value - start) * share;
    }
    this.pen = [t, value];
    clearTimeout(this.resting);
    this.changed();
  }

  changed() {
    const { base, stage } = this.lane;
    this.rubber.hidden = this.values.every(Number.isNaN);
    if (!base) return;
    this.lane.renderBase();
    stage.invalidate(true);
    stage.tell("guess", () => [...this.values].map((v) => (Number.isNaN(v) ? null : +v.toFixed(2))));
  }
}
