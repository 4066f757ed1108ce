// The rail: there and back again, the scrub bar of both sweeps.

import { NARROW, TimeCanvas } from "./canvas.js";
import { make } from "./elements.js";
import { polygon } from "./markers.js";
import { clamp } from "./time.js";
/** @import { Stage } from "./stage.js" */
/** @import { View } from "./types.d.ts" */

const RAIL = { height: 90, top: 28, bottom: 60, bend: 16, run: 8 };
const SHORT = { height: 72, top: 22, bottom: 50, bend: 14, run: 8 }; // on a phone, whose lanes need the room

/** The scrub bar: forward along the upper track, round the loss, back along the lower one. */
export class Rail extends TimeCanvas {
  /** @param {Stage} stage */
  constructor(stage) {
    super(stage);
    const { labels, T } = stage;
    this.box = make("div", { class: "rail", role: "slider", tabindex: "0", title: labels.keys,
      "aria-label": labels.slider, "aria-valuemin": "0", "aria-valuemax": String(2 * T) });
    this.box.append(this.canvas);
    this.canvas.setAttribute("aria-hidden", "true");
    this.dragging = false;
    this.spoke = 0;
    /** @type {HTMLCanvasElement | null} */
    this.base = null;
  }

  get size() {
    return this.stage.width < NARROW ? SHORT : RAIL;
  }

  resize() {
    if (!this.fit(this.size.height)) return;
    const [layer, g] = this.layer();
    this.base = layer;
    this.drawTicks(g);
    this.drawPath(g, 2 * this.stage.T, this.stage.theme.line, this.stage.theme.line);
    this.drawWords(g);
  }

  /** @param {CanvasRenderingContext2D} g */
  drawTicks(g) {
    this.drawTimeTicks(g, (this.size.top + this.size.bottom) / 2 - 6, { inside: true });
    g.textAlign = "right";
    g.font = `italic ${this.font(13)}`;
    g.fillText("t", this.left - 10, (this.size.top + this.size.bottom) / 2 - 7);
  }

  /** @param {CanvasRenderingContext2D} g */
  drawWords(g) {
    const { theme, labels } = this.stage;
    g.font = this.font(13, 600);
    g.textBaseline = "alphabetic";
    g.textAlign = "left";
    g.fillStyle = theme.roles.signal.color;
    g.fillText(labels.rail_forward, this.left, this.size.top - 9);
    g.textAlign = "right";
    g.fillStyle = theme.roles.error.color;
    g.fillText(labels.rail_backward, this.left + this.plot, this.size.bottom + 18);
    g.fillStyle = theme.muted;
    g.fillText(labels.rail_loss, this.width, this.size.top - 9);
  }

  /**
   * @param {CanvasRenderingContext2D} g
   * @param {number} p
   * @param {string} forward
   * @param {string} backward
   */
  drawPath(g, p, forward, backward) {
    const T = this.stage.T;
    const end = this.left + this.plot;
    const turn = end + this.size.run;
    /**
     * @param {number} y
     * @param {number} from
     * @param {number} to
     * @param {string} color
     */
    const track = (y, from, to, color) => {
      g.strokeStyle = color;
      g.beginPath();
      g.moveTo(from, y);
      g.lineTo(to, y);
      g.stroke();
    };
    g.lineCap = "round";
    g.lineWidth = 5;
    if (p > 0) track(this.size.top, this.left, this.edge(Math.min(1, p / T)), forward);
    if (p < T) return;
    track(this.size.top, end, turn, forward);
    g.strokeStyle = backward;
    g.beginPath();
    g.arc(turn, (this.size.top + this.size.bottom) / 2, this.size.bend, -Math.PI / 2, Math.PI / 2);
    g.stroke();
    if (p > T) track(this.size.bottom, turn, this.edge(1 - (p - T) / T), backward);
  }

  /** @param {View} view */
  paint({ p, hover }) {
    if (!this.base) return;
    const g = this.context;
    const { theme, dpr, T } = this.stage;
    const { signal, error } = theme.roles;
    g.setTransform(1, 0, 0, 1, 0, 0);
    g.clearRect(0, 0, this.canvas.width, this.canvas.height);
    g.drawImage(this.base, 0, 0);
    g.setTransform(dpr, 0, 0, dpr, 0, 0);
    this.drawPath(g, p, signal.color, error.color);
    if (hover) this.drawHover(g, hover);
    this.drawLoss(g, p >= T, p === T ? 14 : 10);
    if (p !== T) this.drawKnob(g, p);
  }

  /**
   * @param {CanvasRenderingContext2D} g
   * @param {number} step
   */
  drawHover(g, step) {
    g.fillStyle = this.stage.theme.text;
    g.font = this.font(12, 700);
    const x = this.x(step);
    g.clearRect(x - 22, 39, 44, 15);
    g.textAlign = "center";
    g.textBaseline = "top";
    g.fillText(String(step), x, 40);
  }

  /**
   * @param {CanvasRenderingContext2D} g
   * @param {boolean} reached
   * @param {number} radius
   */
  drawLoss(g, reached, radius) {
    const { theme } = this.stage;
    const [x, y] = [this.left + this.plot + this.size.run + this.size.bend, (this.size.top + this.size.bottom) / 2];
    g.beginPath();
    g.arc(x, y, radius, 0, 7);
    g.fillStyle = reached ? theme.roles.error.color : theme.background;
    g.strokeStyle = theme.roles.error.color;
    g.lineWidth = 2;
    g.fill();
    g.stroke();
    g.fillStyle = reached ? theme.background : theme.roles.error.color;
    g.font = `italic ${this.font(radius + 3, 700)}`;
    g.textAlign = "center";
    g.textBaseline = "middle";
    g.fillText("E", x - 0.5, y + 1);
  }

  /** @param {number} p */
  knobPlace(p) {
    const T = this.stage.T;
    if (p < T) return [this.edge(p / T), this.size.top, 0];
    return [this.edge(1 - (p - T) / T), this.size.bottom, Math.PI];
  }

  /**
   * @param {CanvasRenderingContext2D} g
   * @param {number} p
   */
  drawKnob(g, p) {
    const { theme, T } = this.stage;
    const [x, y, turn] = this.knobPlace(p);
    g.save();
    g.translate(x, y);
    g.rotate(turn);
    g.beginPath();
    g.arc(0, 0, 10, 0, 7);
    g.fillStyle = (p <= T ? theme.roles.signal : theme.roles.error).color;
    g.strokeStyle = theme.background;
    g.lineWidth = 3;
    g.stroke();
    g.fill();
    g.fillStyle = theme.background;
    g.beginPath();
    polygon(g, [[5, 0], [-3, -4.5], [-3, 4.5]]);
    g.fill();
    g.restore();
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  positionAt(x, y) {
    const T = this.stage.T;
    const share = clamp((x - this.left) / this.plot, 0, 1);
    const back = y > (this.size.top + this.size.bottom) / 2;
    return back ? 2 * T - Math.round(share * T) : Math.round(share * T);
  }

  /**
   * Words for the slider's value, at most one change a second while it plays.
   * @param {string[]} words
   */
  speak(words) {
    const { stage } = this;
    const now = performance.now();
    if (stage.playing && now - this.spoke < 1000) return;
    this.spoke = now;
    this.box.setAttribute("aria-valuenow", String(Math.round(stage.position)));
    this.box.setAttribute("aria-valuetext", words.filter(Boolean).join(stage.labels.stop));
  }
}
