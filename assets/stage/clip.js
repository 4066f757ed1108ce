// A sweep as a film (WebM): what is on the stage, frame by frame, with caption, seed and link below.

import { linkHere } from "./link.js";
import { DRAWINGS, beginSheet, captionOf, drawCanvases, drawImage, drawWords, imageOf, saveBlob, sheetOf, visible } from "./picture.js";
/** @import { Player } from "./types.d.ts" */

const FORMAT = "video/webm";
const FRAMES = 30; // a second
const HELD = 1000; // milliseconds that the finished picture stays
const SLICE = 250; // milliseconds between two parts of the film
const QUIET = 800; // without a part: all that was drawn has been recorded
const PATIENCE = 5000; // for a slow machine to come to its end
const BITS = 6_000_000; // a second

/** Whether this browser can record what is on a canvas. */
export function canRecord() {
  return typeof MediaRecorder !== "undefined" && "captureStream" in HTMLCanvasElement.prototype
    && MediaRecorder.isTypeSupported(FORMAT);
}

export class Clip {
  /** @param {Player} player */
  constructor(player) {
    this.player = player;
    this.sheet = sheetOf(player, captionOf(player, linkHere()), 1);
    /** @type {Map<Element, HTMLImageElement>} */
    this.images = new Map(); // drawings as they were when they could last be copied
    this.copying = false;
    const stream = this.sheet.canvas.captureStream(FRAMES);
    this.recorder = new MediaRecorder(stream, { mimeType: FORMAT, videoBitsPerSecond: BITS });
    /** @type {Blob[]} */
    this.parts = [];
    this.heard = 0; // when the last part came
    this.recorder.ondataavailable = ({ data }) => {
      if (data.size > 1) this.heard = performance.now();
      this.parts.push(data);
    };
  }

  /** Play the sweep from its start and record it; the film, once it has ended or been stopped. */
  async record() {
    const ended = new Promise((resolve) => { this.recorder.onstop = resolve; });
    this.player.go(0);
    await this.copyDrawings();
    this.draw();
    this.recorder.start(SLICE);
    this.player.play();
    this.follow();
    await ended;
    return new Blob(this.parts, { type: FORMAT });
  }

  stop() {
    if (this.recorder.state !== "inactive") this.recorder.stop();
  }

  /**
   * A frame after each of the stage's, until it rests, and of the finished picture for a while: what
   * does not change is not recorded, and what is recorded late would be lost.
   */
  follow(until = Infinity) {
    if (this.recorder.state === "inactive") return;
    this.draw();
    if (!this.copying) this.copyDrawings();
    const now = performance.now();
    const end = this.player.playing ? Infinity : Math.min(until, now + HELD);
    if (now < end) requestAnimationFrame(() => this.follow(end));
    else this.drain(now + PATIENCE);
  }

  /**
   * A recorder that is stopped throws away what it has not yet come to.
   * @param {number} latest
   */
  drain(latest) {
    const now = performance.now();
    if (now > latest || now - this.heard > QUIET) this.stop();
    else setTimeout(() => this.drain(latest), SLICE);
  }

  draw() {
    const { player, sheet } = this;
    beginSheet(player, sheet);
    drawCanvases(player, sheet);
    drawWords(player, sheet);
    for (const [drawing, image] of this.images) drawImage(sheet, image, drawing);
  }

  /** A drawing becomes an image only after a moment; until then its last one stands for it. */
  async copyDrawings() {
    this.copying = true;
    for (const drawing of visible(this.player, DRAWINGS)) {
      this.images.set(drawing, await imageOf(drawing, this.sheet));
    }
    this.copying = false;
  }
}

/**
 * Record a sweep and save it; pressed again, the button ends it there.
 * @param {Player} player
 * @param {HTMLElement} button
 */
export async function recordClip(player, button) {
  if (player.clip) return player.clip.stop();
  const clip = new Clip(player);
  player.clip = clip;
  button.setAttribute("aria-pressed", "true");
  const film = await clip.record();
  player.clip = null;
  button.setAttribute("aria-pressed", "false");
  return saveBlob(film, `lstm97-${player.header.id}.webm`);
}
