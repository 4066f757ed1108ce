// The numbers of a walk down a loss, without a document: where the ball is between two steps, which
// band of the map a loss falls into, and where a point stands on a plane.

const LINE = 11; // pixels above and below the middle of words that are theirs
const EDGE = 14; // pixels inside the plane at which a ball that has left it is shown

/** @typedef {{ left: number, top: number, width: number, height: number }} Plane */
/** @typedef {[number, number]} Range */

/**
 * A height of the grid between its points; the grid is stored row by row, the first row lowest.
 * @param {Float32Array} grid
 * @param {number} side points on a side
 * @param {number} u 0..1 across
 * @param {number} v 0..1 up
 */
export function heightAt(grid, side, u, v) {
  const [x, y] = [u * (side - 1), v * (side - 1)];
  const [i, j] = [Math.min(side - 2, Math.floor(x)), Math.min(side - 2, Math.floor(y))];
  const [a, b] = [x - i, y - j];
  const at = j * side + i;
  return (1 - b) * ((1 - a) * grid[at] + a * grid[at + 1])
    + b * ((1 - a) * grid[at + side] + a * grid[at + side + 1]);
}

/**
 * How many of the levels lie below a height.
 * @param {number} height
 * @param {number[]} levels rising
 */
export const bandOf = (height, levels) => levels.filter((level) => level <= height).length;

/**
 * The point of a walk at a moment between its steps; pairs (w, b), one after the other.
 * @param {Float32Array} path
 * @param {number} moment 0 is the start
 * @returns {[number, number]}
 */
export function pointAt(path, moment) {
  const last = path.length / 2 - 1;
  const step = Math.min(last, Math.floor(moment));
  const share = moment - step;
  const next = Math.min(last, step + 1);
  return [path[2 * step] + share * (path[2 * next] - path[2 * step]),
    path[2 * step + 1] + share * (path[2 * next + 1] - path[2 * step + 1])];
}

/**
 * @param {Plane} plane
 * @param {Range[]} ranges of both axes
 * @param {number[]} point
 * @returns {[number, number]}
 */
export function placeOf(plane, ranges, point) {
  const [u, v] = ranges.map(([low, high], axis) => (point[axis] - low) / (high - low));
  return [plane.left + u * plane.width, plane.top + (1 - v) * plane.height];
}

/**
 * The point of the plane at a pixel; the other way round.
 * @param {Plane} plane
 * @param {Range[]} ranges
 * @param {number} x
 * @param {number} y
 * @returns {[number, number]}
 */
export function pointOf(plane, [[w0, w1], [b0, b1]], x, y) {
  return [w0 + ((x - plane.left) / plane.width) * (w1 - w0),
    b1 - ((y - plane.top) / plane.height) * (b1 - b0)];
}

/**
 * A place inside the plane: itself, or the nearest at the edge with the way it lies.
 * @param {Plane} plane
 * @param {number[]} place
 */
export function held(plane, [x, y]) {
  const inX = Math.min(Math.max(x, plane.left + EDGE), plane.left + plane.width - EDGE);
  const inY = Math.min(Math.max(y, plane.top + EDGE), plane.top + plane.height - EDGE);
  const outside = x < plane.left || x > plane.left + plane.width || y < plane.top
    || y > plane.top + plane.height;
  return outside ? { x: inX, y: inY, outside, angle: Math.atan2(y - inY, x - inX) }
    : { x, y, outside, angle: 0 };
}

/**
 * Seconds that a walk of so many steps takes to play: each is seen, and none bores.
 * @param {number} steps
 */
export const secondsOf = (steps) => Math.min(9, Math.max(2.5, steps * 0.15));

/**
 * The first of some places where words cover no point of a curve; the last if they do everywhere.
 * @param {[number, number][]} places middles of the words
 * @param {number} half of their width
 * @param {[number, number][]} points of the curve
 * @returns {[number, number]}
 */
export const clearPlace = (places, half, points) =>
  places.find(([x, y]) => points.every(([a, b]) => Math.abs(a - x) > half || Math.abs(b - y) > LINE))
  ?? places[places.length - 1];
