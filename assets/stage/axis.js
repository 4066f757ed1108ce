// A fixed axis: where on it a value stands, where a line leaves it, and the values printed beside it.
// What lies outside has no place on the axis and is never drawn as a point of a curve.

import { minus, power } from "./numbers.js";
import { logSize } from "./packet.js";

/**
 * A stretch of a curve outside the axis: the step and unit where it is farthest, and the places
 * (fractions of a step) at which its line meets the edge; none if the curve never comes inside.
 * @typedef {{ side: 1 | -1, t: number, unit: number, from: number, to: number, places: number[] }} Leave
 */

export class Axis {
  /**
   * @param {[number, number]} domain
   * @param {boolean} log
   */
  constructor(domain, log) {
    this.log = log;
    const [low, high] = log ? domain.map(Math.log10) : domain;
    this.low = low;
    this.high = high;
  }

  /**
   * A stored value in the units of the axis: log10 of its size on a log axis.
   * @param {number} code
   */
  unit(code) {
    return this.log ? logSize(code) : code;
  }

  /**
   * Place of a unit, 0 at the lower end and 1 at the upper; outside this range it is not on the axis.
   * @param {number} unit
   */
  share(unit) {
    return (unit - this.low) / (this.high - this.low);
  }

  /**
   * -1 below the axis, 1 above, 0 on it.
   * @param {number} unit
   * @returns {1 | 0 | -1}
   */
  side(unit) {
    return unit < this.low ? -1 : unit > this.high ? 1 : 0;
  }

  /**
   * Where the line between two neighbouring steps meets an edge; at once where one end is infinite.
   * @param {number[]} one
   * @param {number[]} two
   * @param {number} edge
   */
  crossing([t, unit], [next, after], edge) {
    if (!Number.isFinite(after)) return t;
    if (!Number.isFinite(unit)) return next;
    return t + ((edge - unit) / (after - unit)) * (next - t);
  }

  /**
   * The polylines of a curve inside the axis, as [step, unit], cut at its edges.
   * @param {number[]} units one a step, NaN for none
   * @returns {[number, number][][]}
   */
  lines(units) {
    /** @type {[number, number][][]} */
    const lines = [];
    let open = false; // does the last line go on?
    units.forEach((unit, i) => {
      const [t, before] = [i + 1, units[i - 1] ?? NaN];
      const [here, there] = [this.side(unit), this.side(before)];
      const joined = !Number.isNaN(before) && !Number.isNaN(unit);
      if (joined && there && here !== there) open = !!lines.push([this.meet([t - 1, before], [t, unit], there)]);
      if (here === 0 && !Number.isNaN(unit)) {
        if (open) lines[lines.length - 1].push([t, unit]);
        else lines.push([[t, unit]]);
      } else if (joined && open && here !== there) {
        lines[lines.length - 1].push(this.meet([t - 1, before], [t, unit], here));
      }
      open = here === 0 && !Number.isNaN(unit);
    });
    return lines;
  }

  /**
   * @param {[number, number]} one
   * @param {[number, number]} two
   * @param {number} side
   * @returns {[number, number]}
   */
  meet(one, two, side) {
    const edge = side > 0 ? this.high : this.low;
    return [this.crossing(one, two, edge), edge];
  }

  /**
   * The stretches of a curve outside the axis.
   * @param {number[]} units
   * @returns {Leave[]}
   */
  leaves(units) {
    /** @type {Leave[]} */
    const leaves = [];
    units.forEach((unit, i) => {
      const side = Number.isNaN(unit) ? 0 : this.side(unit);
      if (side === 0) return;
      const last = leaves.at(-1);
      if (last && last.side === side && last.to === i) {
        last.to = i + 1;
        if (side * unit >= side * last.unit) [last.t, last.unit] = [i + 1, unit];
      } else leaves.push({ side, t: i + 1, unit, from: i + 1, to: i + 1, places: [] });
    });
    for (const leave of leaves) {
      const edge = leave.side > 0 ? this.high : this.low;
      for (const [inner, outer] of [[leave.to + 1, leave.to], [leave.from - 1, leave.from]]) {
        const [near, far] = [units[inner - 1], units[outer - 1]];
        if (near === undefined || Number.isNaN(near)) continue;
        leave.places.push(this.crossing([inner, near], [outer, far], edge));
      }
    }
    return leaves;
  }

  /** Powers of ten from one grid line to the next. */
  get decades() {
    return this.high - this.low > 100 ? 50 : 2;
  }

  /**
   * Units of the grid lines, with the texts of those that are printed.
   * @returns {[number, string][]}
   */
  ticks() {
    if (!this.log) {
      const middle = this.low < 0 && this.high > 0 ? 0 : (this.low + this.high) / 2;
      return [this.low, middle, this.high].map((v) => [v, minus(String(+v.toPrecision(3)))]);
    }
    const [a, b] = [Math.round(this.low), Math.round(this.high)];
    const step = this.decades;
    /** @type {[number, string][]} */
    const marks = [];
    for (let e = a; e <= b; e += step) marks.push([e, (e - a) % (2 * step) === 0 || e === b ? power(e) : ""]);
    return marks;
  }
}
