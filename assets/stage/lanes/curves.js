// Curves on one fixed axis, with named events, the effective depth, and the reader's own curve.

import { Axis } from "../axis.js";
import { NARROW } from "../canvas.js";
import { make } from "../elements.js";
import { drawEdges } from "./edges.js";
import { drawEvent } from "./events.js";
import { Ghost } from "./ghost.js";
import { Lane } from "./lane.js";
import { Range } from "./range.js";
import { Sketch } from "./sketch.js";
import { drawMarker, polygon } from "../markers.js";
import { fill, formatCode, niceTicks } from "../numbers.js";
import { swatch } from "../theme.js";
import { clamp, isShown, stepAt } from "../time.js";
/** @import { Stage } from "../stage.js" */
/** @import { Note } from "./edges.js" */
/** @import { Table } from "../packet.js" */
/** @import { CurveSpec, CurvesSpec, RoleLook, View } from "../types.d.ts" */

const ATTIC = 18; // room above a log axis for what leaves it, and below it
const CELLAR = 38;
const RULER = 20;

/** @typedef {CurveSpec & { table: Table }} DrawnCurve */

/** @extends {Lane<CurvesSpec>} */
export class CurvesLane extends Lane {
  /** @type {DrawnCurve[]} */ curves = [];
  /** @type {DrawnCurve[]} */ ruled = []; // those whose effective depth is known
  /** @type {HTMLElement | null} */ legend = null;
  /** @type {Sketch | null} */ sketch = null;
  /** @type {Note[]} */ notes = []; // what is said of the curves that leave the axis
  told = 0; // how many depths and notes are on show
  scale = new Axis([0, 1], false);

  get ownAxis() {
    return true;
  }

  get log() {
    return this.spec.scale === "log";
  }

  /**
   * @param {Stage} stage
   * @param {CurvesSpec} spec
   */
  constructor(stage, spec) {
    super(stage, spec);
    this.ghost = new Ghost(this);
    if (spec.guess) this.sketch = new Sketch(this);
    if (this.log) this.range = new Range(this, spec.wide);
  }

  tables() {
    this.range?.follow(this.spec.wide);
    this.scale = new Axis(this.range?.domain ?? this.spec.domain, this.log);
    this.sketch?.fit(this.stage.T);
    this.ghost.load();
    this.curves = this.spec.curves.map((curve) => ({ ...curve, table: this.table(curve.values) }));
    this.ruled = this.curves.filter((curve) => curve.depth !== null);
  }

  retheme() {
    const { theme } = this.stage;
    this.legend?.remove();
    this.legend = make("span", { class: "legend" }, ...this.curves.map((curve) => make("span", {},
      swatch(theme, curve.role), curve.name === this.spec.label ? "" : curve.name)),
      this.sketch ? make("span", { class: "own" }, swatch(theme, "neutral"), this.spec.guess) : "");
    this.label.append(this.legend);
  }

  naturalHeight() {
    return this.log ? (this.stage.width < NARROW ? 220 : 250) : 110;
  }

  top() {
    return this.log ? ATTIC + 4 : 6;
  }

  below() {
    return (this.log ? CELLAR : 0) + this.ruled.length * RULER;
  }

  /**
   * y of a unit of the axis (log10 on a log axis), which must be on it.
   * @param {number} unit
   */
  y(unit) {
    return this.bottom - this.scale.share(unit) * this.bodyHeight;
  }

  /** @param {CanvasRenderingContext2D} g */
  drawBase(g) {
    this.drawGrid(g);
    if (this.log) this.drawFloor(g);
    this.ghost.draw(g);
    this.curves.filter((curve) => curve.phase === "always").forEach((c, i) => this.drawCurve(g, c, i));
    if (this.sketch) this.drawGuess(g, this.sketch.values);
  }

  /**
   * The reader's own curve, one value a step in the units of the axis.
   * @param {CanvasRenderingContext2D} g
   * @param {Float64Array} guess
   */
  drawGuess(g, guess) {
    const role = this.stage.theme.roles.neutral;
    g.strokeStyle = role.color;
    g.lineWidth = 3;
    g.setLineDash(role.dash);
    this.trace(g, [...guess]);
    g.setLineDash([]);
  }

  /** @param {CanvasRenderingContext2D} g */
  drawGrid(g) {
    const { theme, T } = this.stage;
    const floor = this.bottom + (this.log ? CELLAR : 0);
    g.lineWidth = 1;
    const top = this.y(this.scale.high); // its number is always there, one too near gives way
    for (const [unit, text] of this.scale.ticks()) {
      const y = this.y(unit);
      g.strokeStyle = text ? theme.line : theme.faint;
      g.beginPath();
      g.moveTo(this.left, Math.round(y) + 0.5);
      g.lineTo(this.left + this.plot, Math.round(y) + 0.5);
      g.stroke();
      g.fillStyle = theme.muted;
      g.textAlign = "right";
      g.textBaseline = "middle";
      if (y === top || y - top > 13) g.fillText(text, this.left - 8, y);
    }
    g.strokeStyle = theme.faint;
    for (const t of niceTicks(T, this.plot)) {
      g.beginPath();
      g.moveTo(Math.round(this.x(t)) + 0.5, this.top());
      g.lineTo(Math.round(this.x(t)) + 0.5, floor);
      g.stroke();
    }
  }

