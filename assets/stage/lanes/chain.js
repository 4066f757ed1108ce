// One unit unrolled: input, unit and output of every step with arrows, and below them the error,
// a disc that shrinks or swells on its way back, with the factor of each step at its arrow.

import { alpha } from "../colour.js";
import { make } from "../elements.js";
import { Lane } from "./lane.js";
import { besideOne, formatNumber, formatSize, minus, power } from "../numbers.js";
import { polygon } from "../markers.js";
import { clamp, isShown } from "../time.js";
/** @import { Stage } from "../stage.js" */
/** @import { Table } from "../packet.js" */
/** @import { ChainRow, ChainSpec, Phase, View } from "../types.d.ts" */

/** Where each row stands, as a share of the height, and where there is little of it. */
/** @type {Record<string, number>} */
const ROOMY = { output: 0.06, unit: 0.25, input: 0.43, error: 0.69, number: 0.85, share: 0.96 };
/** @type {Record<string, number>} */
const FLAT = { output: 0.04, unit: 0.19, input: 0.36, error: 0.62, number: 0.75, share: 0.9 };
const FLAT_BELOW = 240; // pixels
/** @type {Record<ChainRow, Phase>} */
const SWEPT = { input: "always", unit: "forward", ahead: "forward", output: "loss", error: "backward",
  back: "backward", share: "backward" };
/** @type {ChainRow[]} */
const TOLD = ["input", "unit", "output", "error", "back", "share"];
const FULL = { linear: 1, log: 1 }; // log10 of the largest disc on a log scale, its size on a linear one
const SMALLEST = -6; // log10 of the smallest disc on a log scale
const CLOSE = 60; // pixels of a step below which numbers have two decimals
const CLOSEST = 29; // and below which letters are smaller, too
const HEAD = 7; // pixels of an arrow's head, where there are as many

/**
 * Radius of an error's disc as a share of the largest, 0..1; what is larger still is full.
 * @param {number} value
 * @param {boolean} log
 */
export function discShare(value, log) {
  const size = Math.abs(value);
  if (!(size > 0)) return 0;
  if (!log) return Math.min(1, size / FULL.linear);
  return clamp((Math.log10(size) - SMALLEST) / (FULL.log - SMALLEST), 0.04, 1);
}

/**
 * A number of the chain in as few letters as say it; where steps stand close, without its first 0.
 * @param {number} value
 * @param {boolean} close
 */
export function chainNumber(value, close) {
  const size = Math.abs(value);
  if (!(size > 0) || !Number.isFinite(size)) return formatNumber(value, "∞");
  if (size < 0.0005) return (value < 0 ? "−" : "") + (close ? power(Math.round(Math.log10(size)))
    : formatSize(Math.log10(size), ""));
  const digits = close ? (size < 0.01 ? 3 : size < 10 ? 2 : size < 100 ? 1 : 0) : size < 10 ? 3 : 2;
  const text = besideOne(value, digits, (n) => value.toFixed(n));
  return close && size < 1 ? text.replace("0.", ".") : text;
}

/**
 * A number as it was set: 0.8, −0.5, 1; where steps stand close, without its first 0.
 * @param {number} value
 */
export function setNumber(value, close = false) {
  const text = minus(String(Math.round(value * 1e6) / 1e6));
  return close && Math.abs(value) < 1 ? text.replace("0.", ".") : text;
}

/** @extends {Lane<ChainSpec>} */
export class ChainLane extends Lane {
  /** @type {Map<ChainRow, Table>} */ rows = new Map();

  /**
   * @param {Stage} stage
   * @param {ChainSpec} spec
   */
  constructor(stage, spec) {
    super(stage, spec);
    this.log = spec.scale === "log";
    const { labels } = stage;
    this.button = make("button", { type: "button", "data-act": "log", title: labels.log_discs,
      onclick: () => this.setLog(!this.log) }, labels.log);
    this.label.append(make("span", { class: "sketch" }, this.button));
    this.button.setAttribute("aria-pressed", String(this.log));
  }

