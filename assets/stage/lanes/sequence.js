// The input sequence: a tile for each symbol, or bars for real values, and flags on what to remember.

import { alpha } from "../colour.js";
import { make, setText } from "../elements.js";
import { Lane } from "./lane.js";
import { polygon } from "../markers.js";
import { clamp } from "../time.js";
/** @import { Table } from "../packet.js" */
/** @import { SequenceSpec } from "../types.d.ts" */

const TILE = 26; // pixels of a row of symbols, and of a row of values, where there is room
const ROW = 30;
const LETTER = 7; // a step this wide, in pixels, has room for its symbol

/** @extends {Lane<SequenceSpec>} */
export class SequenceLane extends Lane {
  /** @type {Table | null} */ values = null;
  /** @type {Table | null} */ codes = null;
  /** @type {HTMLElement | null} */ goal = null;
  legible = false;

  tables() {
    const { values, codes } = this.spec;
    this.values = values && this.table(values);
    this.codes = codes && this.table(codes);
    const { target } = this.spec;
    this.goal ??= this.label.appendChild(make("span", { class: "goal" }));
    setText(this.goal, target);
  }

  top() {
    return this.spec.marks.length ? 16 : 4;
  }

  naturalHeight() {
    const rows = this.spec.values ? this.spec.values[2] : 0;
    return (this.spec.codes ? TILE : 0) + rows * ROW;
  }

  /** How high a tile is in the height that the lane was given. */
  get tile() {
    return Math.min(TILE, this.bodyHeight - (this.values ? this.bodyHeight / 2 : 0));
  }

  /** @param {CanvasRenderingContext2D} g */
  drawData(g) {
    if (this.codes) this.drawSymbols(g, this.codes);
    if (this.values) this.drawValues(g, this.values);
    this.drawMarks(g);
  }

  /**
   * A tile a step; its letter where it fits, else a shade for the symbol.
   * @param {CanvasRenderingContext2D} g
   * @param {Table} codes
   */
  drawSymbols(g, codes) {
    const { theme, T } = this.stage;
    const { alphabet } = this.spec;
    const column = this.plot / T;
    const size = Math.min(14, column * 1.15);
    const letters = column >= LETTER && this.widest(g, size, codes) < column + 1;
    this.legible = letters && column >= 12;
    const marked = new Set(this.spec.marks);
    g.textAlign = "center";
    g.textBaseline = "middle";
    for (let t = 1; t <= T; t++) {
      const code = codes.at(t);
      if (Number.isNaN(code)) continue;
      const x = this.edge((t - 1) / T);
      const strong = marked.has(t);
      const shade = letters ? 0.08 : 0.05 + (0.3 * code) / alphabet.length;
      g.fillStyle = strong ? theme.roles.target.color : alpha(theme.text, shade);
      g.fillRect(x, this.top(), Math.max(column - (column > 4 ? 1 : 0), strong ? 2 : 0.5), this.tile);
      if (!letters) continue;
      g.fillStyle = strong ? theme.background : theme.text;
      g.font = this.font(size, strong ? 700 : 400);
      g.fillText(alphabet[code] ?? "", x + column / 2 - 0.5, this.top() + this.tile / 2 + 0.5);
    }
  }

  /**
   * Pixels of the widest symbol that occurs.
   * @param {CanvasRenderingContext2D} g
   * @param {number} size
   * @param {Table} codes
   */
  widest(g, size, codes) {
    g.font = this.font(size);
    let width = 0;
    for (let t = 1; t <= this.stage.T; t++) {
      width = Math.max(width, g.measureText(this.spec.alphabet[codes.at(t)] ?? "").width);
    }
    return width;
  }

  /**
   * @param {CanvasRenderingContext2D} g
   * @param {Table} values
   */
  drawValues(g, values) {
    const { theme, T } = this.stage;
    const [low, high] = this.spec.domain;
    const column = this.plot / T;
    const above = this.codes ? this.tile : 0;
    const tall = (this.bodyHeight - above) / values.columns;
    for (let row = 0; row < values.columns; row++) {
      const top = this.top() + above + row * tall + 2;
      /** @param {number} value */
      const y = (value) => top + (tall - 4) * (1 - (clamp(value, low, high) - low) / (high - low));
      g.fillStyle = alpha(theme.roles.signal.color, 0.75);
      for (let t = 1; t <= T; t++) {
        const value = values.at(t, row);
        if (Number.isNaN(value)) continue;
        const zero = y(0);
        g.fillRect(this.edge((t - 1) / T), Math.min(zero, y(value)),
          Math.max(0.7, column - (column > 3 ? 1 : 0)), Math.max(1, Math.abs(y(value) - zero)));
      }
      this.rowName(g, this.spec.names[row] ?? "", top + tall / 2 - 2);
    }
  }

  /**
   * @param {CanvasRenderingContext2D} g
   * @param {string} name
   * @param {number} y
   */
  rowName(g, name, y) {
    g.fillStyle = this.stage.theme.muted;
    g.font = this.font(12);
    g.textAlign = "right";
    g.textBaseline = "middle";
    g.fillText(name, this.left - 8, y);
  }

  /**
   * A flag over each step that must be remembered, with its symbol where the tiles are too thin.
   * @param {CanvasRenderingContext2D} g
   */
  drawMarks(g) {
    const { theme } = this.stage;
    for (const t of this.spec.marks) {
      const x = this.x(t);
      g.fillStyle = theme.roles.target.color;
      g.beginPath();
      polygon(g, [[x - 5, 3], [x + 5, 3], [x, 11]]);
      g.fill();
      if (!this.codes || this.legible) continue;
      g.font = this.font(12, 700);
      g.textAlign = x > this.left + this.plot - 24 ? "right" : "left";
      g.textBaseline = "middle";
      g.fillText(this.spec.alphabet[this.codes.at(t)] ?? "", x + (g.textAlign === "left" ? 8 : -8), 7);
    }
  }

  entries() {
    return this.codes ? [""] : this.spec.names;
  }

  /** @param {number} step */
  read(step) {
    if (this.codes) {
      const symbol = this.spec.alphabet[this.codes.at(step)] ?? "–";
      const marked = this.spec.marks.includes(step) ? ` · ${this.stage.labels.marked}` : "";
      return [symbol + marked];
    }
    return this.entries().map((_, row) => this.number(this.values?.at(step, row) ?? NaN));
  }
}
