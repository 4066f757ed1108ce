// A canvas whose x axis is time: what the rail and every lane share, so that time lines up.

import { contextOf, make } from "./elements.js";
import { niceTicks } from "./numbers.js";
import { clamp } from "./time.js";
/** @import { Stage } from "./stage.js" */

export const WIDE = 1000; // pixels from which the read-out stands beside the lanes
export const NARROW = 600; // and below which a phone is meant
const GUTTER = 44; // room for y ticks, the same in every lane so that time lines up
const RIGHT = 46; // room for the bend of the rail

/** A canvas whose x axis is time: shared by the rail and by the lanes. */
export class TimeCanvas {
  /** @param {Stage} stage */
  constructor(stage) {
    this.stage = stage;
    this.canvas = make("canvas");
    this.context = contextOf(this.canvas);
    this.width = this.height = this.left = this.plot = 0;
  }

  /**
   * Fit the canvas to its box; true if it has any room.
   * @param {number} height
   */
  fit(height) {
    const { dpr } = this.stage;
    this.width = Math.floor(this.canvas.parentElement?.clientWidth ?? 0);
    this.height = height;
    this.canvas.width = Math.round(this.width * dpr);
    this.canvas.height = Math.round(height * dpr);
    this.canvas.style.height = `${height}px`;
    this.left = GUTTER;
    this.plot = this.width - GUTTER - RIGHT;
    return this.plot > 10;
  }

  /** @param {number} share */
  edge(share) {
    return this.left + share * this.plot;
  }

  /**
   * Centre of time step t.
   * @param {number} t
   */
  x(t) {
    return this.edge((t - 0.5) / this.stage.T);
  }

  /** @param {number} x */
  stepAt(x) {
    const T = this.stage.T;
    return clamp(Math.ceil(((x - this.left) / this.plot) * T), 1, T);
  }

  /** @returns {[HTMLCanvasElement, CanvasRenderingContext2D]} */
  layer() {
    const layer = document.createElement("canvas");
    layer.width = this.canvas.width;
    layer.height = this.canvas.height;
    const g = contextOf(layer);
    g.scale(this.stage.dpr, this.stage.dpr);
    g.font = this.font(12);
    return [layer, g];
  }

  /**
   * No letter is smaller than 12 pixels; twice as large where it is projected.
   * @param {number} size
   */
  font(size, weight = 400) {
    return `${weight} ${Math.max(12, size)}px ${this.stage.theme.font}`;
  }

  /**
   * Numbers of time steps; `inside` keeps the last one within the plot.
   * @param {CanvasRenderingContext2D} g
   * @param {number} y
   */
  drawTimeTicks(g, y, { inside = false } = {}) {
    const { theme, T } = this.stage;
    g.font = this.font(12);
    g.textBaseline = "top";
    for (const t of niceTicks(T, this.plot)) {
      const x = Math.round(this.x(t)) + 0.5;
      const last = inside && t === T;
      g.textAlign = last ? "right" : "center";
      g.fillStyle = theme.muted;
      g.fillText(String(t), last ? this.left + this.plot : x, y);
    }
  }
}
