// A ball on a map of a measured loss. It rolls from step to step of a walk that the engine has made,
// may be stopped and scrubbed, and its start can be dragged, which asks for another walk.

import { alpha, mix, rgb } from "../stage/colour.js";
import { contextOf, glyph, later, make } from "../stage/elements.js";
import { drawMarker } from "../stage/markers.js";
import { keepsakes } from "../stage/keepsakes.js";
import { fill, formatCode, power } from "../stage/numbers.js";
import { logSize, openEnvelope } from "../stage/packet.js";
import { readTheme } from "../stage/theme.js";
import { byHand } from "./scrub.js";
import { bandOf, besidePoints, boxOf, clearPlace, heightAt, held, placeOf, pointAt, pointOf, secondsOf } from "./slope.js";
/** @import { Box, Plane, Range } from "./slope.js" */
/** @import { Header, Theme } from "../stage/types.d.ts" */

/**
 * @typedef {{ id: string, side: number, steps: number, axis: number, w: Range, b: Range, start: Range, losses: Range,
 *   levels: number[], floor: number, lowest: [number, number], revealed: boolean, summary: string,
 *   ghost: { name: string, steps: number } | null, caption: string,
 *   labels: Record<string, string>, palette: Header["palette"] }} Walk
 */
/** @typedef {(name: string, value: any) => void} Tell */

const FINE = 300; // pixels on a side of the coloured map
const RADIUS = 9;
const NEAR = 26; // pixels from the start at which a hand takes it
const PALE = 0.4; // the walk before the last change
const BORDER = { left: 34, right: 8, top: 22, bottom: 38 };