  tables() {
    const places = /** @type {[ChainRow, import("../types.d.ts").Place][]} */ (Object.entries(this.spec.values));
    this.rows = new Map(places.map(([row, place]) => [row, this.table(place)]));
  }

  naturalHeight() {
    return 330;
  }

  /** @param {boolean} log */
  setLog(log) {
    this.log = log;
    this.button.setAttribute("aria-pressed", String(log));
    this.stage.invalidate(true);
  }

  drawBase() {}

  /** @param {View} view */
  paint(view) {
    const { last } = this;
    if (!this.base || (!view.full && last && last.p === view.p && last.hover === view.hover)) return;
    this.last = { shown: [], hover: view.hover, p: view.p };
    const g = this.context;
    g.setTransform(1, 0, 0, 1, 0, 0);
    g.clearRect(0, 0, this.canvas.width, this.canvas.height);
    this.copy(this.base, 0, this.canvas.width);
    g.setTransform(this.stage.dpr, 0, 0, this.stage.dpr, 0, 0);
    this.drawNames(g);
    this.drawForward(g, view.p);
    this.drawBack(g, view.p);
    if (view.hover) this.drawHover(g, view.hover);
  }

  // ---- measures

  get column() {
    return this.plot / this.stage.T;
  }

  get close() {
    return this.column < CLOSE;
  }

  get letters() {
    return !this.close ? 13 : this.column < CLOSEST ? 10 : 12;
  }

  get low() {
    return this.bodyHeight < FLAT_BELOW;
  }

  get radius() {
    return Math.max(5, Math.min(this.column * (this.close ? 0.38 : 0.32), this.bodyHeight * 0.085));
  }

  /** @param {string} row */
  y(row) {
    return this.top() + (this.low ? FLAT : ROOMY)[row] * this.bodyHeight;
  }

  /**
   * @param {ChainRow} row
   * @param {number} t
   */
  at(row, t) {
    return this.rows.get(row)?.at(t) ?? NaN;
  }

  /**
   * @param {ChainRow} row
   * @param {number} t
   */
  isAsked(row, t) {
    return this.spec.asked.some(([name, step]) => name === row && step === t);
  }

  /**
   * The text of a number, "?" where the reader is asked for it, nothing where there is none.
   * @param {ChainRow} row
   * @param {number} t
   */
  said(row, t) {
    if (this.isAsked(row, t)) return "?";
    const value = this.at(row, t);
    if (Number.isNaN(value)) return "";
    return row === "input" || row === "ahead" ? setNumber(value, this.close) : chainNumber(value, this.close);
  }

  // ---- the way forward

  /** @param {CanvasRenderingContext2D} g */
  drawNames(g) {
    g.font = this.font(12);
    g.fillStyle = this.stage.theme.muted;
    g.textAlign = "right";
    g.textBaseline = "middle";
    for (const row of /** @type {ChainRow[]} */ (["output", "unit", "input", "error", "share"])) {
      g.fillText(this.spec.names[row], this.left - 6, this.y(row));
    }
  }

  /**
   * @param {CanvasRenderingContext2D} g
   * @param {number} p
   */
  drawForward(g, p) {
    const { theme, T } = this.stage;
    const { color } = theme.roles.signal;
    for (let t = 1; t <= T; t++) {
      this.write(g, this.said("input", t), this.x(t), this.y("input"));
      if (t > p) continue;
      this.arrow(g, [this.x(t), this.y("input") - 9], [this.x(t), this.y("unit") + this.radius + 2], color);
      this.disc(g, this.x(t), this.y("unit"), this.radius, color, 0.16);
      this.write(g, this.said("unit", t), this.x(t), this.y("unit"), t === p);
      if (t < T) this.step(g, "ahead", t, this.y("unit"), t + 1 <= p);
      if (p >= T && this.said("output", t)) {
        this.arrow(g, [this.x(t), this.y("unit") - this.radius - 2], [this.x(t), this.y("output") + 9], color);
        this.write(g, this.said("output", t), this.x(t), this.y("output"));
      }
    }
    if (p > 1 && p < T && p % 1) this.disc(g, this.x(p), this.y("unit"), this.radius * 0.5, color, 0.9);
  }

