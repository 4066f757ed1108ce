// The memory cell at the play-head, drawn as plumbing: valves, a tank, error arrows.

import { make, setText, svg } from "../elements.js";
import { formatBrief, formatCode, formatNumber, plain } from "../numbers.js";
import { Table, logSize } from "../packet.js";
import { clamp, isShown, stepAt } from "../time.js";
import { LOWEST } from "../fit.js";
import { Formula } from "./formula.js";
import { READ, drawOutput, drawWiring } from "./wiring.js";
/** @import { Stage } from "../stage.js" */
/** @import { CellSpec, Place, View } from "../types.d.ts" */

// The paper's symbols: letter, superscript, subscript.
/** @type {Record<string, string[]>} */
const NAMES = { y_in: ["y", "in"], y_out: ["y", "out"], y_forget: ["y", "ϕ"], g: ["g"], h: ["h"],
  s: ["s", "", "c"], y_c: ["y", "c"], y_k: ["y", "k"], net_c: ["net", "", "c"], e_s: ["e", "", "s"],
  d_net_in: ["e", "", "in"], d_net_out: ["e", "", "out"], d_net_c: ["e", "", "c"],
  d_y_c: ["e", "", "y"] };

/**
 * A symbol as tspans; `after` continues on the base line.
 * @param {string} name
 */
function symbolSpans(name, after = "") {
  const [letter, upper = "", lower = ""] = NAMES[name];
  const shift = upper ? -6 : 4;
  return [letter, svg("tspan", { dy: shift, class: "sup" }, upper || lower),
    svg("tspan", { dy: -shift, class: "size" }, after)];
}

/**
 * A symbol as HTML, for the read-out.
 * @param {string} name
 */
function symbolNodes(name) {
  const [letter, upper, lower] = NAMES[name];
  return [letter, upper ? make("sup", {}, upper) : "", lower ? make("sub", {}, lower) : ""];
}

const PIPE = 190; // the pipe's middle; the drawing is 720 x 366, and higher with its wires
const LEAST = 420; // pixels that the drawing is wide where its place is: its letters are read
const WIDEST = 860; // and that it needs at most
const MOST = 0.92; // of that, where the picture is of the cell
const BESIDE = 0.72;
/**
 * What flows where: from x to x, and the amount that fills the pipe.
 * @type {Record<string, number[]>}
 */
const FLOWS = { net_c: [30, 110, 4], g: [150, 222, 2], written: [222, 290, 2], h: [490, 560, 1],
  y_c: [560, 700, 1], y_k: [READ + 33, 716, 2.2] };
const TANK = { left: 290, right: 410, half: 60 };
/** @type {Record<string, number>} */
const VALVES = { y_in: 222, y_out: 560 };
/**
 * Where each error runs: its path, the tip (x, y, degrees) and the place of its label.
 * @type {Record<string, { path: string, tip: number[], label: [number, number, string], cut?: number[] }>}
 */
const ERRORS = {
  e_s: { path: "M402 128C452 18 248 18 298 120", tip: [298, 118, 78], label: [424, 62, "start"] },
  d_net_c: { path: "M286 158H58", tip: [58, 158, 180], label: [60, 136, "start"], cut: [30, 158, 0] },
  d_net_in: { path: "M286 224H254V318", tip: [254, 318, 90], label: [282, 342, "start"],
    cut: [254, 348, -90] },
  d_net_out: { path: "M664 224H594V318", tip: [594, 318, 90], label: [622, 342, "start"],
    cut: [594, 348, -90] },
  d_y_c: { path: "M700 158H430", tip: [430, 158, 180], label: [610, 136, "start"] },
};
const SCISSORS = "M-12-8L13 7M-12 8L13-7M-16.5-8a4.5 4.5 0 1 0 .1 3zM-16.5 11a4.5 4.5 0 1 0 .1 -3z";

/** The idea of the paper's Figure 1 as plumbing: valves, a tank with its carousel, error arrows. */
export class CellLane {
  /**
   * @param {Stage} stage
   * @param {CellSpec} spec
   */
  constructor(stage, spec) {
    this.stage = stage;
    this.spec = spec;
    this.cell = this.extra = 0;
    this.shown = ""; // the step that is drawn
    /** @type {Record<string, SVGElement>} */
    this.parts = {};
    /** @type {Record<string, number[]>} */
    this.dials = {}; // where they stand
    /** @type {Record<string, Table>} */
    this.gates = {};
    /** @type {Record<string, Table>} */
    this.errorTables = {};
    this.formula = new Formula(this);
    this.high = spec.wires ? 410 : 366;
    this.svg = svg("svg", { viewBox: `0 0 720 ${this.high}`, role: "group", "aria-label": plain(spec.label) });
    this.box = make("div", { class: "lane cell" },
      make("div", { class: "label" }, make("b", {}, spec.label),
        spec.note ? make("span", { class: "note" }, plain(spec.note)) : null, this.picker()),
      (this.plot = make("div", { class: "plot" }, this.draw())), this.formula.box);
    this.formula.lay();
  }

