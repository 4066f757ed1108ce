// The formula behind a part of the cell's drawing, with the numbers of this step in it.

import { make, svg } from "../elements.js";
import { fill, formatCode, formatNumber } from "../numbers.js";
import { logSize } from "../packet.js";
import { isShown, stepAt } from "../time.js";
/** @import { CellLane } from "./cell.js" */

/**
 * The parts that can be pressed: x, y, width and height in the drawing, which on a phone is half as
 * large: a finger needs 40 pixels. Of two that overlap the later is on top.
 * @type {Record<string, number[]>}
 */
const PLACES = {
  net_c: [16, 168, 84, 92], g: [100, 162, 80, 98], y_in: [180, 162, 80, 154], s: [290, 130, 120, 160],
  h: [410, 162, 90, 98], y_out: [490, 162, 110, 154], y_c: [636, 168, 82, 92], y_k: [650, 162, 80, 98],
  e_s: [292, 0, 230, 80], y_forget: [310, 64, 80, 80], d_net_c: [16, 88, 256, 80], d_net_in: [236, 286, 160, 80],
  d_net_out: [576, 286, 144, 80], d_y_c: [430, 84, 280, 80],
};
const BETWEEN = [570, 80]; // x and width of the output where a weight stands behind it

/**
 * In the paper's symbols; {name} is this step's number, {name-} that of the step before, {name+} of
 * the step after, {enters} the error that enters the state at this step.
 * @type {Record<string, string>}
 */
const FORMULAS = {
  net_c: "net_c(t) = {net_c}",
  g: "g(net_c(t)) = g({net_c}) = {g}",
  y_in: "y^in(t) = f(net_in(t)) = {y_in}",
  s: "s_c(t) = s_c(t−1) + y^in(t) · g(net_c(t)) = {s-} + {y_in} · {g} = {s}",
  s_forget: "s_c(t) = y^ϕ(t) · s_c(t−1) + y^in(t) · g(net_c(t)) = {y_forget} · {s-} + {y_in} · {g} = {s}",
  y_forget: "y^ϕ(t) = f(net_ϕ(t)) = {y_forget}",
  h: "h(s_c(t)) = h({s}) = {h}",
  y_out: "y^out(t) = f(net_out(t)) = {y_out}",
  y_c: "y^c(t) = y^out(t) · h(s_c(t)) = {y_out} · {h} = {y_c}",
  y_k: "y^k(t) = w · y^c(t) = {weight} · {y_c} = {y_k}",
  y_k_biased: "y^k(t) = w · y^c(t) + b = {weight} · {y_c} + {bias} = {y_k}",
  e_s: "e_s(t) = 1.0 · e_s(t+1) + y^out(t) · h′(s_c(t)) · e_y(t) = {e_s+} + {enters} = {e_s}",
  e_s_forget: "e_s(t) = y^ϕ(t+1) · e_s(t+1) + y^out(t) · h′(s_c(t)) · e_y(t) = {y_forget+} · {e_s+} + {enters} = {e_s}",
  d_net_c: "e_c(t) = e_s(t) · y^in(t) · g′(net_c(t)) = {e_s} · {y_in} · g′({net_c}) = {d_net_c}",
  d_net_in: "e_in(t) = f′(net_in(t)) · Σ g(net_c(t)) · e_s(t) = {d_net_in}",
  d_net_out: "e_out(t) = f′(net_out(t)) · Σ h(s_c(t)) · e_y(t) = {d_net_out}",
  d_y_c: "e_y(t) = {d_y_c}",
};

const NOISE = 1e-3; // of a sum: a smaller difference is lost in the packet's four digits

export class Formula {
  /** @param {CellLane} lane */
  constructor(lane) {
    this.lane = lane;
    this.open = ""; // the part whose formula is shown
    /** @type {Record<string, SVGElement>} */
    this.keys = {};
    this.box = make("p", { class: "formula", role: "status" });
    this.box.hidden = true;
  }

  /** Lay a key over every part that the drawing has; the last drawn is on top. */
  lay() {
    const { spec, stage, svg: drawing } = this.lane;
    for (const [name, [x, y, width, height]] of Object.entries(PLACES)) {
      if (!(name in spec.gates) && !(name in spec.errors)) continue;
      const [left, wide] = name === "y_c" && spec.read ? BETWEEN : [x, width];
      const spoken = fill(stage.labels.named, { name: stage.labels.formula, value: symbolText(name) });
      const key = svg("rect", { class: "key-of", x: left, y, width: wide, height, rx: 8, tabindex: 0, role: "button",
        "data-part": name, "aria-pressed": "false", "aria-label": spoken });
      key.onclick = () => this.toggle(name);
      key.onkeydown = (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        event.stopPropagation();
        this.toggle(name);
      };
      this.keys[name] = key;
      drawing.append(key);
    }
  }