  /**
   * The hatched zone below which a contribution is lost in double precision.
   * @param {CanvasRenderingContext2D} g
   */
  drawFloor(g) {
    const { theme, labels } = this.stage;
    const top = this.y(Math.max(this.scale.low, Math.log10(this.spec.floor ?? 0)));
    const bottom = this.bottom + CELLAR;
    g.save();
    g.beginPath();
    g.rect(this.left, top, this.plot, bottom - top);
    g.clip();
    g.fillStyle = theme.faint;
    g.fillRect(this.left, top, this.plot, bottom - top);
    g.strokeStyle = theme.line;
    g.beginPath();
    for (let x = this.left - bottom + top; x < this.left + this.plot; x += 7) {
      g.moveTo(x, bottom);
      g.lineTo(x + bottom - top, top);
    }
    g.stroke();
    g.restore();
    this.drawPlate(g, labels.floor, this.left + 8, bottom - 10);
  }

  /**
   * Text on a plate of background, so that hatching does not run through it.
   * @param {CanvasRenderingContext2D} g
   * @param {string} text
   * @param {number} x
   * @param {number} y
   */
  drawPlate(g, text, x, y, { color = this.stage.theme.muted, align = "left", weight = 400 } = {}) {
    g.font = this.font(12, weight);
    g.textAlign = "left";
    g.textBaseline = "middle";
    const width = g.measureText(text).width;
    const wished = align === "left" ? x : x - width;
    const last = this.width - width - 4; // never cut off on a phone, nor on the numbers of the axis
    const start = Math.max(4, Math.min(Math.max(wished, this.left), last));
    g.fillStyle = this.stage.theme.background;
    g.fillRect(start - 4, y - 8, width + 8, 16);
    g.fillStyle = color;
    g.fillText(text, start, y + 0.5);
  }

  renew() {
    if (this.base && this.curves.some((curve) => curve.phase === "always")) this.renderBase();
    super.renew();
  }

  /** @param {CanvasRenderingContext2D} g */
  drawData(g) {
    this.curves.filter((curve) => curve.phase !== "always").forEach((c, i) => this.drawCurve(g, c, i));
    this.ruled.forEach((curve, i) => this.drawRuler(g, curve, i));
    (this.spec.events ?? []).forEach((event, i) => drawEvent(g, this, event, i));
    this.notes = drawEdges(g, this);
  }

  /**
   * Has the error come as far as the step that a note speaks of?
   * @param {Note} note
   * @param {number} p
   */
  noted({ curve, t }, p) {
    return isShown(curve.phase ?? this.phase, t, Math.ceil(p), this.stage.T);
  }

  /**
   * @param {CanvasRenderingContext2D} g
   * @param {DrawnCurve} curve
   * @param {number} index
   */
  drawCurve(g, curve, index) {
    this.strokeCurve(g, curve, 2.5);
    this.drawMarkers(g, curve, this.stage.theme.roles[curve.role], index);
  }

  /**
   * @param {CanvasRenderingContext2D} g
   * @param {DrawnCurve} curve
   * @param {number} width
   */
  strokeCurve(g, curve, width) {
    const role = this.stage.theme.roles[curve.role];
    g.strokeStyle = role.color;
    g.lineWidth = width;
    g.lineJoin = "round";
    g.setLineDash(role.dash);
    this.trace(g, this.units(curve));
    g.setLineDash([]);
  }

  /**
   * Stroke a line through all steps that have a value, as far as it is on the axis.
   * @param {CanvasRenderingContext2D} g
   * @param {number[]} units
   */
  trace(g, units) {
    g.beginPath();
    for (const line of this.scale.lines(units)) {
      line.reverse().forEach(([t, unit], i) => {
        const [x, y] = [this.x(t), this.y(unit)];
        if (i) g.lineTo(x, y);
        else g.moveTo(x, y);
      });
    }
    g.stroke();
  }

  /**
   * A curve in the units of the axis, one a step.
   * @param {DrawnCurve} curve
   */
  units(curve) {
    return Array.from({ length: this.stage.T }, (_, i) => this.scale.unit(curve.table.at(i + 1)));
  }