  picker() {
    const { cells } = this.spec;
    if (cells.length < 2) return null;
    return make("select", { "aria-label": this.stage.labels.cell, onchange: (/** @type {{ target: HTMLSelectElement }} */ event) => {
      this.cell = Number(event.target.value);
      this.stage.invalidate(true);
    } }, ...cells.map((name, i) => make("option", { value: String(i) }, name)));
  }

  // ---- the drawing, once

  draw() {
    const { labels } = this.stage;
    this.add("path", { class: "pipe", d: `M30 ${PIPE - 20}H700M30 ${PIPE + 20}H700` });
    const { read } = this.spec;
    for (const name of Object.keys(FLOWS)) if (name !== "y_k" || read) this.parts[name] = this.add("path", { class: "flow" });
    this.squash("g", 130);
    this.squash("h", 470);
    this.tank();
    this.carousel();
    this.valve("y_in", "input_gate", labels.input_gate);
    this.valve("y_out", "output_gate", labels.output_gate);
    if ("net_c" in this.spec.gates) this.symbol("net_c", 48, PIPE + 50);
    this.symbol("y_c", this.spec.read ? 600 : this.spec.wires ? 664 : 680, PIPE + 50);
    if (this.spec.read) drawOutput(this, this.spec.read[0]);
    drawWiring(this);
    for (const name of Object.keys(ERRORS)) if (name in this.spec.errors) this.errorArrow(name);
    return this.svg;
  }

  /**
   * @param {string} tag
   * @param {Record<string, string | number>} attributes
   * @param {...(Node | string)} children
   */
  add(tag, attributes, ...children) {
    return this.svg.appendChild(svg(tag, attributes, ...children));
  }

  /**
   * A name in the paper's symbols and, under it, its value.
   * @param {string} name
   * @param {number} x
   * @param {number} y
   */
  symbol(name, x, y, anchor = "middle") {
    this.add("text", { x, y, "text-anchor": anchor, class: "name" }, ...symbolSpans(name));
    this.parts[`text:${name}`] = this.add("text", { x, y: y + 23, "text-anchor": anchor, class: "value" });
  }

  /**
   * @param {string} name
   * @param {number} x
   */
  squash(name, x) {
    this.add("rect", { class: "squash", x: x - 20, y: PIPE - 24, width: 40, height: 48, rx: 8 });
    this.add("path", { class: "curve", d: `M${x - 12} ${PIPE + 12}C${x + 2} ${PIPE + 12} ${x - 2} ${PIPE - 12} ${x + 12} ${PIPE - 12}` });
    this.symbol(name, x, PIPE + 50);
  }

  tank() {
    const { left, right, half } = TANK;
    const box = { x: left, y: PIPE - half, width: right - left, height: 2 * half, rx: 10 };
    this.add("rect", { class: "tank", ...box });
    this.parts.level = this.add("rect", { class: "level", x: left + 3, width: right - left - 6, rx: 4 });
    this.add("path", { class: "zero", d: `M${left} ${PIPE}H${right}` });
    this.add("rect", { class: "tank rim", ...box });
    const scale = { x: right - 8, "text-anchor": "end", class: "tick" };
    this.parts.high = this.add("text", { ...scale, y: PIPE - half + 17 });
    this.parts.low = this.add("text", { ...scale, y: PIPE + half - 8 });
    this.symbol("s", (left + right) / 2, PIPE + half + 24);
  }

  /** The loop of weight 1.0; with a forget gate, a dial sits in it. */
  carousel() {
    const { labels } = this.stage;
    const forget = "y_forget" in this.spec.gates;
    this.add("path", { class: "loop", d: "M384 128C408 60 292 60 315 122" });
    this.add("path", { class: "loop", d: "M306 111l9 13 9-13" });
    this.add("text", { x: 276, y: 68, "text-anchor": "end", class: "word",
      style: `fill:var(--role-${forget ? "forget_gate" : "cell"})` },
      forget ? labels.forget_gate : labels.carousel);
    this.parts.factor = this.add("text", forget
      ? { x: 276, y: 90, "text-anchor": "end", class: "factor", style: "fill:var(--role-forget_gate)" }
      : { x: 350, y: 112, "text-anchor": "middle", class: "factor" });
    if (forget) this.dial("y_forget", 350, 103, "forget_gate");
  }

