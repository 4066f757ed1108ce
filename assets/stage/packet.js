// What arrives: an envelope of one JSON header and the float32 arrays it points into. Written by
// lstm97/figures/stage/packing.py, which has the other half of this contract.

import contract from "./contract.json" with { type: "json" };
/** @import { Header, Patch, Place } from "./types.d.ts" */

const { LOG_OFFSET } = contract;

/**
 * Split an envelope: uint32 length, JSON header, then little-endian float32.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @returns {{ header: Header | Patch, values: Float32Array }}
 */
export function openEnvelope(bytes) {
  const copy = bytes.slice(); // a fresh buffer starts at an aligned offset
  const length = new DataView(copy.buffer).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(copy.subarray(4, 4 + length)));
  return { header, values: new Float32Array(copy.buffer, 4 + length) };
}

/** A view of one array of the scene: at(step 1..T, column), stored time first. */
export class Table {
  /**
   * @param {Float32Array} values
   * @param {Place} place
   */
  constructor(values, [offset, steps, columns]) {
    this.values = values;
    this.offset = offset;
    this.steps = steps;
    this.columns = columns;
  }
  /** @param {number} step */
  at(step, column = 0) {
    return this.values[this.offset + (step - 1) * this.columns + column];
  }
}

/**
 * log10|v| of a value that Python's encode_log has packed; -Infinity for zero.
 * @param {number} code
 */
export function logSize(code) {
  if (code === 0) return -Infinity;
  return Number.isFinite(code) ? Math.abs(code) - LOG_OFFSET : Math.abs(code);
}

// What may change without building the page again: everything else is the structure of a scene.
const CONTENT = new Set(["id", "live", "start", "values", "codes", "gates", "errors", "arrays",
  "report", "count", "summary", "caption", "events", "depth", "source", "marks", "target", "floor",
  "state_range", "palette", "asked", "wide", "ghost"]);

/** @param {Header} header */
export function structureOf(header) {
  return JSON.stringify(header, (name, value) => (CONTENT.has(name) ? undefined : value));
}
