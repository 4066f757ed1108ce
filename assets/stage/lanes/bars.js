// Bars: the loss where there is a teacher.

import { later } from "../elements.js";
import { Lane } from "./lane.js";
import { fill } from "../numbers.js";
import { clamp } from "../time.js";
/** @import { Table } from "../packet.js" */
/** @import { BarsSpec } from "../types.d.ts" */

/** @extends {Lane<BarsSpec>} */
export class BarsLane extends Lane {
  /** @type {Table} */ values = later();

  tables() {
    this.values = this.table(this.spec.values);
  }

  naturalHeight() {
    return 40;
  }

  top() {
    return 16;
  }

  /**
   * The ends of the axis, which is the same whatever the values are.
   * @param {CanvasRenderingContext2D} g
   */
  drawBase(g) {
    super.drawBase(g);
    g.fillStyle = this.stage.theme.muted;
    g.textAlign = "right";
    g.textBaseline = "middle";
    const [low, high] = this.spec.domain;
    g.fillText(`${high}`, this.left - 8, this.top() + 2);
    if (this.bodyHeight >= 24) g.fillText(`${low}`, this.left - 8, this.bottom - 2);
  }

  /**
   * A tip on a bar that goes on beyond the axis.
   * @param {CanvasRenderingContext2D} g
   * @param {number} x
   */
  drawTip(g, x) {
    const y = this.top();
    g.beginPath();
    g.moveTo(x - 6, y - 1);
    g.lineTo(x, y - 9);
    g.lineTo(x + 6, y - 1);
    g.fill();
  }

  /** @param {CanvasRenderingContext2D} g */
  drawData(g) {
    const { theme, T } = this.stage;
    const [low, high] = this.spec.domain;
    const color = theme.roles[this.spec.role].color;
    const width = Math.max(3, (this.plot / T) * 0.8);
    const shown = [];
    for (let t = 1; t <= T; t++) if (!Number.isNaN(this.values.at(t))) shown.push(t);
    for (const t of shown) {
      const height = clamp((this.values.at(t) - low) / (high - low), 0, 1) * this.bodyHeight;
      g.fillStyle = color;
      g.fillRect(this.x(t) - width / 2, this.bottom - height, width, height);
      const beyond = this.values.at(t) > high;
      if (beyond) this.drawTip(g, this.x(t));
      if (shown.length > 3) continue;
      g.font = this.font(12, 600);
      g.textAlign = this.x(t) > this.left + this.plot - 60 ? "right" : "center";
      g.textBaseline = "bottom";
      g.fillText(this.number(this.values.at(t)), this.x(t) + width / 2 - (beyond ? 12 : 0), this.bottom - height - 2);
    }
  }

  /** @param {number} step */
  read(step) {
    return [this.number(this.values.at(step))];
  }

  headline() {
    return this.stage.position === this.stage.T ? [this.said()] : [];
  }

  /** The loss of its network, in words. */
  said() {
    const { T, header, labels } = this.stage;
    const network = header.networks.find((item) => item.key === this.spec.network)?.name;
    const { label } = this.spec;
    const name = network ? fill(labels.whose, { network, name: label }) : label;
    return fill(labels.named, { name, value: this.read(T)[0] });
  }
}
