// The stage: forward sweep, loss, and the error running back, drawn in the browser.
//
// One packed buffer of float32 comes in (see README.md beside this file); nothing goes out while
// a reader plays or scrubs. Sections: entry, decoding, time, numbers, theme, the stage itself,
// the rail, the lanes by kind, the cell diagram, the read-out.

const INSTANCES = new WeakMap();
const FEED_EVENT = "lstm97:stage";

// ---------------------------------------------------------------- entry

/**
 * Components v2 calls this at mount and again on every change of theme. The data come from the
 * feeds (see lstm97/ui/stage.py), which may have been there first.
 */
export default function mount({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".stage");
  let stage = INSTANCES.get(parentElement);
  if (stage?.root !== root) {
    stage?.dispose();
    stage = new Stage(root, data.key);
    INSTANCES.set(parentElement, stage);
  }
  stage.report = setStateValue;
  for (const bytes of globalThis.lstm97Feeds?.values() ?? []) if (!stage.header) stage.receive(bytes);
  stage.refreshTheme();
  return () => {
    INSTANCES.get(parentElement)?.dispose();
    INSTANCES.delete(parentElement);
  };
}

// ---------------------------------------------------------------- decoding

/** Split an envelope: uint32 length, JSON header, then little-endian float32. */
function openEnvelope(bytes) {
  const copy = bytes.slice(); // a fresh buffer starts at an aligned offset
  const length = new DataView(copy.buffer).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(copy.subarray(4, 4 + length)));
  return { header, values: new Float32Array(copy.buffer, 4 + length) };
}

/** A view of one array of the scene: at(step 1..T, column), stored time first. */
class Table {
  constructor(values, [offset, steps, columns]) {
    this.values = values;
    this.offset = offset;
    this.steps = steps;
    this.columns = columns;
  }
  at(step, column = 0) {
    return this.values[this.offset + (step - 1) * this.columns + column];
  }
}

const LOG_OFFSET = 400;

/** log10|v| of a value that Python's encode_log has packed; -Infinity for zero. */
function logSize(code) {
  if (code === 0) return -Infinity;
  return Number.isFinite(code) ? Math.abs(code) - LOG_OFFSET : Math.abs(code);
}

// What may change without building the page again: everything else is the structure of a scene.
const CONTENT = new Set(["id", "live", "start", "values", "codes", "gates", "errors", "arrays",
  "report", "count", "summary", "events", "depth", "source", "marks", "target", "floor",
  "state_range", "palette"]);

function structureOf(header) {
  return JSON.stringify(header, (name, value) => (CONTENT.has(name) ? undefined : value));
}

// ---------------------------------------------------------------- time: one position p in [0, 2T]

// p = t while the forward sweep has shown steps 1..t; p = T is the loss;
// p = 2T + 1 - t while the error has come back as far as step t.
const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

function phaseAt(p, T) {
  if (p <= 0) return "start";
  if (p < T) return "forward";
  if (p === T) return "loss";
  return p < 2 * T ? "backward" : "done";
}

function stepAt(p, T) {
  return p <= T ? clamp(Math.ceil(p), 1, T) : clamp(2 * T - Math.ceil(p) + 1, 1, T);
}

/** Is time step t of something revealed by `phase` on show at position p? */
function isShown(phase, t, p, T) {
  if (phase === "forward") return t <= p;
  if (phase === "loss") return p >= T;
  if (phase === "backward") return p > T && t >= 2 * T + 1 - p;
  return true;
}

/** The part of the time axis, as shares 0..1, that `phase` has revealed at position p. */
function shownShare(phase, p, T) {
  if (phase === "forward") return [0, Math.min(1, p / T)];
  if (phase === "loss") return p >= T ? [0, 1] : [0, 0];
  if (phase === "backward") return p > T ? [1 - (p - T) / T, 1] : [1, 1];
  return [0, 1];
}

// ---------------------------------------------------------------- numbers and words

const SUPERSCRIPT = { "-": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷",
  8: "⁸", 9: "⁹" };
const power = (exponent) => "10" + [...String(exponent)].map((c) => SUPERSCRIPT[c]).join("");
const minus = (text) => text.replace("-", "−");

function formatNumber(value, overflow) {
  if (Number.isNaN(value) || value === undefined) return "–";
  if (!Number.isFinite(value)) return overflow;
  const size = Math.abs(value);
  if (size === 0) return "0";
  if (size >= 0.001 && size < 1e4) return minus(size >= 100 ? value.toFixed(1) : value.toFixed(3));
  return formatLog(Math.log10(size), Math.sign(value), overflow);
}

function formatCode(code, overflow) {
  if (Number.isNaN(code)) return "–";
  if (code === 0) return "0";
  if (!Number.isFinite(code)) return overflow;
  const log = logSize(code);
  if (log >= -3 && log < 4) return formatNumber(Math.sign(code) * 10 ** log, overflow);
  return formatLog(log, Math.sign(code), overflow);
}

function formatLog(log, sign) {
  let exponent = Math.floor(log);
  let mantissa = (10 ** (log - exponent)).toFixed(1);
  if (mantissa === "10.0") [mantissa, exponent] = ["1.0", exponent + 1];
  return `${sign < 0 ? "−" : ""}${mantissa}×${power(exponent)}`;
}

const fill = (template, values) =>
  (template ?? "").replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

/** Steps to number below a line of `width` pixels; numbers of one digit may stand closer. */
function niceTicks(T, width) {
  const rough = T / Math.max(2, width / (T < 10 ? 35 : 70));
  const scale = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((k) => k * scale).find((k) => k >= rough));
  const ticks = [1];
  for (let t = step; t < T; t += step) if (t > 1 && T - t > step * 0.45) ticks.push(t);
  if (T > 1) ticks.push(T);
  return ticks;
}

// ---------------------------------------------------------------- drawing helpers

