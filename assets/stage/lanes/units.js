// Units through time: a heatmap, a row a unit and a column a step.

import { lookup } from "../colour.js";
import { contextOf, later, make, setText } from "../elements.js";
import { Lane } from "./lane.js";
import { formatCode, minus, power } from "../numbers.js";
import { logSize } from "../packet.js";
import { clamp } from "../time.js";
/** @import { Table } from "../packet.js" */
/** @import { UnitsSpec } from "../types.d.ts" */

const HAIR = 1 / 512; // of the ramp: half a colour

/** @extends {Lane<UnitsSpec>} */
export class UnitsLane extends Lane {
  /** @type {number[][]} */ colors = [];
  /** @type {HTMLElement | null} */ key = null;
  /** @type {Table} */ values = later();

  tables() {
    this.values = this.table(this.spec.values);
  }

  naturalHeight() {
    const units = this.spec.values[2];
    const row = units <= 4 ? 18 : units <= 10 ? 13 : units <= 24 ? 9 : Math.max(3, 220 / units);
    return Math.round(units * row);
  }

  ramp() {
    const { theme } = this.stage;
    const role = theme.roles[this.spec.role];
    return (this.spec.scale === "diverging" ? role.diverging : role.ramp) ?? [];
  }

  retheme() {
    this.colors = lookup(this.ramp());
    this.key ??= this.label.appendChild(make("span", { class: "key" }, make("i"), make("em"), make("i")));
    const scale = /** @type {HTMLElement} */ (this.key.children[1]);
    scale.style.background = `linear-gradient(90deg, ${this.ramp().join(",")})`;
  }

  /** The values of the first and the last colour, with a sign where some lie beyond it. */
  nameEnds() {
    const [low, high] = this.spec.domain;
    /** @param {any} v */
    const name = (v) => (this.spec.scale === "log" ? power(Math.round(Math.log10(v))) : minus(String(v)));
    setText(this.key?.firstChild ?? null, (this.someValue((share) => share < -HAIR) ? "≤ " : "") + name(low));
    setText(this.key?.lastChild ?? null, (this.someValue((share) => share > 1 + HAIR) ? "≥ " : "") + name(high));
  }

  /** @param {(share: number) => boolean} holds */
  someValue(holds) {
    for (let t = 1; t <= this.stage.T; t++) {
      for (let row = 0; row < this.values.columns; row++) {
        if (holds(this.share(this.values.at(t, row)))) return true;
      }
    }
    return false;
  }

  /**
   * Place of a value on the ramp, 0..1.
   * @param {number} value
   */
  share(value) {
    const [low, high] = this.spec.domain;
    if (this.spec.scale !== "log") return (value - low) / (high - low);
    const [a, b] = [Math.log10(low), Math.log10(high)];
    return (logSize(value) - a) / (b - a);
  }

  /** @param {CanvasRenderingContext2D} g */
  drawData(g) {
    this.nameEnds();
    const { T, dpr } = this.stage;
    const rows = this.values.columns;
    const pixels = Math.round(this.plot * dpr);
    const width = Math.min(T, pixels);
    const image = document.createElement("canvas");
    [image.width, image.height] = [width, rows];
    contextOf(image).putImageData(this.image(width, rows), 0, 0);
    g.imageSmoothingEnabled = false;
    g.drawImage(image, this.left, this.top(), this.plot, this.bodyHeight);
    this.drawGaps(g, rows);
    for (const [t, row] of this.spec.asked) this.drawAsked(g, t, row, rows);
  }

  /**
   * A question mark where the reader is asked for the number.
   * @param {CanvasRenderingContext2D} g
   * @param {number} t
   * @param {number} row
   * @param {number} rows
   */
  drawAsked(g, t, row, rows) {
    const { theme } = this.stage;
    const height = this.bodyHeight / rows;
    const y = this.top() + (row - 0.5) * height;
    const half = Math.max(9, this.plot / this.stage.T / 2 - 1);
    g.fillStyle = theme.background;
    g.fillRect(this.x(t) - half, y - height / 2, 2 * half, height);
    g.fillStyle = theme.text;
    g.font = this.font(14, 700);
    g.textAlign = "center";
    g.textBaseline = "middle";
    g.fillText("?", this.x(t), y + 0.5);
  }

  /** @param {CanvasRenderingContext2D} g */
  drawBase(g) {
    super.drawBase(g);
    this.drawNames(g, this.values.columns);
  }

  /**
   * Pixels of the heatmap; where steps share a pixel the strongest of them shows.
   * @param {number} width
   * @param {number} rows
   */
  image(width, rows) {
    const { T } = this.stage;
    const image = new ImageData(width, rows);
    const middle = this.spec.scale === "diverging" ? 0.5 : 0;
    for (let x = 0; x < width; x++) {
      const first = Math.floor((x * T) / width) + 1;
      const last = Math.max(first, Math.floor(((x + 1) * T) / width));
      for (let row = 0; row < rows; row++) {
        let best = NaN;
        for (let t = first; t <= last; t++) {
          const share = this.share(this.values.at(t, row));
          if (!(Math.abs(best - middle) >= Math.abs(share - middle)) && !Number.isNaN(share)) best = share;
        }
        if (Number.isNaN(best)) continue;
        const color = this.colors[Math.round(clamp(best, 0, 1) * 255)];
        image.data.set([...color, 255], 4 * (row * width + x));
      }
    }
    return image;
  }

  /**
   * @param {CanvasRenderingContext2D} g
   * @param {number} rows
   */
  drawGaps(g, rows) {
    const { theme, T } = this.stage;
    const height = this.bodyHeight / rows;
    g.fillStyle = theme.background;
    for (let i = 1; i < rows && height >= 6; i++) {
      g.fillRect(this.left, this.top() + i * height - 0.5, this.plot, 1);
    }
    for (let t = 1; t < T && this.plot / T >= 8; t++) {
      g.fillRect(this.edge(t / T) - 0.5, this.top(), 1, this.bodyHeight);
    }
  }

  /**
   * @param {CanvasRenderingContext2D} g
   * @param {number} rows
   */
  drawNames(g, rows) {
    const height = this.bodyHeight / rows;
    const every = Math.ceil(11.5 / height); // where rows are low, only some are named
    g.fillStyle = this.stage.theme.muted;
    g.font = this.font(12);
    g.textAlign = "right";
    g.textBaseline = "middle";
    this.spec.names.forEach((name, i) => {
      if (i % every === 0) g.fillText(name, this.left - 8, this.top() + (i + 0.5) * height, this.left - 10);
    });
  }

  entries() {
    return Array.from({ length: this.values.columns }, (_, i) => this.spec.names[i] ?? String(i + 1));
  }

  /** @param {number} step */
  read(step) {
    const overflow = this.stage.labels.overflow;
    return this.entries().map((_, row) => {
      const value = this.values.at(step, row);
      if (this.spec.asked.some(([t, unit]) => t === step && unit === row + 1)) return "?";
      return this.spec.scale === "log" ? formatCode(value, overflow) : this.number(value);
    });
  }
}
