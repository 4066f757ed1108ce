// What leaves an axis: the line ends at its edge, an arrow points on, and words say where it goes.

import { polygon } from "../markers.js";
import { EVENT_ROW } from "./events.js";
import { fill, formatNumber, formatSize } from "../numbers.js";
import { clamp } from "../time.js";
/** @import { Leave } from "../axis.js" */
/** @import { CurvesLane, DrawnCurve } from "./curves.js" */

/**
 * Words about a curve beyond the axis: the step they speak of, and where they stand.
 * @typedef {{ curve: DrawnCurve, side: number, t: number, x: number, text: string, start: number, y: number }} Note
 */

/**
 * An arrow at each place where a curve leaves the axis; words for the farthest stretch of a side.
 * @param {CanvasRenderingContext2D} g
 * @param {CurvesLane} lane
 */
export function drawEdges(g, lane) {
  /** @type {Note[]} */
  const notes = [];
  for (const curve of lane.curves) {
    const leaves = lane.scale.leaves(lane.units(curve));
    for (const leave of leaves) {
      const places = leave.places.length ? leave.places : [(leave.from + leave.to) / 2];
      places.forEach((t) => drawArrow(g, lane, lane.x(t), leave.side, curve));
    }
    for (const side of [1, -1]) {
      const far = leaves.filter((leave) => leave.side === side)
        .reduce((best, leave) => (!best || side * leave.unit > side * best.unit ? leave : best),
          /** @type {Leave | null} */ (null));
      if (far) notes.push(noteOf(g, lane, curve, far, notes));
    }
  }
  return notes;
}

/**
 * @param {CanvasRenderingContext2D} g
 * @param {CurvesLane} lane
 * @param {number} x
 * @param {number} side
 * @param {DrawnCurve} curve
 */
function drawArrow(g, lane, x, side, curve) {
  const edge = side > 0 ? lane.top() : lane.bottom;
  g.fillStyle = lane.stage.theme.roles[curve.role].color;
  g.beginPath();
  polygon(g, [[x - 6, edge], [x + 6, edge], [x, edge - side * 9]]);
  g.fill();
}

/**
 * Words beside the arrow, in a row where no others stand.
 * @param {CanvasRenderingContext2D} g
 * @param {CurvesLane} lane
 * @param {DrawnCurve} curve
 * @param {Leave} leave
 * @param {Note[]} notes
 * @returns {Note}
 */
function noteOf(g, lane, curve, { side, t, unit, from, to, places }, notes) {
  const { labels } = lane.stage;
  const value = lane.log ? formatSize(unit, labels.overflow) : formatNumber(unit, labels.overflow);
  const text = fill(labels.beyond, { value, t });
  g.font = lane.font(12, 600);
  const width = g.measureText(text).width;
  const x = lane.x(places[0] ?? (from + to) / 2);
  const right = x + 12 + width < lane.left + lane.plot;
  const start = clamp(right ? x + 12 : x - 12 - width, 4, Math.max(4, lane.width - width - 4));
  const rows = noteRows(lane, side);
  const taken = (/** @type {number} */ y) => notes.some((note) => Math.abs(note.y - y) < 12
    && start < note.start + g.measureText(note.text).width + 12 && note.start < start + width + 12);
  return { curve, side, t, x, text, start, y: rows.find((y) => !taken(y)) ?? rows[0] };
}

/**
 * Heights at which words on a side may stand.
 * @param {CurvesLane} lane
 * @param {number} side
 */
function noteRows(lane, side) {
  if (!lane.log) return side > 0 ? [lane.top() + 9, lane.top() + 25] : [lane.bottom - 9, lane.bottom - 25];
  const inside = lane.top() + 10 + EVENT_ROW * (lane.spec.events ?? []).length; // below their words
  return side > 0 ? [lane.top() - 9, inside, inside + 16]
    : [lane.bottom + 10, lane.bottom + 26, lane.bottom - 10];
}