  // ---- the way back

  /**
   * @param {CanvasRenderingContext2D} g
   * @param {number} p
   */
  drawBack(g, p) {
    const { theme, T } = this.stage;
    const { color } = theme.roles.error;
    for (let t = 1; t <= T; t++) {
      if (!isShown("backward", t, p, T)) continue;
      if (t < T) this.step(g, "back", t, this.y("error"), true);
      this.error(g, this.x(t), t, this.at("error", t));
      const number = this.isAsked("error", t) ? "" : this.said("error", t);
      this.write(g, number, this.x(t), this.y("number") + this.shift("error", t), true);
      this.write(g, this.said("share", t), this.x(t), this.y("share") + this.shift("share", t), false,
        theme.roles.signal.color);
    }
    if (p > T && p < 2 * T && p % 1) this.drawMoving(g, p);
  }

  /**
   * The error on its way from one step to the one before; the first comes down from the output.
   * @param {CanvasRenderingContext2D} g
   * @param {number} p
   */
  drawMoving(g, p) {
    const T = this.stage.T;
    const way = p % 1;
    const to = 2 * T - Math.floor(p);
    const { color } = this.stage.theme.roles.error;
    const [before, after] = [this.at("error", Math.min(T, to + 1)), this.at("error", to)].map((value) =>
      Number.isNaN(value) ? 0.3 : discShare(value, this.log));
    const x = to === T ? this.x(T) : this.x(to + 1 - way);
    const y = to === T ? this.y("unit") + (this.y("error") - this.y("unit")) * way : this.y("error");
    this.disc(g, x, y, this.largest * (before + (after - before) * way), color, 0.75);
  }

  get largest() {
    return Math.max(6, Math.min(this.column * 0.42, this.bodyHeight * 0.11));
  }

  /**
   * The disc of an error; a dashed ring where it is larger than the largest, "?" where it is asked.
   * @param {CanvasRenderingContext2D} g
   * @param {number} x
   * @param {number} t
   * @param {number} value
   */
  error(g, x, t, value) {
    const { theme } = this.stage;
    if (this.isAsked("error", t)) {
      this.write(g, "?", x, this.y("error"), true);
      return;
    }
    const { color } = theme.roles.error;
    const share = discShare(value, this.log);
    this.disc(g, x, this.y("error"), this.largest * share, color, 0.75);
    if (Math.abs(value) <= (this.log ? 10 ** FULL.log : FULL.linear)) return;
    g.strokeStyle = color;
    g.lineWidth = 2;
    g.setLineDash([4, 3]);
    g.beginPath();
    g.arc(x, this.y("error"), this.largest + 3, 0, 7);
    g.stroke();
    g.setLineDash([]);
  }

  /**
   * How far from a unit its number is clear of an arrow, as far as there is room for one.
   * @param {CanvasRenderingContext2D} g
   * @param {number} t
   */
  clear(g, t) {
    g.font = this.font(this.letters, 500);
    const wide = Math.max(...[t, t + 1].map((at) => g.measureText(this.said("unit", at)).width));
    return Math.min(wide / 2 + 3, this.column * 0.45);
  }