function make(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name === "class") element.className = value;
    else if (name.startsWith("on")) element[name] = value;
    else if (value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";
function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function rgb(color) {
  const hex = color.trim();
  if (hex[0] === "#") {
    const long = hex.length === 4 ? [...hex.slice(1)].map((c) => c + c).join("") : hex.slice(1);
    return [0, 2, 4].map((i) => parseInt(long.slice(i, i + 2), 16));
  }
  return (hex.match(/[\d.]+/g) ?? [255, 255, 255]).slice(0, 3).map(Number);
}

/** An opaque colour on the way from one to another. */
function mix(from, to, share) {
  const [a, b] = [rgb(from), rgb(to)];
  return `rgb(${a.map((c, i) => Math.round(c + (b[i] - c) * share)).join(",")})`;
}

const alpha = (color, share) => `rgba(${rgb(color).join(",")},${share})`;

/** 256 colours between the stops of a ramp. */
function lookup(stops) {
  const points = stops.map(rgb);
  return Array.from({ length: 256 }, (_, i) => {
    const place = (i / 255) * (points.length - 1);
    const k = Math.min(points.length - 2, Math.floor(place));
    return points[k].map((c, j) => Math.round(c + (points[k + 1][j] - c) * (place - k)));
  });
}

const MARKERS = {
  circle: (g, r) => g.arc(0, 0, r, 0, 7),
  ring: (g, r) => g.arc(0, 0, r, 0, 7),
  square: (g, r) => g.rect(-r * 0.9, -r * 0.9, r * 1.8, r * 1.8),
  triangle: (g, r) => polygon(g, [[0, -r * 1.2], [r * 1.1, r * 0.8], [-r * 1.1, r * 0.8]]),
  diamond: (g, r) => polygon(g, [[0, -r * 1.3], [r, 0], [0, r * 1.3], [-r, 0]]),
  cross: (g, r) => polygon(g, spokes(4, r * 1.4, r * 0.5, Math.PI / 4)),
  plus: (g, r) => polygon(g, spokes(4, r * 1.4, r * 0.5, 0)),
  star: (g, r) => polygon(g, spokes(5, r * 1.4, r * 0.6, -Math.PI / 2)),
};

function spokes(count, outer, inner, turn) {
  return Array.from({ length: count * 2 }, (_, i) => {
    const angle = turn + (i * Math.PI) / count;
    const radius = i % 2 ? inner : outer;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
}

function polygon(g, points) {
  points.forEach(([x, y], i) => (i ? g.lineTo(x, y) : g.moveTo(x, y)));
  g.closePath();
}

function drawMarker(g, x, y, role, radius, background) {
  g.save();
  g.translate(x, y);
  g.setLineDash([]);
  g.beginPath();
  MARKERS[role.marker](g, radius);
  g.fillStyle = role.marker === "ring" ? background : role.color;
  g.strokeStyle = role.marker === "ring" ? role.color : background;
  g.lineWidth = 1.5;
  g.stroke();
  g.fill();
  g.restore();
}

/** A small picture of a role's line: dash and marker, for legends and headings. */
function swatch(theme, roleName) {
  const role = theme.roles[roleName];
  const canvas = make("canvas", { class: "swatch", "aria-hidden": "true" });
  canvas.width = 34 * 2;
  canvas.height = 14 * 2;
  const g = canvas.getContext("2d");
  g.scale(2, 2);
  g.strokeStyle = role.color;
  g.lineWidth = 2.5;
  g.setLineDash(role.dash);
  g.beginPath();
  g.moveTo(1, 7);
  g.lineTo(33, 7);
  g.stroke();
  drawMarker(g, 17, 7, role, 4, theme.background);
  return canvas;
}

// ---------------------------------------------------------------- theme

function readTheme(root, palette) {
  const style = getComputedStyle(root);
  const get = (name, fallback) => {
    const value = style.getPropertyValue(name).trim();
    return value && value !== "unset" ? value : fallback;
  };
  const background = get("--st-background-color", "#ffffff");
  const [r, g, b] = rgb(background);
  const dark = 0.299 * r + 0.587 * g + 0.114 * b < 110;
  const text = get("--st-text-color", dark ? "#fafafa" : "#1f2328");
  const look = palette[dark ? "dark" : "light"];
  return { ...look, dark, background, text, faint: alpha(text, 0.045), line: mix(background, text, 0.15),
    font: style.fontFamily || "sans-serif" };
}

// ---------------------------------------------------------------- the stage

const SPEEDS = [0.25, 0.5, 1, 2, 4];
const GUTTER = 44; // room for y ticks, the same in every lane so that time lines up
const RIGHT = 46; // room for the bend of the rail
const WIDE = 1000;
const NARROW = 640;

class Stage {
  constructor(root, key) {
    this.root = root;
    this.name = key;
    this.position = null;
    this.hover = null;
    this.playing = false;
    this.follow = false;
    this.speed = 2; // index into SPEEDS
    this.resting = {};
    this.told = {};
    this.lanes = [];
    this.stats = { frames: 0, since: 0, paint: 0, last: 0, intervals: [] };
    this.reduced = matchMedia("(prefers-reduced-motion: reduce)");
    this.onFeed = (event) => this.receive(event.detail);
    document.addEventListener(FEED_EVENT, this.onFeed);
    this.resizer = new ResizeObserver(() => this.resize());
    this.resizer.observe(root);
    root.onkeydown = (event) => this.key(event);
  }

  dispose() {
    document.removeEventListener(FEED_EVENT, this.onFeed);
    this.resizer.disconnect();
    this.pause();
    cancelAnimationFrame(this.request);
  }

  // ---- data in

  receive(bytes) {
    const { header, values } = openEnvelope(bytes);
    if (header.key !== this.name) return;
    if (header.patch) this.patch(header, values);
    else if (header.id !== this.header?.id) this.show(header, values);
  }

  show(header, values) {
    const before = this.header;
    const structure = structureOf(header);
    this.header = header;
    this.values = values;
    this.T = header.steps;
    this.labels = header.labels;
    if (structure !== this.structure) this.build();
    this.structure = structure;
    this.position = this.positionAfter(before, header);
    this.follow = header.live !== null;
    this.root.dataset.scene = header.id;
    this.words.textContent = header.summary;
    this.lanesBox.setAttribute("aria-label", header.summary);
    this.lanes.forEach((lane) => lane.load());
    this.refreshTheme();
  }

  /** Keep the reader's place across new data: the end stays the end. */
  positionAfter(before, header) {
    const end = 2 * header.steps;
    if (header.live !== null) return header.live;
    if (this.position === null || before.live !== null) return header.start ?? end;
    if (this.position >= 2 * before.steps) return end;
    return before.steps === header.steps ? this.position
      : Math.round((this.position / (2 * before.steps)) * end);
  }

  /** Take the steps first+1..last of every array; a patch to another scene is not for us. */
  patch(header, values) {
    if (header.patch !== this.header?.id) return;
    let from = 0;
    for (const [offset, , columns] of this.header.arrays) {
      const count = (header.last - header.first) * columns;
      this.values.set(values.subarray(from, from + count), offset + header.first * columns);
      from += count;
    }
    this.header.live = header.live;
    this.lanes.forEach((lane) => lane.renew());
    if (this.follow && header.live !== null) this.position = header.live;
    this.invalidate(true);
  }

  // ---- building the page

  build() {
    const old = document.createRange();
    old.selectNodeContents(this.root);
    old.deleteContents();
    this.theme = readTheme(this.root, this.header.palette);
    this.rail = new Rail(this);
    this.lanesBox = make("div", { class: "lanes", role: "group" });
    this.readout = new Readout(this);
    this.words = make("p");
    this.headline = make("div", { class: "headline", "aria-hidden": "true" });
    this.deck = make("div", { class: "deck" }, this.buildBar(), this.rail.box, this.headline);
    this.root.append(
      make("div", { class: "body" }, make("div", { class: "main-column" }, this.deck, this.lanesBox),
        this.readout.box),
      make("details", { class: "words" }, make("summary", {}, this.labels.summary), this.words));
    this.buildLanes();
    this.readout.build();
    this.bindPointer();
  }

  buildBar() {
    const button = (name, icon, act) => make("button", {
      type: "button", "aria-label": this.labels[name], title: this.labels[name], "data-act": name,
      onclick: act,
    }, glyph(icon));
    this.playButton = button("play", "play", () => this.toggle());
    this.playButton.classList.add("main");
    this.speedText = make("output", { class: "speed" });
    this.chip = make("div", { class: "chip" }, make("b"), make("span"));
    const bar = make("div", { class: "bar", role: "toolbar", "aria-label": this.labels.region },
      make("div", { class: "set" },
        button("first", "first", () => this.go(0)),
        button("back", "back", () => this.nudge(-1)), this.playButton,
        button("next", "next", () => this.nudge(1)),
        button("last", "last", () => this.go(2 * this.T))),
      this.chip,
      make("div", { class: "set", title: this.labels.speed },
        button("slower", "slower", () => this.changeSpeed(-1)), this.speedText,
        button("faster", "faster", () => this.changeSpeed(1))));
    this.changeSpeed(0);
    return bar;
  }

  /** Neighbouring lanes of one network form a section; in columns, networks stand side by side. */
  buildLanes() {
    this.lanes = [];
    let section = null;
    let row = null;
    for (const spec of this.header.lanes) {
      const network = spec.network ?? null;
      if (!section || section.network !== network) {
        section = { network, box: this.buildSection(network) };
        const aside = network !== null && this.header.layout === "columns";
        if (!aside) row = null;
        else if (!row) this.lanesBox.append((row = make("div", { class: "columns" })));
        (row ?? this.lanesBox).append(section.box);
        section.last = null;
      }
      const lane = new KINDS[spec.kind](this, spec);
      section.box.append(lane.box);
      this.lanes.push(lane);
      if (lane.canvas) {
        if (section.last) section.last.axis = section.last.ownAxis;
        lane.axis = true;
        section.last = lane;
      }
    }
  }

  buildSection(key) {
    const network = this.header.networks.find((item) => item.key === key);
    const box = make("section", { class: network ? "network" : "shared" });
    if (network) {
      box.dataset.role = network.role;
      box.append(make("h3", {}, swatch(this.theme, network.role), network.name));
      box.setAttribute("aria-label", network.name);
    }
    return box;
  }

  // ---- size and theme

  resize() {
    const width = this.root.clientWidth;
    if (!this.header || !width || width === this.width) return;
    this.layout();
  }

  layout() {
    this.width = this.root.clientWidth;
    this.dpr = (window.devicePixelRatio || 1) * (this.root.currentCSSZoom || 1);
    this.root.classList.toggle("wide", this.width >= WIDE);
    this.root.classList.toggle("narrow", this.width < NARROW);
    this.rail.resize();
    this.lanes.forEach((lane) => lane.resize());
    this.root.classList.toggle("tall", this.lanesBox.clientHeight > window.innerHeight * 0.8);
    this.invalidate(true);
  }

  refreshTheme() {
    if (!this.header) return;
    this.theme = readTheme(this.root, this.header.palette);
    for (const [role, look] of Object.entries(this.theme.roles)) {
      this.root.style.setProperty(`--role-${role}`, look.color);
    }
    this.root.style.setProperty("--negative", this.theme.negative);
    this.root.querySelectorAll("section[data-role] > h3 > .swatch").forEach((old) =>
      old.replaceWith(swatch(this.theme, old.closest("section").dataset.role)));
    this.lanes.forEach((lane) => lane.retheme());
    this.layout();
  }

  // ---- moving through time

  go(position) {
    this.pause();
    this.position = clamp(position, 0, 2 * this.T);
    this.follow = this.header.live !== null && this.position >= this.header.live;
    this.invalidate();
    this.restAt();
  }

  nudge(delta) {
    const here = delta > 0 ? Math.floor(this.position) : Math.ceil(this.position);
    this.go(here + delta);
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }

  play() {
    for (const lane of this.lanes) if (lane.drawing) lane.setDrawing(false);
    if (this.position >= 2 * this.T) this.position = 0;
    this.playing = true;
    this.rest = 0;
    if (this.reduced.matches) this.timer = setInterval(() => this.stride(), 900 / this.rate());
    else this.clock = performance.now();
    this.invalidate();
  }

  pause() {
    clearInterval(this.timer);
    if (this.playing) this.position = Math.round(this.position);
    if (this.playing) this.restAt();
    this.playing = false;
    if (this.header) this.invalidate();
  }

  /** With reduced motion, play is a slide show: ten pictures a sweep. */
  stride() {
    const T = this.T;
    const stride = Math.max(1, Math.ceil(T / 10));
    const limit = this.position < T ? T : 2 * T;
    this.position = Math.min(limit, this.position + stride);
    this.invalidate();
    if (this.position >= 2 * T) this.pause();
  }

  rate() {
    return SPEEDS[this.speed];
  }

  /** Move the play-head by the time since the last frame, with a rest at the loss. */
  advance(now) {
    const seconds = Math.min(0.1, (now - this.clock) / 1000) * this.rate();
    this.clock = now;
    if (this.rest > 0) {
      this.rest -= seconds;
      return;
    }
    const T = this.T;
    const next = this.position + seconds * Math.max(5, T / 6);
    if (this.position < T && next >= T) [this.position, this.rest] = [T, 0.9];
    else this.position = Math.min(2 * T, next);
    if (this.position >= 2 * T) this.pause();
  }

  changeSpeed(delta, absolute = null) {
    this.speed = clamp(absolute ?? this.speed + delta, 0, SPEEDS.length - 1);
    this.speedText.textContent = `${SPEEDS[this.speed]}×`;
    this.speedText.setAttribute("aria-label", `${this.labels.speed} ${SPEEDS[this.speed]}`);
    if (this.playing && this.reduced.matches) {
      this.pause();
      this.play();
    }
  }

  restAt() {
    this.tell("position", () => Math.round(this.position));
  }

  /** Report a state once the reader has come to rest, if the page asked; never while things move. */
  tell(name, read) {
    if (!this.header.report) return;
    clearTimeout(this.resting[name]);
    this.resting[name] = setTimeout(() => {
      if (this.playing || this.held) return;
      const value = read();
      const text = JSON.stringify(value);
      if (text !== this.told[name]) this.report(name, value);
      this.told[name] = text;
    }, 600);
  }

  // ---- frames

  invalidate(full = false) {
    this.full ||= full;
    this.request ??= requestAnimationFrame((now) => this.frame(now));
  }

  frame(now) {
    this.request = null;
    if (!this.header) return;
    if (this.playing && !this.reduced.matches) this.advance(now);
    const began = performance.now();
    this.paint();
    this.count(now, performance.now() - began);
    if (this.held || (this.playing && !this.reduced.matches)) this.invalidate();
  }

  paint() {
    const view = { p: this.position, hover: this.hover, full: this.full };
    this.full = false;
    this.rail.paint(view);
    this.lanes.forEach((lane) => lane.paint(view));
    this.describe(view);
    this.readout.paint(view);
  }

  /** Phase in words: the chip, the slider's text, and data attributes for tests. */
  describe({ p }) {
    const T = this.T;
    const live = this.header.live !== null && this.follow;
    const phase = phaseAt(p, T);
    const step = stepAt(p, T);
    const words = this.labels[live ? "phase_live" : `phase_${phase}`];
    const at = fill(this.labels.at, { t: step, steps: T });
    const arrow = { forward: " →", backward: "← " }[phase];
    this.chip.dataset.phase = phase;
    setText(this.chip.firstChild, phase === "backward" ? arrow + words : words + (arrow ?? ""));
    setText(this.chip.lastChild, phase === "start" ? "" : at);
    Object.assign(this.root.dataset, { position: Math.round(p * 100) / 100, phase, step, ready: 1 });
    const label = this.labels[this.playing ? "pause" : p >= 2 * T ? "replay" : "play"];
    if (this.playButton.title !== label) {
      this.playButton.replaceChildren(glyph(this.playing ? "pause" : "play"));
      this.playButton.title = label;
      this.playButton.setAttribute("aria-label", label);
    }
    const values = this.said(step, p > T ? "backward" : "forward").slice(0, 4);
    setText(this.headline, values.join(" · "));
    this.rail.speak([words, phase === "start" ? "" : at, values.join(", ")]);
  }

  /** What one lane has to say of a step: the first that belongs to the sweep under way. */
  said(step, sweep) {
    const saying = this.lanes.filter((lane) => lane.headline(step).length);
    return (saying.find((lane) => lane.phase === sweep) ?? saying[0])?.headline(step) ?? [];
  }

  /** Frames a second and milliseconds a paint, on data-fps and data-paint, while things move. */
  count(now, paint) {
    const stats = this.stats;
    const gap = now - stats.last;
    stats.last = now;
    stats.frames += 1;
    if (gap < 100) stats.intervals.push(gap);
    stats.paint += (paint - stats.paint) * 0.1;
    if (stats.intervals.length < 30) return;
    const mean = stats.intervals.reduce((a, b) => a + b) / stats.intervals.length;
    stats.intervals = [];
    this.root.dataset.fps = (1000 / mean).toFixed(1);
    this.root.dataset.paint = stats.paint.toFixed(2);
    this.root.dataset.frames = stats.frames;
  }

  // ---- input

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const onControl = event.target.closest("button, select, summary, input");
    const far = event.shiftKey ? 10 : 1;
    const page = Math.max(1, Math.round(this.T / 10));
    const moves = {
      ArrowRight: () => this.nudge(far), ArrowLeft: () => this.nudge(-far),
      PageUp: () => this.nudge(page), PageDown: () => this.nudge(-page),
      Home: () => this.go(0), End: () => this.go(2 * this.T),
      "+": () => this.changeSpeed(1), "=": () => this.changeSpeed(1),
      "-": () => this.changeSpeed(-1),
    };
    if (event.target === this.rail.box) {
      moves.ArrowUp = moves.ArrowRight;
      moves.ArrowDown = moves.ArrowLeft;
    }
    if (!onControl) moves[" "] = () => this.toggle();
    const digit = Number(event.key);
    if (event.target.closest("select")) return;
    if (digit >= 1 && digit <= SPEEDS.length) this.changeSpeed(0, digit - 1);
    else if (moves[event.key]) moves[event.key]();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Hover reads, drag scrubs, on every canvas of the stage. */
  bindPointer() {
    for (const lane of [this.rail, ...this.lanes.filter((item) => item.canvas)]) {
      const canvas = lane.canvas;
      const move = (event) => {
        const box = canvas.getBoundingClientRect();
        const zoom = box.width / canvas.offsetWidth || 1; // enlarged where it is projected
        const [x, y] = [(event.clientX - box.left) / zoom, (event.clientY - box.top) / zoom];
        if (lane.dragging && lane.drawing) lane.sketch(x, y);
        else if (lane.dragging) this.go(lane.positionAt(x, y));
        else this.setHover(lane === this.rail ? null : lane.stepAt(x));
      };
      canvas.onpointerdown = (event) => {
        if (event.button !== 0) return;
        lane.dragging = this.held = true;
        lane.pen = null;
        canvas.setPointerCapture(event.pointerId);
        this.rail.box.focus({ preventScroll: true, focusVisible: false });
        this.setHover(null);
        move(event);
      };
      canvas.onmousedown = (event) => event.preventDefault(); // else it takes the focus away again
      canvas.onpointermove = move;
      canvas.onpointerup = canvas.onpointercancel = () => {
        lane.dragging = this.held = false;
        this.restAt();
      };
      canvas.onpointerleave = () => this.setHover(null);
    }
  }

  setHover(step) {
    if (step === this.hover) return;
    this.hover = step;
    this.invalidate();
  }
}

const setText = (node, text) => {
  if (node.textContent !== text) node.textContent = text;
};

const GLYPHS = {
  play: "M6 4l11 7-11 7z", pause: "M5 4h4v14H5zM13 4h4v14h-4z",
  next: "M5 5l8 6-8 6zM14 5h3v12h-3z", back: "M17 5l-8 6 8 6zM5 5h3v12H5z",
  first: "M4 5h2.5v12H4zM12 5l-5.5 6 5.5 6zM18 5l-5.5 6 5.5 6z",
  last: "M15.5 5h2.5v12h-2.5zM10 5l5.5 6-5.5 6zM4 5l5.5 6-5.5 6z",
  slower: "M5 10h12v2.5H5z", faster: "M5 10h12v2.5H5zM9.8 5.2h2.5v12h-2.5z",
};

function glyph(name) {
  return svg("svg", { viewBox: "0 0 22 22", "aria-hidden": "true" }, svg("path", { d: GLYPHS[name] }));
}

// ---------------------------------------------------------------- canvases on one time axis

/** A canvas whose x axis is time: shared by the rail and by the lanes. */
class TimeCanvas {
  constructor(stage) {
    this.stage = stage;
    this.canvas = make("canvas");
    this.context = this.canvas.getContext("2d");
  }

  /** Fit the canvas to its box; true if it has any room. */
  fit(height) {
    const { dpr } = this.stage;
    this.width = Math.floor(this.canvas.parentElement.clientWidth);
    this.height = height;
    this.canvas.width = Math.round(this.width * dpr);
    this.canvas.height = Math.round(height * dpr);
    this.canvas.style.height = `${height}px`;
    this.left = GUTTER;
    this.plot = this.width - GUTTER - RIGHT;
    return this.plot > 10;
  }

  edge(share) {
    return this.left + share * this.plot;
  }

  /** Centre of time step t. */
  x(t) {
    return this.edge((t - 0.5) / this.stage.T);
  }

  stepAt(x) {
    const T = this.stage.T;
    return clamp(Math.ceil(((x - this.left) / this.plot) * T), 1, T);
  }

  layer() {
    const layer = document.createElement("canvas");
    layer.width = this.canvas.width;
    layer.height = this.canvas.height;
    const g = layer.getContext("2d");
    g.scale(this.stage.dpr, this.stage.dpr);
    g.font = this.font(12);
    return [layer, g];
  }

  font(size, weight = 400) {
    return `${weight} ${size}px ${this.stage.theme.font}`;
  }

  /** Numbers of time steps; `inside` keeps the last one within the plot. */
  drawTimeTicks(g, y, { inside = false } = {}) {
    const { theme, T } = this.stage;
    g.font = this.font(12);
    g.textBaseline = "top";
    for (const t of niceTicks(T, this.plot)) {
      const x = Math.round(this.x(t)) + 0.5;
      const last = inside && t === T;
      g.textAlign = last ? "right" : "center";
      g.fillStyle = theme.muted;
      g.fillText(String(t), last ? this.left + this.plot : x, y);
    }
  }
}

// ---------------------------------------------------------------- the rail: there and back again

const RAIL = { height: 90, top: 28, bottom: 60, bend: 16, run: 8 };

/** The scrub bar: forward along the upper track, round the loss, back along the lower one. */
class Rail extends TimeCanvas {
  constructor(stage) {
    super(stage);
    const { labels, T } = stage;
    this.box = make("div", { class: "rail", role: "slider", tabindex: "0", title: labels.keys,
      "aria-label": labels.slider, "aria-valuemin": "0", "aria-valuemax": String(2 * T) });
    this.box.append(this.canvas);
    this.canvas.setAttribute("aria-hidden", "true");
  }

  resize() {
    if (!this.fit(RAIL.height)) return;
    const [layer, g] = this.layer();
    this.base = layer;
    this.drawTicks(g);
    this.drawPath(g, 2 * this.stage.T, this.stage.theme.line, this.stage.theme.line);
    this.drawWords(g);
  }

  drawTicks(g) {
    this.drawTimeTicks(g, (RAIL.top + RAIL.bottom) / 2 - 6, { inside: true });
    g.textAlign = "right";
    g.font = `italic ${this.font(13)}`;
    g.fillText("t", this.left - 10, (RAIL.top + RAIL.bottom) / 2 - 7);
  }

  drawWords(g) {
    const { theme, labels } = this.stage;
    g.font = this.font(13, 600);
    g.textBaseline = "alphabetic";
    g.textAlign = "left";
    g.fillStyle = theme.roles.signal.color;
    g.fillText(labels.rail_forward, this.left, RAIL.top - 12);
    g.textAlign = "right";
    g.fillStyle = theme.roles.error.color;
    g.fillText(labels.rail_backward, this.left + this.plot, RAIL.bottom + 23);
    g.fillStyle = theme.muted;
    g.fillText(labels.rail_loss, this.width, RAIL.top - 12);
  }

  drawPath(g, p, forward, backward) {
    const T = this.stage.T;
    const end = this.left + this.plot;
    const turn = end + RAIL.run;
    const track = (y, from, to, color) => {
      g.strokeStyle = color;
      g.beginPath();
      g.moveTo(from, y);
      g.lineTo(to, y);
      g.stroke();
    };
    g.lineCap = "round";
    g.lineWidth = 5;
    if (p > 0) track(RAIL.top, this.left, this.edge(Math.min(1, p / T)), forward);
    if (p < T) return;
    track(RAIL.top, end, turn, forward);
    g.strokeStyle = backward;
    g.beginPath();
    g.arc(turn, (RAIL.top + RAIL.bottom) / 2, RAIL.bend, -Math.PI / 2, Math.PI / 2);
    g.stroke();
    if (p > T) track(RAIL.bottom, turn, this.edge(1 - (p - T) / T), backward);
  }

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

  drawHover(g, step) {
    g.fillStyle = this.stage.theme.text;
    g.font = this.font(12, 700);
    const x = this.x(step);
    g.clearRect(x - 22, 39, 44, 15);
    g.textAlign = "center";
    g.textBaseline = "top";
    g.fillText(String(step), x, 40);
  }

  drawLoss(g, reached, radius) {
    const { theme } = this.stage;
    const [x, y] = [this.left + this.plot + RAIL.run + RAIL.bend, (RAIL.top + RAIL.bottom) / 2];
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

  knobPlace(p) {
    const T = this.stage.T;
    if (p < T) return [this.edge(p / T), RAIL.top, 0];
    return [this.edge(1 - (p - T) / T), RAIL.bottom, Math.PI];
  }

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

  positionAt(x, y) {
    const T = this.stage.T;
    const share = clamp((x - this.left) / this.plot, 0, 1);
    const back = y > (RAIL.top + RAIL.bottom) / 2;
    return back ? 2 * T - Math.round(share * T) : Math.round(share * T);
  }

  /** Words for the slider's value, at most one change a second while it plays. */
  speak(words) {
    const { stage } = this;
    const now = performance.now();
    if (stage.playing && now - (this.spoke ?? 0) < 1000) return;
    this.spoke = now;
    this.box.setAttribute("aria-valuenow", String(Math.round(stage.position)));
    this.box.setAttribute("aria-valuetext", words.filter(Boolean).join(". "));
  }
}

// ---------------------------------------------------------------- lanes

const AXIS = 22;
const SIDE = 10; // a head or a hover line dirties this much on each side

/** One strip of the timeline. Static layers are drawn once; a frame only clips and copies. */
class Lane extends TimeCanvas {
  constructor(stage, spec) {
    super(stage);
    this.spec = spec;
    this.phase = spec.phase ?? "always";
    this.label = make("div", { class: "label" }, make("b", {}, spec.label),
      spec.note ? make("span", { class: "note" }, spec.note) : null);
    this.box = make("div", { class: `lane ${spec.kind}` }, this.label,
      make("div", { class: "plot" }, this.canvas));
    this.canvas.setAttribute("role", "img");
    this.canvas.setAttribute("aria-label", [spec.label, spec.note].filter(Boolean).join(", "));
  }

  /** Take the arrays of the newest header; the structure is the same. */
  load() {
    const index = this.stage.lanes.indexOf(this);
    this.spec = this.stage.header.lanes[index];
    this.tables();
  }

  table(place) {
    return place ? new Table(this.stage.values, place) : null;
  }

  tables() {
    this.values = this.table(this.spec.values);
  }

  retheme() {}

  top() {
    return 3;
  }

  resize() {
    this.bodyHeight = this.spec.height ?? this.naturalHeight();
    const below = this.below() + (this.axis ? AXIS : 4);
    if (!this.fit(this.top() + this.bodyHeight + below)) return;
    this.bottom = this.top() + this.bodyHeight;
    this.renderBase();
    this.renderData();
  }

  renderBase() {
    const [base, g] = this.layer();
    this.base = base;
    this.drawBase(g);
    if (this.axis) this.drawTimeTicks(g, this.height - AXIS + 6);
  }

  below() {
    return 0;
  }

  /** The arrays have new values in place. */
  renew() {
    this.renderData();
  }

  renderData() {
    if (!this.base) return;
    const [layer, g] = this.layer();
    this.data = layer;
    this.drawData(g);
  }

  drawBase(g) {
    g.fillStyle = this.stage.theme.faint;
    g.fillRect(this.left, this.top(), this.plot, this.bodyHeight);
  }

  // ---- one frame

  paint(view) {
    if (!this.data) return;
    const shown = shownShare(this.phase, view.p, this.stage.T).map((s) => this.edge(s));
    const [from, to] = this.dirty(view, shown);
    this.last = { shown, hover: view.hover, p: view.p };
    if (to <= from) return;
    const g = this.context;
    const { dpr } = this.stage;
    g.setTransform(1, 0, 0, 1, 0, 0);
    const [a, b] = [Math.floor(from * dpr), Math.ceil(to * dpr)];
    g.clearRect(a, 0, b - a, this.canvas.height);
    this.copy(this.base, a, b);
    this.copy(this.data, Math.max(a, this.reach(shown[0], -1)), Math.min(b, this.reach(shown[1], 1)));
    g.setTransform(dpr, 0, 0, dpr, 0, 0);
    g.save();
    g.beginPath();
    g.rect(a / dpr, 0, (b - a) / dpr, this.height);
    g.clip();
    this.drawOver(g, view, shown);
    g.restore();
  }

  /** Device pixel up to which the data layer shows; at the ends of the plot it shows its margin. */
  reach(x, side) {
    const { dpr } = this.stage;
    if (side < 0 && x <= this.left) return 0;
    if (side > 0 && x >= this.left + this.plot) return this.canvas.width;
    return Math.round(x * dpr);
  }

  copy(layer, from, to) {
    const { height } = this.canvas;
    if (to > from) this.context.drawImage(layer, from, 0, to - from, height, from, 0, to - from, height);
  }

  /** The interval that differs from the last frame, in CSS pixels. */
  dirty(view, shown) {
    const { last } = this;
    if (view.full || !last) return [0, this.width];
    const spots = [];
    if (view.p !== last.p) spots.push(...shown, ...last.shown, ...this.heads(last.p), ...this.heads(view.p));
    if (view.hover !== last.hover) for (const t of [view.hover, last.hover]) if (t) spots.push(this.x(t));
    const half = SIDE + this.plot / this.stage.T;
    return spots.length ? [Math.max(0, Math.min(...spots) - half),
      Math.min(this.width, Math.max(...spots) + half)] : [0, 0];
  }

  heads(p) {
    const place = this.headAt(p);
    return place === null ? [] : [place];
  }

  /** Where the play-head crosses this lane, if its sweep is the one running. */
  headAt(p) {
    const T = this.stage.T;
    const back = p > T;
    if (p >= 2 * T || p <= 0) return null;
    if ((this.phase === "forward" && back) || (this.phase === "backward" && !back)) return null;
    return this.edge(back ? 1 - (p - T) / T : p / T);
  }

  drawOver(g, view) {
    const { theme, T } = this.stage;
    const head = this.headAt(view.p);
    if (head !== null) {
      const role = view.p > T ? theme.roles.error : theme.roles.signal;
      this.drawLine(g, head, role.color, 2);
    }
    if (view.hover) this.drawHover(g, view.hover);
  }

  drawLine(g, x, color, width) {
    g.strokeStyle = color;
    g.lineWidth = width;
    g.beginPath();
    g.moveTo(x, this.top() - 2);
    g.lineTo(x, this.bottom + 2);
    g.stroke();
  }

  drawHover(g, step) {
    const column = this.plot / this.stage.T;
    if (column < 4) {
      this.drawLine(g, this.x(step), this.stage.theme.text, 1);
      return;
    }
    g.strokeStyle = this.stage.theme.text;
    g.lineWidth = 1.5;
    g.strokeRect(this.x(step) - column / 2, this.top() - 1, column, this.bodyHeight + 2);
  }

  // ---- input and read-out

  positionAt(x) {
    const { T, position } = this.stage;
    const step = this.stepAt(x);
    const back = this.phase === "backward" || (this.phase !== "forward" && position > T);
    return back ? 2 * T + 1 - step : step;
  }

  shows(step) {
    return isShown(this.phase, step, this.stage.position, this.stage.T);
  }

  headline() {
    return [];
  }

  /** Names of the values read at a step; `read(step)` gives their texts in the same order. */
  entries() {
    return [""];
  }

  /** The sweep that reveals the i-th entry. */
  phaseOf() {
    return this.phase;
  }

  number(value) {
    return formatNumber(value, this.stage.labels.overflow);
  }
}

// ---- the input sequence

const LETTER = 7; // a step this wide, in pixels, has room for its symbol

class SequenceLane extends Lane {
  tables() {
    this.values = this.table(this.spec.values);
    this.codes = this.table(this.spec.codes);
    const { target } = this.spec;
    this.goal ??= this.label.appendChild(make("span", { class: "goal" }));
    setText(this.goal, target);
  }

  top() {
    return this.spec.marks.length ? 16 : 4;
  }

  naturalHeight() {
    const rows = this.spec.values ? this.spec.values[2] : 0;
    return (this.spec.codes ? 26 : 0) + rows * 30;
  }

  drawData(g) {
    if (this.codes) this.drawSymbols(g);
    if (this.values) this.drawValues(g);
    this.drawMarks(g);
  }

  /** A tile a step; its letter where it fits, else a shade for the symbol. */
  drawSymbols(g) {
    const { theme, T } = this.stage;
    const { alphabet } = this.spec;
    const column = this.plot / T;
    const size = Math.min(14, column * 1.15);
    const letters = column >= LETTER && this.widest(g, size) < column + 1;
    this.legible = letters && column >= 12;
    const marked = new Set(this.spec.marks);
    g.textAlign = "center";
    g.textBaseline = "middle";
    for (let t = 1; t <= T; t++) {
      const code = this.codes.at(t);
      if (Number.isNaN(code)) continue;
      const x = this.edge((t - 1) / T);
      const strong = marked.has(t);
      const shade = letters ? 0.08 : 0.05 + (0.3 * code) / alphabet.length;
      g.fillStyle = strong ? theme.roles.target.color : alpha(theme.text, shade);
      g.fillRect(x, this.top(), Math.max(column - (column > 4 ? 1 : 0), strong ? 2 : 0.5), 26);
      if (!letters) continue;
      g.fillStyle = strong ? theme.background : theme.text;
      g.font = this.font(size, strong ? 700 : 400);
      g.fillText(alphabet[code] ?? "", x + column / 2 - 0.5, this.top() + 13.5);
    }
  }

  /** Pixels of the widest symbol that occurs. */
  widest(g, size) {
    g.font = this.font(size);
    let width = 0;
    for (let t = 1; t <= this.stage.T; t++) {
      width = Math.max(width, g.measureText(this.spec.alphabet[this.codes.at(t)] ?? "").width);
    }
    return width;
  }

  drawValues(g) {
    const { theme, T } = this.stage;
    const [low, high] = this.spec.domain;
    const column = this.plot / T;
    for (let row = 0; row < this.values.columns; row++) {
      const top = this.top() + (this.codes ? 26 : 0) + row * 30 + 2;
      const y = (value) => top + 26 * (1 - (clamp(value, low, high) - low) / (high - low));
      g.fillStyle = alpha(theme.roles.signal.color, 0.75);
      for (let t = 1; t <= T; t++) {
        const value = this.values.at(t, row);
        if (Number.isNaN(value)) continue;
        const zero = y(0);
        g.fillRect(this.edge((t - 1) / T), Math.min(zero, y(value)),
          Math.max(0.7, column - (column > 3 ? 1 : 0)), Math.max(1, Math.abs(y(value) - zero)));
      }
      this.rowName(g, this.spec.names[row] ?? "", top + 13);
    }
  }

  rowName(g, name, y) {
    g.fillStyle = this.stage.theme.muted;
    g.font = this.font(11);
    g.textAlign = "right";
    g.textBaseline = "middle";
    g.fillText(name, this.left - 8, y);
  }

  /** A flag over each step that must be remembered, with its symbol where the tiles are too thin. */
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

  read(step) {
    if (this.codes) {
      const symbol = this.spec.alphabet[this.codes.at(step)] ?? "–";
      const marked = this.spec.marks.includes(step) ? ` · ${this.stage.labels.marked}` : "";
      return [symbol + marked];
    }
    return this.entries().map((_, row) => this.number(this.values.at(step, row)));
  }
}

// ---- units through time

class UnitsLane extends Lane {
  naturalHeight() {
    const units = this.spec.values[2];
    const row = units <= 4 ? 18 : units <= 10 ? 13 : units <= 24 ? 9 : Math.max(3, 220 / units);
    return Math.round(units * row);
  }

  ramp() {
    const { theme } = this.stage;
    const role = theme.roles[this.spec.role];
    return this.spec.scale === "diverging" ? role.diverging : role.ramp;
  }

  retheme() {
    this.colors = lookup(this.ramp());
    this.key ??= this.label.appendChild(make("span", { class: "key" }, make("i"), make("em"), make("i")));
    const [low, high] = this.spec.domain;
    const name = (v) => (this.spec.scale === "log" ? power(Math.round(Math.log10(v))) : minus(String(v)));
    setText(this.key.firstChild, name(low));
    setText(this.key.lastChild, name(high));
    this.key.children[1].style.background = `linear-gradient(90deg, ${this.ramp().join(",")})`;
  }

  /** Place of a value on the ramp, 0..1. */
  share(value) {
    const [low, high] = this.spec.domain;
    if (this.spec.scale !== "log") return (value - low) / (high - low);
    const [a, b] = [Math.log10(low), Math.log10(high)];
    return (logSize(value) - a) / (b - a);
  }

  drawData(g) {
    const { T, dpr } = this.stage;
    const rows = this.values.columns;
    const pixels = Math.round(this.plot * dpr);
    const width = Math.min(T, pixels);
    const image = document.createElement("canvas");
    [image.width, image.height] = [width, rows];
    image.getContext("2d").putImageData(this.image(width, rows), 0, 0);
    g.imageSmoothingEnabled = false;
    g.drawImage(image, this.left, this.top(), this.plot, this.bodyHeight);
    this.drawGaps(g, rows);
  }

  drawBase(g) {
    super.drawBase(g);
    this.drawNames(g, this.values.columns);
  }

  /** Pixels of the heatmap; where steps share a pixel the strongest of them shows. */
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

  drawNames(g, rows) {
    const height = this.bodyHeight / rows;
    if (height < 8.5) return;
    g.fillStyle = this.stage.theme.muted;
    g.font = this.font(Math.min(11, height));
    g.textAlign = "right";
    g.textBaseline = "middle";
    this.spec.names.forEach((name, i) => g.fillText(name, this.left - 8, this.top() + (i + 0.5) * height));
  }

  entries() {
    return Array.from({ length: this.values.columns }, (_, i) => this.spec.names[i] ?? String(i + 1));
  }

  read(step) {
    const overflow = this.stage.labels.overflow;
    return this.entries().map((_, row) => {
      const value = this.values.at(step, row);
      return this.spec.scale === "log" ? formatCode(value, overflow) : this.number(value);
    });
  }
}

// ---- curves on one fixed axis

const ATTIC = 12;
const CELLAR = 32;
const RULER = 20;

class CurvesLane extends Lane {
  get ownAxis() {
    return true;
  }

  get log() {
    return this.spec.scale === "log";
  }

  constructor(stage, spec) {
    super(stage, spec);
    if (spec.guess) this.offerSketch();
  }

  tables() {
    if (this.spec.guess && this.guess?.length !== this.stage.T) {
      this.guess = new Float64Array(this.stage.T).fill(NaN);
    }
    this.curves = this.spec.curves.map((curve) => ({ ...curve, table: this.table(curve.values) }));
    this.ruled = this.curves.filter((curve) => curve.depth !== null);
  }

  retheme() {
    const { theme } = this.stage;
    this.legend?.remove();
    this.legend = make("span", { class: "legend" }, ...this.curves.map((curve) => make("span", {},
      swatch(theme, curve.role), curve.name)),
      this.guess ? make("span", {}, swatch(theme, "neutral"), this.spec.guess) : "");
    this.label.append(this.legend);
  }

  naturalHeight() {
    return this.log ? (this.stage.width < NARROW ? 220 : 250) : 110;
  }

  top() {
    return this.log ? ATTIC + 4 : 6;
  }

  below() {
    return (this.log ? CELLAR : 0) + this.ruled.length * RULER;
  }

  /** y of a stored value; what leaves the axis is drawn in the attic or the cellar, not dropped. */
  y(code) {
    const [low, high] = this.spec.domain;
    if (!this.log) {
      return this.bottom - (clamp((code - low) / (high - low), -0.03, 1.03)) * this.bodyHeight;
    }
    return this.yLog(logSize(code));
  }

  yLog(log) {
    const [a, b] = this.spec.domain.map(Math.log10);
    if (log > b) return this.top() - ATTIC / 2;
    if (log < a) return this.bottom + 9;
    return this.bottom - ((log - a) / (b - a)) * this.bodyHeight;
  }

  drawBase(g) {
    this.drawGrid(g);
    if (this.log) this.drawFloor(g);
    this.curves.filter((curve) => curve.phase === "always").forEach((c, i) => this.drawCurve(g, c, i));
    if (this.guess) this.drawGuess(g);
  }

  // ---- the reader's own curve, drawn before the error is shown

  offerSketch() {
    const { labels } = this.stage;
    const button = (name, onclick) => make("button", { type: "button", "data-act": name, onclick }, labels[name]);
    this.pencil = button("draw", () => this.setDrawing(!this.drawing));
    this.rubber = button("erase", () => this.erase());
    this.rubber.hidden = true;
    this.label.append(make("span", { class: "sketch" }, this.pencil, this.rubber));
    this.setDrawing(false);
  }

  /** While the reader draws, the error stays hidden. */
  setDrawing(on) {
    this.drawing = on;
    this.pencil.setAttribute("aria-pressed", String(on));
    this.box.classList.toggle("drawing", on);
    if (on && this.stage.position > this.stage.T) this.stage.go(this.stage.T);
  }

  erase() {
    this.guess.fill(NaN);
    this.guessChanged();
  }

  /** Draw from the last place of the pen to this one. */
  sketch(x, y) {
    const [low, high] = this.span();
    const t = this.stepAt(x);
    const value = clamp(low + ((this.bottom - y) / this.bodyHeight) * (high - low), low, high);
    const [from, start] = this.pen ?? [t, value];
    const steps = Math.abs(t - from);
    for (let i = 0; i <= steps; i++) {
      const share = steps ? i / steps : 1;
      this.guess[from + Math.sign(t - from) * i - 1] = start + (value - start) * share;
    }
    this.pen = [t, value];
    this.guessChanged();
  }

  guessChanged() {
    this.rubber.hidden = this.guess.every(Number.isNaN);
    if (!this.base) return;
    this.renderBase();
    this.stage.invalidate(true);
    this.stage.tell("guess", () => [...this.guess].map((v) => (Number.isNaN(v) ? null : +v.toFixed(2))));
  }

  drawGuess(g) {
    const role = this.stage.theme.roles.neutral;
    g.strokeStyle = role.color;
    g.lineWidth = 3;
    g.setLineDash(role.dash);
    this.trace(g, (t) => this.guess[t - 1], (value) => (this.log ? this.yLog(value) : this.y(value)));
    g.setLineDash([]);
  }

  /** The axis in the units of a guess: log10 on a log axis. */
  span() {
    return this.log ? this.spec.domain.map(Math.log10) : this.spec.domain;
  }

  ticks() {
    const [low, high] = this.spec.domain;
    if (!this.log) return [low, (low + high) / 2, high].map((v) => [this.y(v), minus(String(+v.toPrecision(3)))]);
    const [a, b] = this.spec.domain.map((v) => Math.round(Math.log10(v)));
    const marks = [];
    for (let e = a; e <= b; e += 2) marks.push([this.yLog(e), (e - a) % 4 === 0 || e === b ? power(e) : ""]);
    return marks;
  }

  drawGrid(g) {
    const { theme, T } = this.stage;
    const floor = this.bottom + (this.log ? CELLAR : 0);
    g.lineWidth = 1;
    for (const [y, text] of this.ticks()) {
      g.strokeStyle = text ? theme.line : theme.faint;
      g.beginPath();
      g.moveTo(this.left, Math.round(y) + 0.5);
      g.lineTo(this.left + this.plot, Math.round(y) + 0.5);
      g.stroke();
      g.fillStyle = theme.muted;
      g.textAlign = "right";
      g.textBaseline = "middle";
      g.fillText(text, this.left - 8, y);
    }
    g.strokeStyle = theme.faint;
    for (const t of niceTicks(T, this.plot)) {
      g.beginPath();
      g.moveTo(Math.round(this.x(t)) + 0.5, this.top());
      g.lineTo(Math.round(this.x(t)) + 0.5, floor);
      g.stroke();
    }
  }

  /** The hatched zone below which a contribution is lost in double precision. */
  drawFloor(g) {
    const { theme, labels } = this.stage;
    const low = this.spec.domain[0];
    const top = Math.min(this.bottom, this.yLog(Math.log10(Math.max(low, this.spec.floor ?? 0))));
    const bottom = this.bottom + CELLAR;
    g.save();
    g.beginPath();
    g.rect(this.left, top, this.plot, bottom - top);
    g.clip();
    g.fillStyle = theme.faint;
    g.fillRect(this.left, top, this.plot, bottom - top);
    g.strokeStyle = theme.line;
    g.beginPath();
    for (let x = this.left - bottom + top; x < this.left + this.plot; x += 7) {
      g.moveTo(x, bottom);
      g.lineTo(x + bottom - top, top);
    }
    g.stroke();
    g.restore();
    this.drawPlate(g, labels.floor, this.left + 8, bottom - 10);
  }

  /** Text on a plate of background, so that hatching does not run through it. */
  drawPlate(g, text, x, y, { color = this.stage.theme.muted, align = "left", weight = 400 } = {}) {
    g.font = this.font(12, weight);
    g.textAlign = "left";
    g.textBaseline = "middle";
    const width = g.measureText(text).width;
    const wished = align === "left" ? x : x - width;
    const start = Math.max(4, Math.min(wished, this.width - width - 4)); // never cut off on a phone
    g.fillStyle = this.stage.theme.background;
    g.fillRect(start - 4, y - 8, width + 8, 16);
    g.fillStyle = color;
    g.fillText(text, start, y + 0.5);
  }

  renew() {
    if (this.base && this.curves.some((curve) => curve.phase === "always")) this.renderBase();
    super.renew();
  }

  drawData(g) {
    this.curves.filter((curve) => curve.phase !== "always").forEach((c, i) => this.drawCurve(g, c, i));
    this.ruled.forEach((curve, i) => this.drawRuler(g, curve, i));
    (this.spec.events ?? []).forEach((event, i) => this.drawEvent(g, event, i));
  }

  drawCurve(g, curve, index) {
    const role = this.stage.theme.roles[curve.role];
    g.strokeStyle = role.color;
    g.lineWidth = 2.5;
    g.lineJoin = "round";
    g.setLineDash(role.dash);
    this.trace(g, (t) => curve.table.at(t), (code) => this.y(code));
    g.setLineDash([]);
    this.drawMarkers(g, curve, role, index);
  }

  /** Stroke a line through all steps that have a value. */
  trace(g, at, y) {
    g.beginPath();
    let pen = false;
    for (let t = this.stage.T; t >= 1; t--) {
      const value = at(t);
      if (Number.isNaN(value)) pen = false;
      else if (pen) g.lineTo(this.x(t), y(value));
      else [pen] = [true, g.moveTo(this.x(t), y(value))];
    }
    g.stroke();
  }

  drawMarkers(g, curve, role, index) {
    const { theme, T } = this.stage;
    const every = Math.max(1, Math.round((T * 110) / this.plot));
    const start = T - Math.round(every * (0.4 + (index % 3) * 0.25));
    for (let t = start; t >= 1; t -= every) {
      const code = curve.table.at(t);
      if (!Number.isNaN(code)) drawMarker(g, this.x(t), this.y(code), role, 4, theme.background);
    }
  }

  /** Effective depth as a bar that grows with the error and stops where 1 % is left. */
  drawRuler(g, curve, index) {
    const { theme, T } = this.stage;
    const role = theme.roles[curve.role];
    const y = this.rulerY(index);
    const [right, left] = [this.x(curve.source ?? T), this.x(this.endOf(curve))];
    g.fillStyle = role.color;
    g.fillRect(left, y - 2.5, Math.max(2, right - left), 5);
    drawMarker(g, left, y, role, 5, theme.background);
  }

  /** The bar's words appear once the error has come that far. */
  drawRulerWords(g, curve, index) {
    const { theme, labels } = this.stage;
    const text = fill(labels.depth, { depth: curve.depth });
    g.font = this.font(12, 600);
    const x = this.x(this.endOf(curve));
    const room = x - this.left > g.measureText(text).width + 16;
    this.drawPlate(g, text, room ? x - 12 : x + 14, this.rulerY(index),
      { color: theme.roles[curve.role].color, align: room ? "right" : "left", weight: 600 });
  }

  rulerY(index) {
    return this.bottom + (this.log ? CELLAR : 0) + index * RULER + RULER / 2 + 3;
  }

  endOf(curve) {
    return Math.max(1, (curve.source ?? this.stage.T) - curve.depth);
  }

  paint(view) {
    const reached = this.ruled.filter((curve) => this.reached(curve, view.p)).length;
    const full = view.full || reached !== this.told;
    this.told = reached;
    super.paint({ ...view, full });
  }

  reached(curve, p) {
    return isShown(this.phase, this.endOf(curve), Math.ceil(p), this.stage.T);
  }

  drawEvent(g, event, index) {
    const { theme } = this.stage;
    const x = this.x(event.step);
    const network = this.stage.header.networks.find((item) => item.key === event.network);
    const color = network ? theme.roles[network.role].color : theme.text;
    this.drawPin(g, x, color);
    const right = x > this.left + this.plot * 0.6;
    this.drawPlate(g, event.text, right ? x - 10 : x + 10, this.top() + 12 + index * 20,
      { color, align: right ? "right" : "left", weight: 600 });
  }

  drawPin(g, x, color) {
    g.strokeStyle = g.fillStyle = color;
    g.lineWidth = 1.5;
    g.setLineDash([2, 3]);
    g.beginPath();
    g.moveTo(x, this.top() - ATTIC / 2);
    g.lineTo(x, this.bottom);
    g.stroke();
    g.setLineDash([]);
    g.beginPath();
    const middle = this.top() - ATTIC / 2;
    polygon(g, [[x, middle - 6], [x + 6, middle], [x, middle + 6], [x - 6, middle]]);
    g.fill();
  }

  /** The head of the error: a marker on every curve that is being drawn. */
  drawOver(g, view, shown) {
    super.drawOver(g, view, shown);
    this.ruled.forEach((curve, i) => this.reached(curve, view.p) && this.drawRulerWords(g, curve, i));
    const { theme, T } = this.stage;
    if (this.headAt(view.p) === null) return;
    const step = stepAt(view.p, T);
    for (const curve of this.curves) {
      const code = curve.table.at(step);
      if (curve.phase === "always" || Number.isNaN(code)) continue;
      if (!isShown(this.phase, step, Math.ceil(view.p), T)) continue;
      const x = shown[this.phase === "backward" ? 0 : 1];
      drawMarker(g, x, this.y(code), theme.roles[curve.role], 6, theme.background);
    }
  }

  entries() {
    const names = this.curves.map((curve) => curve.name);
    return this.guess ? [...names, this.spec.guess] : names;
  }

  read(step) {
    const overflow = this.stage.labels.overflow;
    const texts = this.curves.map((curve) => {
      const value = curve.table.at(step);
      return this.log ? formatCode(value, overflow) : this.number(value);
    });
    if (!this.guess) return texts;
    const guess = this.guess[step - 1];
    return [...texts, this.number(this.log ? 10 ** guess : guess)];
  }

  phaseOf(i) {
    return i < this.curves.length ? this.curves[i].phase ?? this.phase : "always";
  }

  headline(step) {
    if (!this.shows(step)) return [];
    const all = this.read(step);
    const texts = this.curves.map((curve, i) => `${curve.name}: ${all[i]}`);
    return texts.filter((_, i) => this.curves[i].phase !== "always");
  }
}

// ---- bars: the loss where there is a teacher

class BarsLane extends Lane {
  naturalHeight() {
    return 40;
  }

  top() {
    return 16;
  }

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
      if (shown.length > 3) continue;
      g.font = this.font(12, 600);
      g.textAlign = this.x(t) > this.left + this.plot - 60 ? "right" : "center";
      g.textBaseline = "bottom";
      g.fillText(this.number(this.values.at(t)), this.x(t) + width / 2, this.bottom - height - 2);
    }
  }

  read(step) {
    return [this.number(this.values.at(step))];
  }

  headline() {
    const { T, position, header } = this.stage;
    if (position !== T) return [];
    const network = header.networks.find((item) => item.key === this.spec.network);
    return [`${[network?.name, this.spec.label].filter(Boolean).join(" ")}: ${this.read(T)[0]}`];
  }
}

// ---------------------------------------------------------------- the memory cell

// The paper's symbols: letter, superscript, subscript.
const NAMES = { y_in: ["y", "in"], y_out: ["y", "out"], y_forget: ["y", "ϕ"], g: ["g"], h: ["h"],
  s: ["s", "", "c"], y_c: ["y", "c"], net_c: ["net", "", "c"], e_s: ["e", "", "s"],
  d_net_in: ["e", "", "in"], d_net_out: ["e", "", "out"], d_net_c: ["e", "", "c"],
  d_y_c: ["e", "", "y"] };

/** A symbol as tspans; `after` continues on the base line. */
function symbolSpans(name, after = "") {
  const [letter, upper = "", lower = ""] = NAMES[name];
  const shift = upper ? -6 : 4;
  return [letter, svg("tspan", { dy: shift, class: "sup" }, upper || lower),
    svg("tspan", { dy: -shift, class: "size" }, after)];
}

/** A symbol as HTML, for the read-out. */
function symbolNodes(name) {
  const [letter, upper, lower] = NAMES[name];
  return [letter, upper ? make("sup", {}, upper) : "", lower ? make("sub", {}, lower) : ""];
}

const PIPE = 190; // the pipe's middle; the drawing is 720 x 366
const TANK = { left: 290, right: 410, half: 60 };
const VALVES = { y_in: 222, y_out: 560 };
// Where each error runs: its path, the tip (x, y, degrees) and the place of its label.
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
class CellLane {
  constructor(stage, spec) {
    this.stage = stage;
    this.spec = spec;
    this.cell = 0;
    this.parts = {};
    this.box = make("div", { class: "lane cell" },
      make("div", { class: "label" }, make("b", {}, spec.label),
        spec.note ? make("span", { class: "note" }, spec.note) : null, this.picker()),
      make("div", { class: "plot" }, this.draw()));
  }

  picker() {
    const { cells } = this.spec;
    if (cells.length < 2) return null;
    return make("select", { "aria-label": this.stage.labels.cell, onchange: (event) => {
      this.cell = Number(event.target.value);
      this.stage.invalidate(true);
    } }, ...cells.map((name, i) => make("option", { value: i }, name)));
  }

  // ---- the drawing, once

  draw() {
    const { labels } = this.stage;
    this.svg = svg("svg", { viewBox: "0 0 720 366", role: "img", "aria-label": this.spec.label });
    this.add("path", { class: "pipe", d: `M30 ${PIPE - 20}H700M30 ${PIPE + 20}H700` });
    this.flows = { net_c: [30, 110, 4], g: [150, 222, 2], written: [222, 290, 2], h: [490, 560, 1],
      y_c: [560, 700, 1] };
    for (const name of Object.keys(this.flows)) this.parts[name] = this.add("path", { class: "flow" });
    this.squash("g", 130);
    this.squash("h", 470);
    this.tank();
    this.carousel();
    this.valve("y_in", "input_gate", labels.input_gate);
    this.valve("y_out", "output_gate", labels.output_gate);
    if ("net_c" in this.spec.gates) this.symbol("net_c", 58, PIPE + 50);
    this.symbol("y_c", 680, PIPE + 50);
    for (const name of Object.keys(ERRORS)) if (name in this.spec.errors) this.errorArrow(name);
    return this.svg;
  }

  add(tag, attributes, ...children) {
    return this.svg.appendChild(svg(tag, attributes, ...children));
  }

  /** A name in the paper's symbols and, under it, its value. */
  symbol(name, x, y, anchor = "middle") {
    this.add("text", { x, y, "text-anchor": anchor, class: "name" }, ...symbolSpans(name));
    this.parts[`text:${name}`] = this.add("text", { x, y: y + 19, "text-anchor": anchor, class: "value" });
  }

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

  dial(name, x, y, role) {
    this.add("circle", { class: "gate", cx: x, cy: y, r: 19, style: `stroke:var(--role-${role})` });
    this.parts[`${name}:dial`] = this.add("path", { class: "dial", style: `fill:var(--role-${role})` });
    this.parts[`${name}:at`] = [x, y];
  }

  valve(name, role, word) {
    const x = VALVES[name];
    const color = `fill:var(--role-${role})`;
    this.add("path", { class: "stem", d: `M${x} ${PIPE + 24}V${PIPE + 84}` });
    for (const side of ["top", "bottom"]) {
      this.parts[`${name}:${side}`] = this.add("rect", { class: "jaw", x: x - 8, y: PIPE - 24, width: 16,
        rx: 2, style: color });
    }
    this.dial(name, x, PIPE + 103, role);
    this.add("text", { x: x - 30, y: PIPE + 89, "text-anchor": "end", class: "word", style: color }, word);
    this.symbol(name, x - 30, PIPE + 110, "end");
  }

  errorArrow(name) {
    const { path, label, cut } = ERRORS[name];
    const [x, y, anchor] = label;
    this.parts[name] = this.add("path", { class: "error", d: path });
    this.parts[`${name}:tip`] = this.add("path", { class: "error tip" });
    this.parts[`${name}:label`] = this.add("text", { x, y, "text-anchor": anchor, class: "error-label" });
    if (!cut || !this.spec.cuts.includes(name.slice(2))) return;
    this.add("g", { class: "scissors", transform: `translate(${cut[0]} ${cut[1]}) rotate(${cut[2]})` },
      svg("title", {}, this.stage.labels.cut), svg("path", { d: SCISSORS }));
  }

  // ---- every frame

  load() {
    this.spec = this.stage.header.lanes[this.stage.lanes.indexOf(this)];
    const tables = (places) => Object.fromEntries(Object.entries(places).map(
      ([name, place]) => [name, new Table(this.stage.values, place)]));
    this.gates = tables(this.spec.gates);
    this.errorTables = tables(this.spec.errors);
  }

  retheme() {}
  resize() {}
  renew() {}
  headline() {
    return [];
  }

  paint({ p, hover, full }) {
    const { T } = this.stage;
    const step = hover ?? stepAt(p, T);
    if (!full && this.shown === `${step}/${Math.ceil(p)}`) return;
    this.shown = `${step}/${Math.ceil(p)}`;
    const on = isShown("forward", step, Math.ceil(p), T);
    const value = (name) => (on && this.gates[name] ? this.gates[name].at(step, this.cell) : NaN);
    this.paintFlows(value);
    for (const name of Object.keys(VALVES)) this.paintValve(name, value(name));
    this.paintTank(value);
    const back = isShown("backward", step, Math.ceil(p), T);
    for (const name of Object.keys(this.errorTables)) this.paintError(name, step, back);
    for (const name of Object.keys(NAMES)) {
      const node = this.parts[`text:${name}`];
      if (node) setText(node, formatNumber(value(name), this.stage.labels.overflow));
    }
  }

  paintFlows(value) {
    const amounts = { net_c: value("net_c"), g: value("g"), written: value("y_in") * value("g"),
      h: value("h"), y_c: value("y_c") };
    for (const [name, [from, to, most]] of Object.entries(this.flows)) {
      const half = 17 * clamp(Math.abs(amounts[name]) / most, 0, 1) || 0;
      const part = this.parts[name];
      part.setAttribute("d", `M${from} ${PIPE - half}H${to}V${PIPE + half}H${from}Z`);
      part.classList.toggle("negative", amounts[name] < 0);
    }
  }

  paintValve(name, open) {
    const jaw = 24 - 20 * this.paintDial(name, open);
    this.parts[`${name}:top`].setAttribute("height", jaw);
    this.parts[`${name}:bottom`].setAttribute("height", jaw);
    this.parts[`${name}:bottom`].setAttribute("y", PIPE + 24 - jaw);
  }

  /** Fill a gate's dial and return how open it is, 0..1. */
  paintDial(name, open) {
    const share = Number.isNaN(open) ? 0 : clamp(open, 0, 1);
    const [x, y] = this.parts[`${name}:at`];
    this.parts[`${name}:dial`].setAttribute("d", pie(x, y, 15, share));
    return share;
  }

  paintTank(value) {
    const s = value("s");
    const range = this.spec.state_range;
    const share = Number.isNaN(s) ? 0 : clamp(s / range, -1, 1);
    const height = Math.abs(share) * (TANK.half - 3);
    this.parts.level.setAttribute("height", height);
    this.parts.level.setAttribute("y", share >= 0 ? PIPE - height : PIPE);
    this.parts.level.classList.toggle("negative", share < 0);
    setText(this.parts.high, `+${range}`);
    setText(this.parts.low, `−${range}`);
    const forget = "y_forget" in this.spec.gates;
    if (forget) this.paintDial("y_forget", value("y_forget"));
    setText(this.parts.factor, forget ? `× ${this.number(value("y_forget"))}` : "× 1.0");
  }

  number(value) {
    return formatNumber(value, this.stage.labels.overflow);
  }

  /** Error arrows are as thick as log|error| is high on the fixed axis. */
  paintError(name, step, back) {
    const code = back ? this.errorTables[name].at(step, this.cell) : 0;
    const [low, high] = this.spec.domain.map(Math.log10);
    const share = clamp((logSize(code) - low) / (high - low), 0, 1) || 0;
    const width = share > 0 ? 1 + 11 * share : 0;
    const path = this.parts[name];
    path.style.strokeWidth = width;
    this.paintTip(name, width);
    const label = this.parts[`${name}:label`];
    const text = back ? formatCode(code, this.stage.labels.overflow) : "";
    if (label.dataset.text === text) return;
    label.dataset.text = text;
    label.replaceChildren(...(text ? symbolSpans(name, ` ${text}`) : []));
  }

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

  readAt(step, p, T) {
    const overflow = this.stage.labels.overflow;
    const forward = Object.values(this.gates).map((table) => (isShown("forward", step, p, T)
      ? this.number(table.at(step, this.cell)) : null));
    const back = Object.values(this.errorTables).map((table) => (isShown("backward", step, p, T)
      ? formatCode(table.at(step, this.cell), overflow) : null));
    return [...forward, ...back];
  }
}

function pie(x, y, r, share) {
  if (share >= 0.999) return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
  const angle = 2 * Math.PI * share;
  return `M${x} ${y}V${y - r}A${r} ${r} 0 ${share > 0.5 ? 1 : 0} 1 ${x + r * Math.sin(angle)} ${y - r * Math.cos(angle)}Z`;
}

const KINDS = { sequence: SequenceLane, units: UnitsLane, curves: CurvesLane, bars: BarsLane,
  cell: CellLane };

// ---------------------------------------------------------------- the read-out

/** A panel with every value at the play-head, or under the cursor while it hovers. */
class Readout {
  constructor(stage) {
    this.stage = stage;
    this.title = make("h4");
    this.list = make("div", { class: "values", tabindex: "0", role: "group" });
    this.box = make("aside", { class: "readout" }, this.title, this.list);
  }

  build() {
    this.rows = null;
    this.list.setAttribute("aria-label", fill(this.stage.labels.values_at, { t: "" }).trim());
  }

  /** One line a lane, built when the arrays are known. */
  fillRows() {
    const { lanes, header } = this.stage;
    let network = null;
    this.list.replaceChildren();
    this.rows = lanes.map((lane) => {
      const { network: key } = lane.spec;
      if (key && key !== network) this.addHeading(header.networks.find((item) => item.key === key));
      network = key;
      const cells = lane.entries().map((name) => [name, make("b")]);
      this.list.append(make("div", { class: "line" }, make("span", { class: "what" }, lane.spec.label),
        make("span", { class: cells.some(([name]) => typeof name === "string" && name.length > 6) ? "all long" : "all" }, ...cells.map(([name, value]) =>
          make("span", {}, name.length ? make("i", {}, ...[name].flat()) : null, value)))));
      return { lane, cells: cells.map(([, node]) => node) };
    });
  }

  addHeading(network) {
    this.list.append(make("h5", { style: `color:var(--role-${network.role})` }, network.name));
  }

  paint({ p, hover, full }) {
    const { stage } = this;
    const now = performance.now();
    if (full && !stage.playing) this.rows = null;
    if (stage.playing && now - (this.painted ?? 0) < 60) return;
    this.painted = now;
    if (!this.rows) this.fillRows();
    const step = hover ?? stepAt(p, stage.T);
    const title = hover ? "values_under" : "values_at";
    setText(this.title, fill(stage.labels[title], { t: step, steps: stage.T }));
    for (const { lane, cells } of this.rows) {
      const texts = this.textsOf(lane, step, Math.ceil(p));
      cells.forEach((node, i) => {
        setText(node, texts[i] ?? "·");
        node.classList.toggle("hidden", texts[i] === null || texts[i] === undefined);
      });
    }
  }

  textsOf(lane, step, p) {
    const { T, labels } = this.stage;
    if (lane.readAt) return lane.readAt(step, p, T);
    let told = false;
    return lane.read(step).map((text, i) => {
      if (isShown(lane.phaseOf(i), step, p, T)) return text;
      if (told) return null;
      told = true;
      return labels.hidden;
    });
  }
}
