// The stage itself: takes scenes and patches, builds the page, moves through time, paints frames.

import contract from "./contract.json" with { type: "json" };
import { NARROW, WIDE } from "./canvas.js";
import { buildBar, describe, momentOf } from "./deck.js";
import { later, make } from "./elements.js";
import { fitLanes } from "./fit.js";
import { bindPointer, pressKey } from "./hands.js";
import { Announcer } from "./milestones.js";
import { plain } from "./numbers.js";
import { openEnvelope, structureOf } from "./packet.js";
import { Rail } from "./rail.js";
import { Readout } from "./readout.js";
import { buildLanes } from "./sections.js";
import { Sound, voicesOf } from "./sound.js";
import { readTheme, swatch } from "./theme.js";
import { SPEEDS, clamp, stepAt, sweepSeconds } from "./time.js";
/** @import { Clip } from "./clip.js" */
/** @import { AnyLane, Header, LaneSpec, Patch, Phase, Theme, View } from "./types.d.ts" */

export class Stage {
  // There from the first scene on: nothing is built, and nothing moves, before one has come.
  /** @type {Header} */ header = later();
  /** @type {Float32Array} */ values = later();
  /** @type {Record<string, string>} */ labels = later();
  /** @type {Theme} */ theme = later();
  /** @type {Rail} */ rail = later();
  /** @type {Readout} */ readout = later();
  /** @type {Sound} */ sound = later();
  /** @type {Announcer} */ announcer = later();
  /** @type {HTMLElement} */ lanesBox = later();
  /** @type {HTMLElement} */ deck = later();
  /** @type {HTMLElement} */ words = later();
  /** @type {HTMLElement} */ headline = later();
  /** @type {HTMLElement} */ chip = later();
  /** @type {HTMLButtonElement} */ playButton = later();
  /** @type {HTMLButtonElement} */ soundButton = later();
  /** @type {HTMLButtonElement} */ wholeButton = later();
  /** @type {HTMLElement} */ body = later();
  /** @type {HTMLOutputElement} */ speedText = later();

  /**
   * @param {HTMLElement} root
   * @param {string} key
   */
  constructor(root, key) {
    this.root = root;
    this.name = key;
    this.position = NaN;
    /** @type {number | null} */
    this.hover = null;
    this.held = this.full = false;
    this.T = this.width = this.clock = this.rest = 0;
    this.dpr = 1;
    this.structure = "";
    /** @type {(name: string, value: unknown) => void} */
    this.report = () => {};
    /** @type {number | null} */
    this.request = null;
    this.playing = false;
    /** @type {Clip | null} */
    this.clip = null; // the film that is being recorded
    this.follow = false;
    this.speed = 2; // index into SPEEDS
    /** @type {Record<string, ReturnType<typeof setTimeout>>} */
    this.resting = {};
    /** @type {Record<string, string>} */
    this.told = {};
    /** @type {AnyLane[]} */
    this.lanes = [];
    this.scale = 1;
    this.fitted = false; // lanes are as high as the picture's box allows
    this.whole = false; // the reader wants every lane, however high
    this.height = 0;
    this.stats = { frames: 0, paint: 0, last: 0, intervals: /** @type {number[]} */ ([]) };
    this.reduced = matchMedia("(prefers-reduced-motion: reduce)");
    /** @type {ReturnType<typeof setInterval> | undefined} */
    this.timer = undefined;
    /** @param {Event} event */
    this.onFeed = (event) => this.receive(/** @type {CustomEvent} */ (event).detail);
    document.addEventListener(contract.FEED_EVENT, this.onFeed);
    this.resizer = new ResizeObserver(() => this.resize());
    this.resizer.observe(root);
    root.onkeydown = (event) => pressKey(this, event);
  }

  dispose() {
    document.removeEventListener(contract.FEED_EVENT, this.onFeed);
    this.resizer.disconnect();
    this.clip?.stop();
    this.pause();
    cancelAnimationFrame(this.request ?? 0);
  }

  // ---- data in

  /** @param {Uint8Array<ArrayBuffer>} bytes */
  receive(bytes) {
    const { header, values } = openEnvelope(bytes);
    if (header.key !== this.name) return;
    if ("patch" in header) this.patch(header, values);
    else if (header.id !== this.header?.id) this.show(header, values);
  }