  /**
   * The arrow between steps t and t + 1, and what it multiplies by.
   * @param {CanvasRenderingContext2D} g
   * @param {"ahead" | "back"} row
   * @param {number} t
   * @param {number} y
   * @param {boolean} whole
   */
  step(g, row, t, y, whole) {
    const role = this.stage.theme.roles[row === "back" ? "error" : "signal"];
    const room = row === "back" ? this.largest : this.radius;
    const beside = this.close ? this.column * 0.38 : Math.min(room + 3, this.column * 0.36);
    const gap = row === "ahead" ? Math.max(beside, this.clear(g, t)) : beside;
    const ends = [[this.x(t) + gap, y], [this.x(t + 1) - gap, y]];
    if (whole) this.arrow(g, ends[row === "back" ? 1 : 0], ends[row === "back" ? 0 : 1], role.color);
    const said = this.said(row, t);
    const same = row === "ahead" && t > 1 && this.close; // all are the one weight
    if (!said || same || (row === "ahead" && !whole)) return;
    const up = this.shift(row, t);
    const below = row === "ahead" && (this.close || this.low); // beside the outputs is no room for it
    this.write(g, `×${said}`, (this.x(t) + this.x(t + 1)) / 2, below ? (y + this.y("input")) / 2
      : y - room - (this.low ? 5 : 8) - up, false, role.color);
  }

  // ---- strokes

  /**
   * How far a number is moved aside in its row, where the row's numbers would run into each other.
   * @param {ChainRow} row
   * @param {number} t
   */
  shift(row, t) {
    if (t % 2) return 0;
    const g = this.context;
    g.font = this.font(this.letters, 600);
    const sign = row === "ahead" || row === "back" ? "×" : "";
    const widths = Array.from({ length: this.stage.T }, (_, i) => g.measureText(sign + this.said(row, i + 1)).width);
    return Math.max(...widths) > this.column - 3 ? 12 : 0;
  }

  /**
   * @param {CanvasRenderingContext2D} g
   * @param {number} x
   * @param {number} y
   * @param {number} radius
   * @param {string} color
   * @param {number} strength
   */
  disc(g, x, y, radius, color, strength) {
    if (!(radius > 0)) return;
    g.fillStyle = alpha(color, strength);
    g.beginPath();
    g.arc(x, y, radius, 0, 7);
    g.fill();
  }

  /**
   * @param {CanvasRenderingContext2D} g
   * @param {string} text
   * @param {number} x
   * @param {number} y
   */
  write(g, text, x, y, strong = false, color = this.stage.theme.text) {
    if (!text) return;
    g.font = this.font(text === "?" ? 16 : this.letters, strong || text === "?" ? 700 : 500);
    g.textAlign = "center";
    g.textBaseline = "middle";
    g.fillStyle = color;
    g.fillText(text, x, y + 0.5);
  }

  /**
   * @param {CanvasRenderingContext2D} g
   * @param {number[]} from
   * @param {number[]} to
   * @param {string} color
   */
  arrow(g, from, to, color) {
    const angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
    const head = Math.min(HEAD, Math.hypot(to[0] - from[0], to[1] - from[1]));
    g.strokeStyle = g.fillStyle = color;
    g.lineWidth = 1.8;
    g.beginPath();
    g.moveTo(from[0], from[1]);
    g.lineTo(to[0] - (head / 2) * Math.cos(angle), to[1] - (head / 2) * Math.sin(angle));
    g.stroke();
    g.save();
    g.translate(to[0], to[1]);
    g.rotate(angle);
    g.beginPath();
    polygon(g, [[0, 0], [-head, 3.5], [-head, -3.5]]);
    g.fill();
    g.restore();
  }

  // ---- read-out

  entries() {
    return TOLD.map((row) => this.spec.names[row]);
  }

  /** @param {number} step */
  read(step) {
    return TOLD.map((row) => (this.isAsked(row, step) ? "?" : this.number(this.at(row, step))));
  }

  /** @param {number} i */
  phaseOf(i) {
    return SWEPT[TOLD[i]];
  }

  /** @param {number} step */
  headline(step) {
    const back = this.stage.position > this.stage.T;
    const [name, row] = back ? ["ϑ", /** @type {const} */ ("error")] : ["y", /** @type {const} */ ("unit")];
    return [`${name}(${step}) = ${this.said(row, step) || "–"}`];
  }
}
