// The last run, pale behind the new one, until the reader drops it.

import { make } from "../elements.js";
import { fill } from "../numbers.js";
import { Table } from "../packet.js";
/** @import { CurvesLane, DrawnCurve } from "./curves.js" */

const PALE = 0.35;

export class Ghost {
  /** @param {CurvesLane} lane */
  constructor(lane) {
    this.lane = lane;
    /** @type {DrawnCurve[]} */
    this.curves = [];
    this.name = "";
    this.dropped = ""; // what tells the ghost that the reader wants no more from others
    this.box = make("span", { class: "sketch" });
    lane.label.append(this.box);
  }

  /** Take the ghost of the newest scene, if it has one that stands on this lane. */
  load() {
    const { stage } = this.lane;
    const { ghost } = stage.header;
    if (this.dropped !== this.mark()) this.dropped = "";
    const ours = ghost && stage.header.lanes[ghost.lane] === this.lane.spec && !this.dropped;
    this.name = ours ? ghost.name : "";
    this.curves = ours ? ghost.curves.map((c) => ({ ...c, table: new Table(stage.values, c.values) })) : [];
    this.say();
  }

  /** The change and its first curve: the same in another look of the same picture. */
  mark() {
    const { header: { ghost }, values } = this.lane.stage;
    if (!ghost) return "";
    const [[offset, steps, columns]] = ghost.curves.map((c) => c.values);
    return [ghost.name, ...values.subarray(offset, offset + steps * columns)].join();
  }

  say() {
    const { labels } = this.lane.stage;
    const words = fill(labels.ghost, { name: this.name });
    const button = make("button", { type: "button", "data-act": "drop", title: labels.drop,
      "aria-label": fill(labels.named, { name: labels.drop, value: words }), onclick: () => this.drop() }, `${words} ×`);
    this.box.replaceChildren(...(this.curves.length ? [button] : []));
    this.box.hidden = this.curves.length === 0;
  }

  drop() {
    this.dropped = this.mark();
    this.load();
    if (!this.lane.base) return;
    this.lane.renderBase();
    this.lane.stage.invalidate(true);
  }

  /** @param {CanvasRenderingContext2D} g */
  draw(g) {
    g.save();
    g.globalAlpha = PALE;
    for (const curve of this.curves) this.lane.strokeCurve(g, curve, 4);
    g.restore();
  }
}