class Ball {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    /** @type {Walk} */ this.walk = later();
    /** @type {Theme} */ this.theme = later();
    /** @type {Tell | null} */ this.tell = null; // nobody makes another walk where a page is a file
    /** @type {Float32Array} */ this.grid = new Float32Array();
    /** @type {Float32Array} */ this.path = this.grid;
    /** @type {Float32Array} */ this.loss = this.grid;
    /** @type {Float32Array} */ this.pastPath = this.grid;
    /** @type {Float32Array} */ this.pastLoss = this.grid;
    this.dropped = ""; // what the reader wants to see no more
    this.moment = 0;
    this.playing = false;
    /** @type {import("../stage/clip.js").Clip | null} */ this.clip = null; // the film that is being recorded
    this.kept = false; // whether this is drawn for a picture to take away
    this.clock = 0;
    /** @type {[number, number] | null} */ this.dragged = null;
    /** @type {HTMLCanvasElement | null} */ this.coloured = null;
    this.map = make("canvas", { role: "img" });
    this.chart = make("canvas", { "aria-hidden": "true" });
    this.button = make("button", { type: "button", onclick: () => this.toggle() });
    this.scrub = make("input", { type: "range", min: "0", step: "1" });
    byHand(this.scrub, (step) => this.go(step));
    this.said = make("span");
    this.tools = make("div", { class: "tools" });
    this.pastName = make("span", { class: "note" });
    this.past = make("button", { type: "button", class: "past", "data-act": "drop", onclick: () => this.drop() },
      this.pastName, " ×");
    this.deck = make("div", { class: "deck" }, make("div", { class: "bar" }, this.button, this.scrub,
      make("output", { class: "chip" }, this.said), this.tools), this.past);
    this.lanesBox = make("div", { class: "planes" }, make("div", { class: "plane" }, this.map),
      make("div", { class: "plane" }, this.chart));
    root.replaceChildren(this.deck, this.lanesBox);
    root.onkeydown = (event) => this.press(event);
    this.bind();
    this.resizer = new ResizeObserver(() => this.paint());
    this.resizer.observe(root);
  }

  dispose() {
    this.playing = false;
    this.clip?.stop();
    this.resizer.disconnect();
  }

  /** @param {Uint8Array<ArrayBuffer>} bytes */
  receive(bytes) {
    const { header, values } = /** @type {{ header: any, values: Float32Array }} */ (openEnvelope(bytes));
    const before = this.walk;
    if (before?.id !== header.id) {
      this.walk = header;
      const cells = header.side ** 2;
      this.grid = values.subarray(0, cells);
      this.path = values.subarray(cells, cells + 2 * (header.steps + 1));
      const end = cells + 3 * (header.steps + 1);
      this.loss = values.subarray(end - header.steps - 1, end);
      const count = header.ghost ? header.ghost.steps + 1 : 0;
      this.pastPath = values.subarray(end, end + 2 * count);
      this.pastLoss = values.subarray(end + 2 * count);
      this.coloured = null;
      this.begin(before);
    }
    this.theme = readTheme(this.root, header.palette);
    this.coloured = null;
    this.paint();
  }

  /** @param {Walk | undefined} before */
  begin(before) {
    const { steps, revealed, labels, summary } = this.walk;
    this.playing = false;
    this.clip?.stop();
    this.dragged = null;
    this.tools.replaceChildren(...keepsakes(this, labels));
    this.scrub.max = String(steps);
    this.scrub.disabled = this.button.disabled = steps === 0;
    this.scrub.setAttribute("aria-label", labels.step);
    this.map.setAttribute("aria-label", summary);
    this.name();
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const fresh = revealed && before && !before.revealed && !still;
    this.moment = fresh ? 0 : steps;
    if (fresh && steps) this.play();
  }

  // ---- the walk before the last change

  /** Whether it is on show. */
  get haunted() {
    return this.walk.ghost !== null && this.dropped !== this.mark();
  }

  /** What tells one from another. */
  mark() {
    return [this.walk.ghost?.name, ...this.pastLoss].join();
  }

  drop() {
    this.dropped = this.mark();
    this.name();
    this.paint();
  }

  /** Say what was changed, on what drops it. */
  name() {
    const { ghost, labels } = this.walk;
    if (this.dropped !== this.mark()) this.dropped = "";
    this.past.hidden = !this.haunted;
    this.pastName.textContent = ghost?.name ?? "";
    this.past.title = labels.drop;
    this.past.setAttribute("aria-label", `${labels.drop}: ${ghost?.name ?? ""}`);
  }

  // ---- a picture or a film of it, see `Player` in ../stage/types.d.ts

  get header() {
    return this.walk;
  }

  get dpr() {
    return (window.devicePixelRatio || 1) * (this.root.currentCSSZoom || 1);
  }

  /**
   * @param {number} dpr
   * @param {boolean} kept
   */
  redraw(dpr, kept = false) {
    this.kept = kept;
    this.paint(dpr);
    this.kept = false;
  }

  /** What the start is called: in a picture or a film no hand can drag it. */
  get startName() {
    const { start, fixed } = this.walk.labels;
    return this.tell && !this.kept && !this.clip ? start : fixed;
  }

  /** The step, in words; nothing at the end of the walk. */
  get standing() {
    return this.moment < this.walk.steps ? this.stepWords() : "";
  }

  stepWords() {
    return fill(this.walk.labels.at, { step: Math.floor(this.moment + 1e-9), steps: this.walk.steps });
  }

  // ---- moving

  toggle() {
    if (this.playing) this.playing = false;
    else this.play();
    this.paint();
  }

  play() {
    if (this.moment >= this.walk.steps) this.moment = 0;
    this.playing = true;
    this.clock = performance.now();
    requestAnimationFrame((now) => this.advance(now));
  }

  /** @param {number} now */
  advance(now) {
    if (!this.playing) return;
    const { steps } = this.walk;
    const moved = ((now - this.clock) / 1000) * (steps / secondsOf(steps));
    this.clock = now;
    this.moment = Math.min(steps, this.moment + Math.min(moved, 1));
    this.playing = this.moment < steps;
    this.paint();
    requestAnimationFrame((later) => this.advance(later));
  }

  /** @param {number} moment */
  go(moment) {
    this.playing = false;
    this.moment = Math.min(Math.max(moment, 0), this.walk.steps);
    this.paint();
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (event.target === this.scrub && event.key !== " ") return; // it has its own
    if (event.key === " " && event.target !== this.button) this.toggle();
    else if (event.key === "ArrowRight") this.go(Math.floor(this.moment) + 1);
    else if (event.key === "ArrowLeft") this.go(Math.ceil(this.moment) - 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  // ---- the start, taken by a hand

  bind() {
    const { map } = this;
    map.onpointermove = (event) => {
      const [x, y] = this.pixel(event);
      if (this.dragged) this.dragged = this.within(x, y);
      else map.style.cursor = this.isNear(x, y) ? "grab" : "default";
      if (this.dragged) this.paint();
    };
    map.onpointerdown = (event) => {
      const [x, y] = this.pixel(event);
      if (event.button !== 0 || !this.isNear(x, y)) return;
      map.setPointerCapture(event.pointerId);
      this.playing = false;
      this.dragged = this.within(x, y);
      this.paint();
    };
    map.addEventListener("touchstart", (event) => { if (this.dragged) event.preventDefault(); }, { passive: false });
    map.onpointerup = () => {
      if (this.dragged) this.tell?.("start", this.dragged);
    };
    map.onpointercancel = () => {
      this.dragged = null;
      this.paint();
    };
  }

  /**
   * @param {PointerEvent} event
   * @returns {[number, number]}
   */
  pixel(event) {
    const box = this.map.getBoundingClientRect();
    const zoom = box.width / this.map.offsetWidth || 1; // enlarged where it is projected
    return [(event.clientX - box.left) / zoom, (event.clientY - box.top) / zoom];
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  isNear(x, y) {
    if (!this.tell) return false;
    const [a, b] = placeOf(planeOf(this.map), [this.walk.w, this.walk.b], [this.path[0], this.path[1]]);
    return Math.hypot(x - a, y - b) < NEAR;
  }

  /**
   * The start that a pixel means, in tenths.
   * @param {number} x
   * @param {number} y
   * @returns {[number, number]}
   */
  within(x, y) {
    const [low, high] = this.walk.start;
    const [w, b] = pointOf(planeOf(this.map), [this.walk.w, this.walk.b], x, y).map((value) =>
      Math.round(10 * Math.min(Math.max(value, low), high)) / 10);
    return [w, b];
  }

  // ---- drawing

  paint(dpr = this.dpr) {
    if (!this.walk || !this.map.offsetWidth) return;
    this.paintMap(fitted(this.map, dpr));
    this.paintLoss(fitted(this.chart, dpr));
    const step = Math.floor(this.moment + 1e-9);
    const { labels } = this.walk;
    this.scrub.value = String(step);
    this.said.textContent = `${this.stepWords()} · E = ${formatCode(this.loss[step], "∞")}`;
    const name = this.playing ? "pause" : "play";
    if (this.button.dataset.shows !== name) {
      this.button.replaceChildren(glyph(name));
      this.button.dataset.shows = name;
      this.button.setAttribute("aria-label", labels[name]);
    }
    Object.assign(this.root.dataset, { step, ready: 1 });
  }

  /** @param {CanvasRenderingContext2D} g */
  paintMap(g) {
    const plane = planeOf(this.map);
    this.coloured ??= this.colour();
    g.imageSmoothingEnabled = true;
    g.drawImage(this.coloured, plane.left, plane.top, plane.width, plane.height);
    axes(g, plane, this.theme, [this.walk.w, this.walk.b], [this.walk.labels.w, this.walk.labels.b]);
    g.save();
    g.beginPath();
    g.rect(plane.left, plane.top, plane.width, plane.height);
    g.clip();
    if (!this.dragged && this.haunted) this.paintPast(g, plane);
    if (!this.dragged) this.paintPath(g, plane);
    const taken = this.paintMarks(g, plane);
    g.restore();
    if (!this.dragged) this.paintBall(g, plane, taken);
  }

  /** The map in bands of equal ratio, with a thin line between them: valleys strong, hills faint. */
  colour() {
    const { side, levels } = this.walk;
    const canvas = make("canvas");
    canvas.width = canvas.height = FINE;
    const g = contextOf(canvas);
    const image = g.createImageData(FINE, FINE);
    const { background, roles } = this.theme;
    const fills = Array.from({ length: levels.length + 1 }, (_, band) =>
      rgb(mix(background, roles.error.color, 0.04 + 0.5 * (1 - band / levels.length) ** 1.5)));
    const line = rgb(mix(background, roles.error.color, 0.6));
    const bands = Array.from({ length: FINE * FINE }, (_, i) =>
      bandOf(heightAt(this.grid, side, (i % FINE) / (FINE - 1), 1 - Math.floor(i / FINE) / (FINE - 1)), levels));
    bands.forEach((band, i) => {
      const edge = (i % FINE < FINE - 1 && bands[i + 1] !== band)
        || (i + FINE < bands.length && bands[i + FINE] !== band);
      image.data.set([...(edge ? line : fills[band]), 255], 4 * i);
    });
    g.putImageData(image, 0, 0);
    return canvas;
  }

  /**
   * @param {CanvasRenderingContext2D} g
   * @param {Plane} plane
   */
  paintPast(g, plane) {
    const places = Array.from(this.pastLoss, (_, k) => placeOf(plane, [this.walk.w, this.walk.b], pointAt(this.pastPath, k)));
    g.save();
    g.globalAlpha = PALE;
    g.strokeStyle = this.theme.roles.signal.color;
    g.lineWidth = 4;
    g.lineJoin = "round";
    g.beginPath();
    places.forEach(([x, y]) => g.lineTo(x, y));
    g.stroke();
    g.restore();
  }

  /**
   * @param {CanvasRenderingContext2D} g
   * @param {Plane} plane
   */
  paintPath(g, plane) {
    const { color } = this.theme.roles.signal;
    const ranges = [this.walk.w, this.walk.b];
    const whole = Math.floor(this.moment + 1e-9);
    const places = Array.from({ length: whole + 1 }, (_, k) => placeOf(plane, ranges, pointAt(this.path, k)));
    places.push(placeOf(plane, ranges, pointAt(this.path, this.moment)));
    g.strokeStyle = g.fillStyle = color;
    g.lineWidth = 2;
    g.lineJoin = "round";
    g.beginPath();
    places.forEach(([x, y]) => g.lineTo(x, y));
    g.stroke();
    for (const [x, y] of places.slice(0, -1)) {
      g.beginPath();
      g.arc(x, y, 3, 0, 7);
      g.fill();
    }
  }

  /**
   * The start and the lowest place with their names, which keep off each other and off where the ball ends.
   * @param {CanvasRenderingContext2D} g
   * @param {Plane} plane
   * @returns {Box[]} of the names
   */
  paintMarks(g, plane) {
    const { theme, walk } = this;
    const ranges = [walk.w, walk.b];
    const way = this.dragged ? [this.dragged] : Array.from({ length: this.path.length / 2 }, (_, k) => pointAt(this.path, k));
    const line = way.map((point) => placeOf(plane, ranges, point)).filter(([x, y]) => Number.isFinite(x + y));
    /** @type {[[number, number], string, import("../stage/types.d.ts").Marker, string][]} */
    const marks = [[placeOf(plane, ranges, walk.lowest), theme.roles.target.color, "plus", walk.labels.lowest],
      [line[0], theme.roles.signal.color, "square", this.startName]];
    const points = marks.map(([[x, y], , , name]) => ({ x, y, half: halfOf(g, theme, name) }));
    const end = held(plane, line[line.length - 1]);
    const places = besidePoints(plane, points, [...marks.map(([place]) => place), [end.x, end.y]], line);
    marks.forEach(([[x, y], color, marker, name], i) => {
      drawMarker(g, x, y, { color, marker }, 7, theme.background);
      label(g, theme, name, ...places[i], plane);
    });
    return places.map((place, i) => boxOf(place, points[i].half));
  }

  /**
   * The ball rolls: a dot on it turns by the way it has gone. At the edge, where it has left the map.
   * @param {CanvasRenderingContext2D} g
   * @param {Plane} plane
   * @param {Box[]} taken by other words
   */
  paintBall(g, plane, taken) {
    const { color } = this.theme.roles.signal;
    const place = placeOf(plane, [this.walk.w, this.walk.b], pointAt(this.path, this.moment));
    const { x, y, outside, angle } = held(plane, place);
    const turn = (place[0] + place[1]) / RADIUS;
    g.fillStyle = color;
    g.strokeStyle = this.theme.background;
    g.lineWidth = 2;
    g.beginPath();
    g.arc(x, y, RADIUS, 0, 7);
    g.fill();
    g.stroke();
    g.fillStyle = this.theme.background;
    g.beginPath();
    g.arc(x + 4.5 * Math.cos(turn), y + 4.5 * Math.sin(turn), 2.2, 0, 7);
    g.fill();
    if (!outside) return;
    g.fillStyle = color;
    g.save();
    g.translate(x, y);
    g.rotate(angle);
    g.beginPath();
    g.moveTo(RADIUS + 9, 0);
    g.lineTo(RADIUS + 1, -6);
    g.lineTo(RADIUS + 1, 6);
    g.fill();
    g.restore();
    const words = this.walk.labels.gone;
    const [spot] = besidePoints(plane, [{ x, y, half: halfOf(g, this.theme, words) }], [[x, y]], [], taken);
    label(g, this.theme, words, ...spot, plane);
  }

  /** @param {CanvasRenderingContext2D} g */
  paintLoss(g) {
    const { theme, walk } = this;
    const plane = planeOf(this.chart);
    const [low, high] = walk.losses.map(Math.log10);
    const steps = Math.max(1, walk.axis);
    axes(g, plane, theme, [[0, steps], [low, high]], [walk.labels.step, walk.labels.loss], true);
    /** @param {number} step @param {number} log of the loss */
    const at = (step, log) => placeOf(plane, [[0, steps], [low, high]], [step, Math.min(log, 400)]);
    const floor = Math.log10(walk.floor);
    const losses = Array.from(this.loss, logSize);
    g.save();
    g.beginPath();
    g.rect(plane.left, plane.top, plane.width, plane.height);
    g.clip();
    g.setLineDash([2, 4]);
    g.strokeStyle = theme.muted;
    g.lineWidth = 1.5;
    g.beginPath();
    g.moveTo(...at(0, floor));
    g.lineTo(...at(steps, floor));
    g.stroke();
    g.setLineDash([]);
    g.strokeStyle = theme.roles.error.color;
    if (this.haunted) {
      g.globalAlpha = PALE;
      g.lineWidth = 4;
      g.beginPath();
      this.pastLoss.forEach((loss, step) => g.lineTo(...at(step, logSize(loss))));
      g.stroke();
      g.globalAlpha = 1;
    }
    g.lineWidth = 2.5;
    g.beginPath();
    for (let step = 0; step <= Math.floor(this.moment + 1e-9); step++) g.lineTo(...at(step, losses[step]));
    g.stroke();
    g.restore();
    const course = losses.map((log, step) => at(step, log));
    label(g, theme, walk.labels.lowest, ...this.besideFloor(g, plane, at(0, floor)[1], course), plane);
    const step = Math.floor(this.moment + 1e-9);
    const { x, y, outside } = held(plane, at(step, losses[step]));
    if (!outside) drawMarker(g, x, y, { color: theme.roles.error.color, marker: "circle" }, 6, theme.background);
    else label(g, theme, `↑ ${formatCode(this.loss[step], "∞")}`, x, y + 4, plane);
  }

  /**
   * Where the words of the lowest loss stand: above its line or below it, off the curve.
   * @param {CanvasRenderingContext2D} g
   * @param {Plane} plane
   * @param {number} y of the line
   * @param {[number, number][]} course the whole curve, so that the words keep their place
   * @returns {[number, number]}
   */
  besideFloor(g, { left, top, width, height }, y, course) {
    const half = halfOf(g, this.theme, this.walk.labels.lowest);
    const across = [left + width / 2, left + half, left + width - half];
    const rows = [y - 9, y + 11, y - 24].filter((row) => row + 8 < top + height);
    /** @type {[number, number][]} */
    const places = rows.flatMap((row) => across.map((x) => /** @type {[number, number]} */ ([x, row])));
    return clearPlace([...places, [left + width / 2, y - 9]], half, course);
  }
}

/**
 * A canvas at the size of its box, cleared.
 * @param {HTMLCanvasElement} canvas
 * @param {number} dpr device pixels to a pixel
 */
function fitted(canvas, dpr) {
  const [width, height] = [canvas.offsetWidth, canvas.offsetHeight];
  canvas.width = Math.round(width * dpr);
  canvas.height = Math.round(height * dpr);
  const g = contextOf(canvas);
  g.setTransform(dpr, 0, 0, dpr, 0, 0);
  return g;
}

/**
 * @param {HTMLCanvasElement} canvas
 * @returns {Plane}
 */
function planeOf(canvas) {
  return { left: BORDER.left, top: BORDER.top, width: canvas.offsetWidth - BORDER.left - BORDER.right,
    height: canvas.offsetHeight - BORDER.top - BORDER.bottom };
}

/**
 * Frame, ticks and names of a plane; with `powers` the upright axis is one of powers of ten.
 * @param {CanvasRenderingContext2D} g
 * @param {Plane} plane
 * @param {Theme} theme
 * @param {Range[]} ranges
 * @param {string[]} names
 */
function axes(g, plane, theme, [across, up], names, powers = false) {
  g.font = `13px ${theme.font}`;
  g.fillStyle = theme.muted;
  g.strokeStyle = theme.line;
  g.lineWidth = 1;
  g.strokeRect(plane.left, plane.top, plane.width, plane.height);
  g.textAlign = "center";
  g.textBaseline = "top";
  for (const value of ticks(across, Math.max(2, plane.width / 70))) {
    g.fillText(formatTick(value), placeOf(plane, [across, up], [value, up[0]])[0], plane.top + plane.height + 4);
  }
  g.fillText(names[0], plane.left + plane.width / 2, plane.top + plane.height + 20);
  g.textAlign = "right";
  g.textBaseline = "middle";
  for (const value of ticks(up, powers ? 6 : Math.max(2, plane.height / 60))) {
    const y = placeOf(plane, [across, up], [across[0], value])[1];
    g.fillText(powers ? power(value) : formatTick(value), plane.left - 5, y);
  }
  g.textAlign = "left";
  g.fillText(names[1], 2, 9);
}

/** @param {number} value */
const formatTick = (value) => String(value).replace("-", "−");

/**
 * Whole numbers inside a range, about so many.
 * @param {Range} range
 * @param {number} about
 */
function ticks([low, high], about) {
  const rough = (high - low) / about;
  const stride = [1, 2, 5, 10, 20, 50, 100].find((size) => size >= rough) ?? 200;
  const first = Math.ceil(low / stride) * stride;
  return Array.from({ length: Math.floor((high - first) / stride) + 1 }, (_, k) => first + k * stride);
}

/**
 * Half the width of words on a map, in the letters that are set by this.
 * @param {CanvasRenderingContext2D} g
 * @param {Theme} theme
 * @param {string} words
 */
function halfOf(g, theme, words) {
  g.font = `600 13px ${theme.font}`;
  return g.measureText(words).width / 2 + 4;
}

/**
 * Words on a map, with a rim in its colour, inside the plane.
 * @param {CanvasRenderingContext2D} g
 * @param {Theme} theme
 * @param {string} words
 * @param {number} x
 * @param {number} y
 * @param {Plane} plane
 */
function label(g, theme, words, x, y, plane) {
  const half = halfOf(g, theme, words);
  g.textAlign = "center";
  g.textBaseline = "middle";
  const place = Math.min(Math.max(x, plane.left + half), plane.left + plane.width - half);
  g.lineWidth = 4;
  g.lineJoin = "round";
  g.strokeStyle = alpha(theme.background, 0.85);
  g.strokeText(words, place, Math.max(plane.top + 9, y));
  g.fillStyle = theme.text;
  g.fillText(words, place, Math.max(plane.top + 9, y));
}

/** @type {WeakMap<HTMLElement, Ball>} */
const BALLS = new WeakMap();

/**
 * Components v2 calls this at mount, with new data and on every change of theme.
 * @param {{ data: Uint8Array<ArrayBuffer>, parentElement: HTMLElement, setStateValue: Tell | null }} component
 */
export default function mount({ data, parentElement, setStateValue }) {
  const root = /** @type {HTMLElement} */ (parentElement.querySelector(".ball"));
  let ball = BALLS.get(parentElement);
  if (ball?.root !== root) {
    ball?.dispose();
    ball = new Ball(root);
    BALLS.set(parentElement, ball);
  }
  ball.tell = setStateValue;
  ball.receive(data);
  return () => {
    BALLS.get(parentElement)?.dispose();
    BALLS.delete(parentElement);
  };
}