  /**
   * @param {Header} header
   * @param {Float32Array} values
   */
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
    this.words.textContent = plain(header.summary);
    this.lanesBox.setAttribute("aria-label", plain(header.summary));
    this.lanes.forEach((lane) => lane.load());
    this.soundButton.hidden = voicesOf(this).length === 0;
    this.refreshTheme();
    if (header.play && !before && !this.reduced.matches) this.play();
  }

  /**
   * Keep the reader's place across new data: the end stays the end.
   * @param {Header | undefined} before
   * @param {Header} header
   */
  positionAfter(before, header) {
    const end = 2 * header.steps;
    if (header.live !== null) return header.live;
    if (!before || Number.isNaN(this.position) || before.live !== null) return header.start ?? end;
    if (this.position >= 2 * before.steps) return end;
    return before.steps === header.steps ? this.position
      : Math.round((this.position / (2 * before.steps)) * end);
  }

  /**
   * Take the steps first+1..last of every array; a patch to another scene is not for us.
   * @param {Patch} header
   * @param {Float32Array} values
   */
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
    this.deck = make("div", { class: "deck" }, buildBar(this), this.rail.box, this.headline);
    this.body = make("div", { class: "body" }, make("div", { class: "main-column" }, this.deck, this.lanesBox),
      this.readout.box);
    this.sound = new Sound(this);
    const said = make("div", { class: "said", role: "status", "aria-live": "polite" });
    this.announcer = new Announcer(said);
    this.root.append(this.body, said,
      make("details", { class: "words" }, make("summary", {}, this.labels.summary), this.words));
    buildLanes(this);
    this.readout.build();
    bindPointer(this);
  }

  // ---- size and theme

  resize() {
    const { clientWidth: width, clientHeight: height } = this.root;
    if (!this.header || !width) return;
    if (width === this.width && (!this.fitted || height === this.height)) return;
    this.layout();
  }

  layout() {
    this.width = this.root.clientWidth;
    this.dpr = (window.devicePixelRatio || 1) * (this.root.currentCSSZoom || 1);
    this.root.classList.toggle("wide", this.width >= WIDE);
    this.root.classList.toggle("narrow", this.width < NARROW);
    this.root.classList.toggle("enlarged", (this.root.currentCSSZoom || 1) > 1);
    const room = getComputedStyle(this.root).getPropertyValue("--stage-room").trim();
    this.fitted = room !== "" && !this.whole;
    this.root.classList.toggle("fitted", this.fitted);
    this.height = this.root.clientHeight;
    this.rail.resize();
    this.readout.fit(); // first, for lanes would be left out for the sake of a list beside them
    this.scale = this.fitted ? fitLanes(this) : 1;
    this.lanes.forEach((lane) => lane.resize());
    this.root.classList.toggle("tall", this.lanesBox.clientHeight > window.innerHeight * 0.8);
    this.invalidate(true);
  }

  /**
   * Draw every canvas anew at so many device pixels to a pixel.
   * @param {number} dpr
   */
  redraw(dpr) {
    this.dpr = dpr;
    this.rail.resize();
    this.lanes.forEach((lane) => lane.resize());
    this.full = true;
    this.paint();
  }

  /**
   * Every lane at its own height, or as many as the box holds.
   * @param {boolean} whole
   */
  showWhole(whole) {
    this.whole = whole;
    for (const lane of this.lanes) {
      lane.box.hidden = false;
      lane.extra = 0;
    }
    this.layout();
    this.wholeButton.hidden = false;
    if (whole) this.wholeButton.textContent = "−";
  }

  refreshTheme() {
    if (!this.header) return;
    this.theme = readTheme(this.root, this.header.palette);
    for (const [role, look] of Object.entries(this.theme.roles)) {
      this.root.style.setProperty(`--role-${role}`, look.color);
    }
    this.root.style.setProperty("--negative", this.theme.negative);
    this.root.querySelectorAll("section[data-role] > h3 > .swatch").forEach((old) =>
      old.replaceWith(swatch(this.theme, old.closest("section")?.dataset.role ?? "")));
    this.lanes.forEach((lane) => lane.retheme());
    this.layout();
  }

  // ---- moving through time

  /** @param {number} position */
  go(position) {
    this.pause();
    this.position = clamp(position, 0, 2 * this.T);
    this.follow = this.header.live !== null && this.position >= this.header.live;
    this.invalidate();
    this.restAt();
  }

  /** @param {number} delta */
  nudge(delta) {
    const here = delta > 0 ? Math.floor(this.position) : Math.ceil(this.position);
    this.go(here + delta);
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }

  play() {
    for (const lane of this.lanes) lane.sketch?.set(false);
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

  /**
   * Move the play-head by the time since the last frame, with a rest at the loss.
   * @param {number} now
   */
  advance(now) {
    const seconds = Math.min(0.1, (now - this.clock) / 1000) * this.rate();
    this.clock = now;
    if (this.rest > 0) {
      this.rest -= seconds;
      return;
    }
    const T = this.T;
    const next = this.position + (seconds * T) / sweepSeconds(T);
    if (this.position < T && next >= T) [this.position, this.rest] = [T, 0.9];
    else this.position = Math.min(2 * T, next);
    if (this.position >= 2 * T) this.pause();
  }

  /** Where the play-head stands, in words; nothing where all is shown. */
  get standing() {
    const { phase, words, at } = momentOf(this, this.position);
    return phase === "done" ? "" : [words, at].filter(Boolean).join(this.labels.comma);
  }

  /** @param {number} delta */
  changeSpeed(delta, /** @type {number | null} */ absolute = null) {
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

  /**
   * Report a state once the reader has come to rest, if the page asked; never while things move.
   * @param {string} name
   * @param {() => unknown} read
   */
  tell(name, read) {
    const { report } = this.header;
    if (report !== true && !(report && report.includes(name))) return;
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

  /** @param {number} now */
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
    describe(this, view);
    this.announcer.tell(this, this.position);
    if (this.position > this.T) this.sound.play(stepAt(this.position, this.T), Math.ceil(this.position));
    this.readout.paint(view);
  }

  /**
   * Frames a second and milliseconds a paint, on data-fps and data-paint, while things move.
   * @param {number} now
   * @param {number} paint
   */
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
    this.root.dataset.frames = String(stats.frames);
  }

  /** @param {number | null} step */
  setHover(step) {
    if (step === this.hover) return;
    this.hover = step;
    this.invalidate();
  }
}
