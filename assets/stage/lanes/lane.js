// What every lane on the time axis does: static layers drawn once, a frame that only clips and
// copies, and the values it reads out at a step.

import { TimeCanvas } from "../canvas.js";
import { make } from "../elements.js";
import { formatNumber, plain } from "../numbers.js";
import { Table } from "../packet.js";
import { isShown, shownShare } from "../time.js";
/** @import { Stage } from "../stage.js" */
/** @import { CellSpec, LaneSpec, Phase, Place, View } from "../types.d.ts" */

const AXIS = 22;
const SIDE = 10; // a head or a hover line dirties this much on each side

/**
 * One strip of the timeline. Static layers are drawn once; a frame only clips and copies.
 * @template {Exclude<LaneSpec, CellSpec>} Spec
 */
export class Lane extends TimeCanvas {
  /**
   * @param {Stage} stage
   * @param {Spec} spec
   */
  constructor(stage, spec) {
    super(stage);
    this.spec = spec;
    /** @type {Phase} */
    this.phase = "phase" in spec ? spec.phase : "always";
    this.axis = this.dragging = false;
    this.bodyHeight = this.bottom = this.extra = 0;
    /** @type {HTMLCanvasElement | null} */
    this.base = null;
    /** @type {HTMLCanvasElement | null} */
    this.data = null;
    /** @type {{ shown: number[], hover: number | null, p: number } | null} */
    this.last = null;
    this.label = make("div", { class: "label" }, make("b", {}, plain(spec.label)),
      spec.note ? make("span", { class: "note" }, plain(spec.note)) : null);
    this.box = make("div", { class: `lane ${spec.kind}` }, this.label,
      make("div", { class: "plot" }, this.canvas));
    this.canvas.setAttribute("role", "img");
    this.canvas.setAttribute("aria-label", plain([spec.label, spec.note].filter(Boolean).join(stage.labels.comma)));
  }

  /** Take the arrays of the newest header; the structure is the same. */
  load() {
    const index = this.stage.lanes.indexOf(this);
    this.spec = /** @type {Spec} */ (this.stage.header.lanes[index]);
    this.tables();
  }

  /** @param {Place} place */
  table(place) {
    return new Table(this.stage.values, place);
  }

  /** Take this lane's arrays out of the packet. */
  tables() {}

  /** Pixels of the lane's body where the scene asks for none. */
  naturalHeight() {
    return 40;
  }

  /** Does an axis of its own stay when another lane follows? */
  get ownAxis() {
    return false;
  }

  /**
   * Draw what the sweep reveals.
   * @param {CanvasRenderingContext2D} _g
   */
  drawData(_g) {}

  retheme() {}

  top() {
    return 3;
  }

  /** The height that the lane takes at the stage's scale, set aside without drawing. */
  reserve() {
    const own = (this.spec.height ?? this.naturalHeight()) * this.stage.scale;
    this.bodyHeight = Math.round(own) + this.extra;
    const below = this.below() + (this.axis ? AXIS : 4);
    const height = this.top() + this.bodyHeight + below;
    this.canvas.style.height = `${height}px`;
    return height;
  }

  resize() {
    if (!this.fit(this.reserve())) return;
    this.bottom = this.top() + this.bodyHeight;
    this.renderBase();
    this.renderData();
  }

  renderBase() {
    const [base, g] = this.layer();
    this.base = base;
    this.drawBase(g);
    if (this.axis) this.drawTimeTicks(g, this.height - AXIS + 6);
  }

  below() {
    return 0;
  }

  /** The arrays have new values in place. */
  renew() {
    this.renderData();
  }

  renderData() {
    if (!this.base) return;
    const [layer, g] = this.layer();
    this.data = layer;
    this.drawData(g);
  }

  /** @param {CanvasRenderingContext2D} g */
  drawBase(g) {
    g.fillStyle = this.stage.theme.faint;
    g.fillRect(this.left, this.top(), this.plot, this.bodyHeight);
  }

  // ---- one frame

  /** @param {View} view */
  paint(view) {
    if (!this.data || !this.base) return;
    const shown = shownShare(this.phase, view.p, this.stage.T).map((s) => this.edge(s));
    const [from, to] = this.dirty(view, shown);
    this.last = { shown, hover: view.hover, p: view.p };
    if (to <= from) return;
    const g = this.context;
    const { dpr } = this.stage;
    g.setTransform(1, 0, 0, 1, 0, 0);
    const [a, b] = [Math.floor(from * dpr), Math.ceil(to * dpr)];
    g.clearRect(a, 0, b - a, this.canvas.height);
    this.copy(this.base, a, b);
    this.copy(this.data, Math.max(a, this.reach(shown[0], -1)), Math.min(b, this.reach(shown[1], 1)));
    g.setTransform(dpr, 0, 0, dpr, 0, 0);
    g.save();
    g.beginPath();
    g.rect(a / dpr, 0, (b - a) / dpr, this.height);
    g.clip();
    this.drawOver(g, view, shown);
    g.restore();
  }