  /**
   * @param {CanvasRenderingContext2D} g
   * @param {DrawnCurve} curve
   * @param {RoleLook} role
   * @param {number} index
   */
  drawMarkers(g, curve, role, index) {
    const { theme, T } = this.stage;
    const every = Math.max(1, Math.round((T * 110) / this.plot));
    const start = T - Math.round(every * (0.4 + (index % 3) * 0.25));
    for (let t = start; t >= 1; t -= every) {
      const unit = this.scale.unit(curve.table.at(t));
      if (Number.isNaN(unit) || this.scale.side(unit)) continue;
      drawMarker(g, this.x(t), this.y(unit), role, 4, theme.background);
    }
  }

  /**
   * Effective depth as a bar that grows with the error and stops where 1 % is left.
   * @param {CanvasRenderingContext2D} g
   * @param {DrawnCurve} curve
   * @param {number} index
   */
  drawRuler(g, curve, index) {
    const { theme, T } = this.stage;
    const role = theme.roles[curve.role];
    const y = this.rulerY(index);
    const [right, left] = [this.x(curve.source ?? T), this.x(this.endOf(curve))];
    g.fillStyle = role.color;
    g.fillRect(left, y - 2.5, Math.max(2, right - left), 5);
    drawMarker(g, left, y, role, 5, theme.background);
  }

  /**
   * The bar's words appear once the error has come that far.
   * @param {CanvasRenderingContext2D} g
   * @param {DrawnCurve} curve
   * @param {number} index
   */
  drawRulerWords(g, curve, index) {
    const { theme, labels } = this.stage;
    const text = fill(labels.depth, { depth: curve.depth });
    g.font = this.font(12, 600);
    const x = this.x(this.endOf(curve));
    const room = x - this.left > g.measureText(text).width + 16;
    this.drawPlate(g, text, room ? x - 12 : x + 14, this.rulerY(index),
      { color: theme.roles[curve.role].color, align: room ? "right" : "left", weight: 600 });
  }

  /** @param {number} index */
  rulerY(index) {
    return this.bottom + (this.log ? CELLAR : 0) + index * RULER + RULER / 2 + 3;
  }

  /** @param {DrawnCurve} curve */
  endOf(curve) {
    return Math.max(1, (curve.source ?? this.stage.T) - (curve.depth ?? 0));
  }

  /** @param {View} view */
  paint(view) {
    const reached = this.ruled.filter((curve) => this.reached(curve, view.p)).length
      + this.notes.filter((note) => this.noted(note, view.p)).length;
    const full = view.full || reached !== this.told;
    this.told = reached;
    super.paint({ ...view, full });
  }

  /**
   * @param {DrawnCurve} curve
   * @param {number} p
   */
  reached(curve, p) {
    return isShown(this.phase, this.endOf(curve), Math.ceil(p), this.stage.T);
  }

  /**
   * The head of the error: a marker on every curve that is being drawn.
   * @param {CanvasRenderingContext2D} g
   * @param {View} view
   * @param {number[]} shown
   */
  drawOver(g, view, shown) {
    super.drawOver(g, view, shown);
    this.ruled.forEach((curve, i) => this.reached(curve, view.p) && this.drawRulerWords(g, curve, i));
    const { theme, T } = this.stage;
    for (const note of this.notes) {
      if (!this.noted(note, view.p)) continue;
      this.drawPlate(g, note.text, note.start, note.y, { color: theme.roles[note.curve.role].color, weight: 600 });
    }
    if (this.headAt(view.p) === null) return;
    const step = stepAt(view.p, T);
    for (const curve of this.curves) {
      const unit = this.scale.unit(curve.table.at(step));
      if (curve.phase === "always" || Number.isNaN(unit) || this.scale.side(unit)) continue;
      if (!isShown(this.phase, step, Math.ceil(view.p), T)) continue;
      const x = shown[this.phase === "backward" ? 0 : 1];
      drawMarker(g, x, this.y(unit), theme.roles[curve.role], 6, theme.background);
    }
  }

  entries() {
    const names = this.curves.map((curve) => curve.name);
    return this.sketch ? [...names, this.spec.guess] : names;
  }

  /** @param {number} step */
  read(step) {
    const overflow = this.stage.labels.overflow;
    const texts = this.curves.map((curve) => {
      const value = curve.table.at(step);
      return this.log ? formatCode(value, overflow) : this.number(value);
    });
    if (!this.sketch) return texts;
    const guess = this.sketch.values[step - 1];
    return [...texts, this.number(this.log ? 10 ** guess : guess)];
  }

  /** @param {number} i */
  phaseOf(i) {
    return i < this.curves.length ? this.curves[i].phase ?? this.phase : "always";
  }

  /** @param {number} step */
  headline(step) {
    if (!this.shows(step)) return [];
    const all = this.read(step);
    const texts = this.curves.map((curve, i) => fill(this.stage.labels.named, { name: curve.name, value: all[i] }));
    return texts.filter((_, i) => this.curves[i].phase !== "always");
  }
}