  /** @param {string} name */
  toggle(name) {
    this.open = this.open === name ? "" : name;
    const { stage, spec } = this.lane;
    for (const [part, key] of Object.entries(this.keys)) key.setAttribute("aria-pressed", String(part === this.open));
    for (const lane of stage.lanes) {
      const its = "part" in lane.spec && lane.spec.part !== "" && lane.spec.part === laneOf(this.open);
      lane.box.classList.toggle("pointed", its && lane.spec.network === spec.network);
    }
    this.box.hidden = !this.open;
    if (this.open) this.paint(stepAt(stage.position, stage.T), stage.position);
    if (stage.fitted) stage.layout(); // the formula takes room from the lanes
    else stage.invalidate(true);
  }

  /**
   * Say the formula with the numbers of a step, or that they are still to come.
   * @param {number} step
   * @param {number} p
   */
  paint(step, p) {
    const text = this.open && this.text(this.open, step, p);
    if (this.box.dataset.text === text) return;
    this.box.dataset.text = text;
    this.box.replaceChildren(...raised(text));
  }

  /**
   * @param {string} name
   * @param {number} step
   * @param {number} p
   */
  text(name, step, p) {
    const { spec, stage } = this.lane;
    const phase = name in spec.errors ? "backward" : "forward";
    const kind = "y_forget" in spec.gates ? "forget" : spec.read?.[1] ? "biased" : "";
    const formula = (FORMULAS[`${name}_${kind}`] || FORMULAS[name])
      .replaceAll("(t)", `(${step})`).replaceAll("(t−1)", `(${step - 1})`).replaceAll("(t+1)", `(${step + 1})`);
    if (!isShown(phase, step, Math.ceil(p), stage.T)) return formula.replace(/ = [^=]*\{.*/, ` = ${stage.labels.hidden}`);
    return formula.replace(/([·+] )?\{(\w+)([+-]?)\}/g, (_, sign = "", slot, side) =>
      sign + bracketed(this.slot(slot, step + (side === "+" ? 1 : side === "-" ? -1 : 0)), sign));
  }

  /**
   * One number of a formula; before the first step and after the last there is nothing.
   * @param {string} slot
   * @param {number} step
   */
  slot(slot, step) {
    const { errorTables, gates, cell, stage } = this.lane;
    const { T, labels } = stage;
    if (slot === "enters") return this.enters(step);
    if (slot === "weight" || slot === "bias") return this.reads(slot);
    if (step < 1 || step > T) return "0";
    if (slot in errorTables) return formatCode(errorTables[slot].at(step, cell), labels.overflow);
    return slot in gates ? formatNumber(gates[slot].at(step, cell), labels.overflow) : "–";
  }

  /**
   * How the output reads the cell.
   * @param {string} slot
   */
  reads(slot) {
    return formatNumber(this.lane.spec.read?.[slot === "weight" ? 0 : 1] ?? NaN, "");
  }

  /**
   * What enters the state's error at a step: what it has more than came back through the carousel.
   * @param {number} step
   */
  enters(step) {
    const { gates, stage } = this.lane;
    const [here, after] = [this.error(step), this.error(step + 1)];
    const kept = "y_forget" in gates && step < stage.T ? gates.y_forget.at(step + 1, this.lane.cell) : 1;
    const more = here - kept * after;
    return Math.abs(more) < NOISE * Math.abs(here) ? "0" : formatNumber(more, stage.labels.overflow);
  }

  /** @param {number} step */
  error(step) {
    const { errorTables, cell, stage } = this.lane;
    if (step > stage.T) return 0;
    const code = errorTables.e_s.at(step, cell);
    return code === 0 ? 0 : Math.sign(code) * 10 ** logSize(code);
  }
}

/**
 * A number as it stands behind a sign: a negative one in brackets.
 * @param {string} number
 * @param {string} sign
 */
const bracketed = (number, sign) => (sign && number.startsWith("−") ? `(${number})` : number);

/**
 * The part whose lane is marked: errors that leave the cell are marked on that of the state.
 * @param {string} part
 */
const laneOf = (part) => (part.startsWith("d_") ? "e_s" : part);

/**
 * Text with what stands behind ^ raised and behind _ lowered.
 * @param {string} text
 */
const raised = (text) => text.split(/([_^](?:[a-z]+|ϕ))/).map((part) =>
  (part[0] === "^" ? make("sup", {}, part.slice(1)) : part[0] === "_" ? make("sub", {}, part.slice(1)) : part));

/**
 * A part's symbol as it is spoken.
 * @param {string} name
 */
const symbolText = (name) => FORMULAS[name].split(/[ (]/)[0].replace(/[_^]/g, " ");
