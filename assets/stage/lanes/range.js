// A second, wide range of an axis that the reader switches; both are fixed, nothing rescales by itself.

import contract from "../contract.json" with { type: "json" };
import { Axis } from "../axis.js";
import { make, setText } from "../elements.js";
import { fill, power } from "../numbers.js";
/** @import { CurvesLane } from "./curves.js" */

/** @type {[number, number]} */
const WIDE_DOMAIN = [contract.WIDE_DOMAIN[0], contract.WIDE_DOMAIN[1]];

export class Range {
  /**
   * @param {CurvesLane} lane
   * @param {boolean} wide
   */
  constructor(lane, wide) {
    this.lane = lane;
    this.wide = wide;
    this.asked = wide; // what the page opens it with
    const { labels } = lane.stage;
    const [low, high] = WIDE_DOMAIN.map((value) => power(Math.round(Math.log10(value))));
    this.button = make("button", { type: "button", "data-act": "wide", onclick: () => this.set(!this.wide),
      title: fill(labels.wide_range, { low, high }) }, labels.wide);
    this.steps = make("span", { class: "note" }); // what one grid line more means
    lane.label.append(make("span", { class: "sketch" }, this.button, this.steps));
    this.say();
  }

  get domain() {
    return this.wide ? WIDE_DOMAIN : this.lane.spec.domain;
  }

  /**
   * A page that asks for the other range gets it; the same page again leaves the reader's choice.
   * @param {boolean} asked
   */
  follow(asked) {
    if (asked === this.asked) return;
    this.asked = this.wide = asked;
    this.say();
  }

  /** @param {boolean} wide */
  set(wide) {
    const { lane } = this;
    this.wide = wide;
    lane.tables();
    this.say();
    if (!lane.base) return;
    lane.renderBase();
    lane.renderData();
    lane.stage.invalidate(true);
    lane.stage.tell("wide", () => [this.wide, Date.now()]); // when, so that each turn is news
  }

  say() {
    const { labels } = this.lane.stage;
    this.button.setAttribute("aria-pressed", String(this.wide));
    const { decades } = new Axis(this.domain, true);
    setText(this.steps, fill(labels.decades, { factor: decades < 3 ? String(10 ** decades) : power(decades) }));
  }
}
