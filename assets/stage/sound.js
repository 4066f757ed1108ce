// One sweep to hear: a tone a step, as high as the error is large on the fixed log scale; the first
// network stands at the left ear, the last at the right. Off until the reader asks for it.

import contract from "./contract.json" with { type: "json" };
import { Axis } from "./axis.js";
import { CellLane } from "./lanes/cell.js";
import { ChainLane } from "./lanes/chain.js";
import { CurvesLane } from "./lanes/curves.js";
import { UnitsLane } from "./lanes/units.js";
import { logSize } from "./packet.js";
import { isShown } from "./time.js";
/** @import { Table } from "./packet.js" */
/** @import { Stage } from "./stage.js" */

const BASE_TONE = 110; // hertz at the lower end of the axis
const OCTAVES = 5; // up to its upper end
const LENGTH = 0.12; // seconds
const APART = 0.045; // between two tones at least, however long the sequence
const [LOW, HIGH] = contract.ERROR_DOMAIN;

/** @typedef {(step: number) => number} Voice log10 of an error's size at a step, NaN for none */

/**
 * What there is to hear: the curves of the errors; without any, the largest in each lane of error
 * rows; without these, the error of each unrolled unit, or of the cell that is drawn.
 * @param {Stage} stage
 * @returns {Voice[]}
 */
export function voicesOf(stage) {
  const drawn = stage.lanes.find((lane) => lane instanceof CurvesLane && lane.log);
  const curves = drawn instanceof CurvesLane ? drawn.curves.filter((curve) => curve.phase !== "always") : [];
  if (curves.length) return curves.map(({ table }) => (step) => logSize(table.at(step)));
  const rows = stage.lanes.flatMap((lane) => (lane instanceof UnitsLane && lane.spec.scale === "log" ? [lane.values] : []));
  if (rows.length) return rows.map((table) => (step) => largest(table, step));
  return stage.lanes.flatMap((lane) => {
    if (lane instanceof CellLane) return [(step) => logSize(lane.errorTables.e_s?.at(step, lane.cell) ?? NaN)];
    if (!(lane instanceof ChainLane)) return [];
    return [(step) => Math.log10(Math.abs(lane.rows.get("error")?.at(step) ?? NaN))];
  });
}

/**
 * @param {Table} table
 * @param {number} step
 */
function largest(table, step) {
  return Math.max(...Array.from({ length: table.columns }, (_, column) => logSize(table.at(step, column))));
}

/**
 * The tones of a step: hertz, and the side from -1 (left) to 1; nothing below the axis or before
 * the error has come there.
 * @param {Stage} stage
 * @param {number} step
 * @param {number} p
 * @returns {{ hertz: number, side: number }[]}
 */
export function tonesAt(stage, step, p) {
  const axis = new Axis([LOW, HIGH], true);
  if (!isShown("backward", step, p, stage.T)) return [];
  return voicesOf(stage).flatMap((voice, i, voices) => {
    const unit = voice(step);
    if (Number.isNaN(unit) || axis.side(unit) < 0) return [];
    const hertz = BASE_TONE * 2 ** (OCTAVES * Math.min(1, axis.share(unit)));
    return [{ hertz, side: voices.length < 2 ? 0 : (2 * i) / (voices.length - 1) - 1 }];
  });
}

export class Sound {
  /** @param {Stage} stage */
  constructor(stage) {
    this.stage = stage;
    this.on = false;
    this.last = 0; // the step that was heard last
    this.until = -1; // no new tone before this time of the audio clock
    /** @type {AudioContext | null} */
    this.context = null;
  }

  /** A browser lets sound begin only in answer to a press, so it is made here. */
  toggle() {
    this.on = !this.on;
    if (this.on) this.context ??= new AudioContext();
    return this.on;
  }

  /**
   * Sound the step that the play-head has come to.
   * @param {number} step
   * @param {number} p
   */
  play(step, p) {
    const { context } = this;
    if (!this.on || !context || !this.stage.playing || step === this.last) return;
    const now = context.currentTime;
    if (now < this.until) return;
    this.last = step;
    this.until = now + APART;
    for (const { hertz, side } of tonesAt(this.stage, step, p)) this.tone(context, now, hertz, side);
  }

  /**
   * @param {AudioContext} context
   * @param {number} now
   * @param {number} hertz
   * @param {number} side
   */
  tone(context, now, hertz, side) {
    const [source, loudness, place] = [context.createOscillator(), context.createGain(), context.createStereoPanner()];
    source.frequency.value = hertz;
    place.pan.value = side;
    loudness.gain.setValueAtTime(0.12, now);
    loudness.gain.exponentialRampToValueAtTime(0.001, now + LENGTH);
    source.connect(loudness).connect(place).connect(context.destination);
    source.start(now);
    source.stop(now + LENGTH);
  }
}