  /**
   * @param {string} name
   * @param {number} x
   * @param {number} y
   * @param {string} role
   */
  dial(name, x, y, role) {
    this.add("circle", { class: "gate", cx: x, cy: y, r: 19, style: `stroke:var(--role-${role})` });
    this.parts[`${name}:dial`] = this.add("path", { class: "dial", style: `fill:var(--role-${role})` });
    this.dials[name] = [x, y];
  }

  /**
   * @param {string} name
   * @param {string} role
   * @param {string} word
   */
  valve(name, role, word) {
    const x = VALVES[name];
    const color = `fill:var(--role-${role})`;
    this.add("path", { class: "stem", d: `M${x} ${PIPE + 24}V${PIPE + 84}` });
    for (const side of ["top", "bottom"]) {
      this.parts[`${name}:${side}`] = this.add("rect", { class: "jaw", x: x - 8, y: PIPE - 24, width: 16,
        rx: 2, style: color });
    }
    this.dial(name, x, PIPE + 103, role);
    this.add("text", { x: x - 30, y: PIPE + 95, "text-anchor": "end", class: "word", style: color }, word);
    this.symbol(name, x - 30, PIPE + 116, "end");
  }

  /** @param {string} name */
  errorArrow(name) {
    const { path, label, cut } = ERRORS[name];
    const [x, y, anchor] = label;
    this.parts[name] = this.add("path", { class: "error", d: path });
    this.parts[`${name}:tip`] = this.add("path", { class: "error tip" });
    this.parts[`${name}:label`] = this.add("text", { x, y, "text-anchor": anchor, class: "error-label" });
    if (cut && !this.spec.wires && this.spec.cuts.includes(name.slice(2))) this.snip(cut);
  }

  /**
   * Scissors at a place: x, y and degrees.
   * @param {number[]} cut
   */
  snip([x, y, turn]) {
    this.add("g", { class: "scissors", transform: `translate(${x} ${y}) rotate(${turn})` },
      svg("title", {}, this.stage.labels.cut), svg("path", { d: SCISSORS }));
  }

  // ---- every frame

  load() {
    this.spec = /** @type {CellSpec} */ (this.stage.header.lanes[this.stage.lanes.indexOf(this)]);
    /** @param {Record<string, Place>} places */
    const tables = (places) => Object.fromEntries(Object.entries(places).map(
      ([name, place]) => [name, new Table(this.stage.values, place)]));
    this.gates = tables(this.spec.gates);
    this.errorTables = tables(this.spec.errors);
  }

  retheme() {}

  /** A drawing is as high as its width makes it; in a box of given height it gives way, to a point. */
  reserve() {
    const { fitted, width, scale } = this.stage;
    const most = this.formula.open ? BESIDE : MOST; // a formula and its lane need room, too
    const large = this.spec.keep ? most * Math.min(1, scale / LOWEST) : 0;
    const wide = Math.min(WIDEST, width) * Math.max(scale, large);
    this.plot.style.maxWidth = fitted ? `${clamp(wide, LEAST, WIDEST)}px` : "";
  }

  resize() {}
  renew() {}
  /** @returns {string[]} */
  headline() {
    return [];
  }

  /** @param {View} view */
  paint({ p, hover, full }) {
    const { T } = this.stage;
    const step = hover ?? stepAt(p, T);
    if (!full && this.shown === `${step}/${Math.ceil(p)}`) return;
    this.shown = `${step}/${Math.ceil(p)}`;
    const on = isShown("forward", step, Math.ceil(p), T);
    /** @param {string} name */
    const value = (name) => (on && this.gates[name] ? this.gates[name].at(step, this.cell) : NaN);
    this.formula.paint(step, p);
    this.paintFlows(value);
    for (const name of Object.keys(VALVES)) this.paintValve(name, value(name));
    this.paintTank(value);
    const back = isShown("backward", step, Math.ceil(p), T);
    for (const name of Object.keys(this.errorTables)) this.paintError(name, step, back);
    for (const name of Object.keys(NAMES)) {
      const node = this.parts[`text:${name}`];
      if (node) setText(node, formatBrief(value(name), this.stage.labels.overflow));
    }
  }