  /**
   * Device pixel up to which the data layer shows; at the ends of the plot it shows its margin.
   * @param {number} x
   * @param {number} side
   */
  reach(x, side) {
    const { dpr } = this.stage;
    if (side < 0 && x <= this.left) return 0;
    if (side > 0 && x >= this.left + this.plot) return this.canvas.width;
    return Math.round(x * dpr);
  }

  /**
   * @param {HTMLCanvasElement} layer
   * @param {number} from
   * @param {number} to
   */
  copy(layer, from, to) {
    const { height } = this.canvas;
    if (to > from) this.context.drawImage(layer, from, 0, to - from, height, from, 0, to - from, height);
  }

  /**
   * The interval that differs from the last frame, in CSS pixels.
   * @param {View} view
   * @param {number[]} shown
   */
  dirty(view, shown) {
    const { last } = this;
    if (view.full || !last) return [0, this.width];
    /** @type {number[]} */
    const spots = [];
    if (view.p !== last.p) spots.push(...shown, ...last.shown, ...this.heads(last.p), ...this.heads(view.p));
    if (view.hover !== last.hover) for (const t of [view.hover, last.hover]) if (t) spots.push(this.x(t));
    const half = SIDE + this.plot / this.stage.T;
    return spots.length ? [Math.max(0, Math.min(...spots) - half),
      Math.min(this.width, Math.max(...spots) + half)] : [0, 0];
  }

  /** @param {number} p */
  heads(p) {
    const place = this.headAt(p);
    return place === null ? [] : [place];
  }

  /**
   * Where the play-head crosses this lane, if its sweep is the one running.
   * @param {number} p
   */
  headAt(p) {
    const T = this.stage.T;
    const back = p > T;
    if (p >= 2 * T || p <= 0) return null;
    if ((this.phase === "forward" && back) || (this.phase === "backward" && !back)) return null;
    return this.edge(back ? 1 - (p - T) / T : p / T);
  }

  /**
   * @param {CanvasRenderingContext2D} g
   * @param {View} view
   * @param {number[]} _shown
   */
  drawOver(g, view, _shown) {
    const { theme, T } = this.stage;
    const head = this.headAt(view.p);
    if (head !== null) {
      const role = view.p > T ? theme.roles.error : theme.roles.signal;
      this.drawLine(g, head, role.color, 2);
    }
    if (view.hover) this.drawHover(g, view.hover);
  }

  /**
   * @param {CanvasRenderingContext2D} g
   * @param {number} x
   * @param {string} color
   * @param {number} width
   */
  drawLine(g, x, color, width) {
    g.strokeStyle = color;
    g.lineWidth = width;
    g.beginPath();
    g.moveTo(x, this.top() - 2);
    g.lineTo(x, this.bottom + 2);
    g.stroke();
  }

  /**
   * @param {CanvasRenderingContext2D} g
   * @param {number} step
   */
  drawHover(g, step) {
    const column = this.plot / this.stage.T;
    if (column < 4) {
      this.drawLine(g, this.x(step), this.stage.theme.text, 1);
      return;
    }
    g.strokeStyle = this.stage.theme.text;
    g.lineWidth = 1.5;
    g.strokeRect(this.x(step) - column / 2, this.top() - 1, column, this.bodyHeight + 2);
  }

  // ---- input and read-out

  /** @param {number} x */
  positionAt(x) {
    const { T, position } = this.stage;
    const step = this.stepAt(x);
    const back = this.phase === "backward" || (this.phase !== "forward" && position > T);
    return back ? 2 * T + 1 - step : step;
  }

  /** @param {number} step */
  shows(step) {
    return isShown(this.phase, step, this.stage.position, this.stage.T);
  }

  /**
   * What this lane has to say of a step in one line, or nothing.
   * @param {number} _step
   * @returns {string[]}
   */
  headline(_step) {
    return [];
  }

  /**
   * Names of the values read at a step; `read(step)` gives their texts in the same order.
   * @returns {string[]}
   */
  entries() {
    return [""];
  }

  /**
   * @param {number} _step
   * @returns {string[]}
   */
  read(_step) {
    return [];
  }

  /**
   * The sweep that reveals the i-th entry.
   * @param {number} _i
   * @returns {Phase}
   */
  phaseOf(_i) {
    return this.phase;
  }

  /** @param {number} value */
  number(value) {
    return formatNumber(value, this.stage.labels.overflow);
  }
}
