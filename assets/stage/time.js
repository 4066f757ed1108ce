// Time on the stage is one position p from 0 to 2T, and every lane asks here what it has revealed.

/** @import { Phase } from "./types.d.ts" */

// p = t while the forward sweep has shown steps 1..t; p = T is the loss;
// p = 2T + 1 - t while the error has come back as far as step t.
export const SPEEDS = [0.25, 0.5, 1, 2, 4]; // times the usual pace

const SWEEP = { step: 0.2, least: 2, most: 6 }; // seconds: of a step, and of a sweep, which all can follow

/**
 * Seconds that one sweep over so many steps takes at the usual pace.
 * @param {number} T
 */
export const sweepSeconds = (T) => clamp(SWEEP.step * T, SWEEP.least, SWEEP.most);

/**
 * @param {number} value
 * @param {number} low
 * @param {number} high
 */
export const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

/**
 * @param {number} p
 * @param {number} T
 */
export function phaseAt(p, T) {
  if (p <= 0) return "start";
  if (p < T) return "forward";
  if (p === T) return "loss";
  return p < 2 * T ? "backward" : "done";
}

/**
 * @param {number} p
 * @param {number} T
 */
export function stepAt(p, T) {
  return p <= T ? clamp(Math.ceil(p), 1, T) : clamp(2 * T - Math.ceil(p) + 1, 1, T);
}

/**
 * Is time step t of something revealed by `phase` on show at position p?
 * @param {Phase} phase
 * @param {number} t
 * @param {number} p
 * @param {number} T
 */
export function isShown(phase, t, p, T) {
  if (phase === "forward") return t <= p;
  if (phase === "loss") return p >= T;
  if (phase === "backward") return p > T && t >= 2 * T + 1 - p;
  return true;
}

/**
 * The part of the time axis, as shares 0..1, that `phase` has revealed at position p.
 * @param {Phase} phase
 * @param {number} p
 * @param {number} T
 */
export function shownShare(phase, p, T) {
  if (phase === "forward") return [0, Math.min(1, p / T)];
  if (phase === "loss") return p >= T ? [0, 1] : [0, 0];
  if (phase === "backward") return p > T ? [1 - (p - T) / T, 1] : [1, 1];
  return [0, 1];
}