  /** @param {(name: string) => number} value */
  paintFlows(value) {
    /** @type {Record<string, number>} */
    const amounts = { net_c: value("net_c"), g: value("g"), written: value("y_in") * value("g"),
      h: value("h"), y_c: value("y_c"), y_k: value("y_k") };
    for (const [name, [from, to, most]] of Object.entries(FLOWS)) {
      if (!this.parts[name]) continue;
      const half = 17 * clamp(Math.abs(amounts[name]) / most, 0, 1) || 0;
      const part = this.parts[name];
      part.setAttribute("d", `M${from} ${PIPE - half}H${to}V${PIPE + half}H${from}Z`);
      part.classList.toggle("negative", amounts[name] < 0);
    }
  }

  /**
   * @param {string} name
   * @param {number} open
   */
  paintValve(name, open) {
    const jaw = 24 - 20 * this.paintDial(name, open);
    this.parts[`${name}:top`].setAttribute("height", String(jaw));
    this.parts[`${name}:bottom`].setAttribute("height", String(jaw));
    this.parts[`${name}:bottom`].setAttribute("y", String(PIPE + 24 - jaw));
  }

  /**
   * Fill a gate's dial and return how open it is, 0..1.
   * @param {string} name
   * @param {number} open
   */
  paintDial(name, open) {
    const share = Number.isNaN(open) ? 0 : clamp(open, 0, 1);
    const [x, y] = this.dials[name];
    this.parts[`${name}:dial`].setAttribute("d", pie(x, y, 15, share));
    return share;
  }

  /** @param {(name: string) => number} value */
  paintTank(value) {
    const s = value("s");
    const range = this.spec.state_range;
    const share = Number.isNaN(s) ? 0 : clamp(s / range, -1, 1);
    const height = Math.abs(share) * (TANK.half - 3);
    this.parts.level.setAttribute("height", String(height));
    this.parts.level.setAttribute("y", String(share >= 0 ? PIPE - height : PIPE));
    this.parts.level.classList.toggle("negative", share < 0);
    setText(this.parts.high, `+${range}`);
    setText(this.parts.low, `−${range}`);
    const forget = "y_forget" in this.spec.gates;
    if (forget) this.paintDial("y_forget", value("y_forget"));
    setText(this.parts.factor, forget ? `× ${this.number(value("y_forget"))}` : "× 1.0");
  }

  /** @param {number} value */
  number(value) {
    return formatNumber(value, this.stage.labels.overflow);
  }

  /**
   * Error arrows are as thick as log|error| is high on the fixed axis.
   * @param {string} name
   * @param {number} step
   * @param {boolean} back
   */
  paintError(name, step, back) {
    const code = back ? this.errorTables[name].at(step, this.cell) : 0;
    const [low, high] = this.spec.domain.map(Math.log10);
    const share = clamp((logSize(code) - low) / (high - low), 0, 1) || 0;
    const width = share > 0 ? 1 + 11 * share : 0;
    const path = this.parts[name];
    path.style.strokeWidth = String(width);
    this.paintTip(name, width);
    const label = this.parts[`${name}:label`];
    const text = back ? formatCode(code, this.stage.labels.overflow) : "";
    if (label.dataset.text === text) return;
    label.dataset.text = text;
    label.replaceChildren(...(text ? symbolSpans(name, ` ${text}`) : []));
  }

  /**
   * @param {string} name
   * @param {number} width
   */
  paintTip(name, width) {
    const [x, y, turn] = ERRORS[name].tip;
    const size = width ? 5 + width * 0.9 : 0;
    const tip = this.parts[`${name}:tip`];
    tip.setAttribute("d", `M-1 ${-size}L${size * 1.4} 0L-1 ${size}Z`);
    tip.setAttribute("transform", `translate(${x} ${y}) rotate(${turn})`);
  }

  // ---- read-out

  entries() {
    return [...Object.keys(this.gates), ...Object.keys(this.errorTables)].map(symbolNodes);
  }

  /**
   * @param {number} step
   * @param {number} p
   * @param {number} T
   * @returns {(string | null)[]}
   */
  readAt(step, p, T) {
    const overflow = this.stage.labels.overflow;
    const forward = Object.values(this.gates).map((table) => (isShown("forward", step, p, T)
      ? this.number(table.at(step, this.cell)) : null));
    const back = Object.values(this.errorTables).map((table) => (isShown("backward", step, p, T)
      ? formatCode(table.at(step, this.cell), overflow) : null));
    return [...forward, ...back];
  }
}

/**
 * @param {number} x
 * @param {number} y
 * @param {number} r
 * @param {number} share
 */
function pie(x, y, r, share) {
  if (share >= 0.999) return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
  const angle = 2 * Math.PI * share;
  return `M${x} ${y}V${y - r}A${r} ${r} 0 ${share > 0.5 ? 1 : 0} 1 ${x + r * Math.sin(angle)} ${y - r * Math.cos(angle)}Z`;
}
