// The numbers of a walk down a loss, without a document: where the ball is between two steps, which
// band of the map a loss falls into, and where a point stands on a plane.

const WORD = 11; // pixels above and below the middle of words that are theirs
const TALL = 7; // half the height of words that stand beside a point
const ROOM = 10; // pixels around a point, or the ball on it, that are no room for words
const EDGE = 14; // pixels inside the plane at which a ball that has left it is shown

/** @typedef {{ left: number, top: number, width: number, height: number }} Plane */
/** @typedef {[number, number]} Range */
/** @typedef {{ left: number, right: number, top: number, bottom: number }} Box */

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
  places.find(([x, y]) => points.every(([a, b]) => Math.abs(a - x) > half || Math.abs(b - y) > WORD))
  ?? places[places.length - 1];

/**
 * Where the words of some points stand, one after the other: above their point, below it or beside it,
 * off the words before them, then off the points, then off the line.
 * @param {Plane} plane
 * @param {{ x: number, y: number, half: number }[]} points with half the width of their words
 * @param {[number, number][]} dots on which no words should lie
 * @param {[number, number][]} line from corner to corner
 * @param {Box[]} taken by other words
 * @returns {[number, number][]} middles
 */
export function besidePoints(plane, points, dots, line = [], taken = []) {
  const boxes = [...taken];
  return points.map(({ x, y, half }) => {
    const [up, away] = [ROOM + TALL, half + ROOM + 4];
    const far = up + 2 * TALL; // a row farther
    const places = [[0, -up], [0, up], [away, 0], [-away, 0], [away, -up], [-away, -up], [away, up], [-away, up],
      [0, -far], [0, far]]
      .map(([dx, dy]) => within(plane, half, x + dx, y + dy));
    const costs = places.map((place) => {
      const box = boxOf(place, half);
      return 100 * boxes.filter((one) => meet(one, box)).length
        + 10 * dots.filter((dot) => meet(boxOf(dot, ROOM, ROOM), box)).length
        + (line.some((corner, i) => i > 0 && crosses(box, line[i - 1], corner)) ? 1 : 0);
    });
    const chosen = places[costs.indexOf(Math.min(...costs))];
    boxes.push(boxOf(chosen, half));
    return chosen;
  });
}

/**
 * @param {Plane} plane
 * @param {number} half
 * @param {number} x
 * @param {number} y
 * @returns {[number, number]}
 */
const within = ({ left, top, width, height }, half, x, y) =>
  [Math.min(Math.max(x, left + half), left + width - half), Math.min(Math.max(y, top + 9), top + height - 9)];

/**
 * What words with this middle cover.
 * @param {[number, number]} middle
 * @param {number} half of their width
 * @returns {Box}
 */
export const boxOf = ([x, y], half, tall = TALL) => ({ left: x - half, right: x + half, top: y - tall, bottom: y + tall });

/**
 * @param {Box} a
 * @param {Box} b
 */
const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/**
 * Whether a piece of a line runs through a box: the part of it inside each pair of edges is not empty.
 * @param {Box} box
 * @param {number[]} from
 * @param {number[]} to
 */
function crosses({ left, right, top, bottom }, from, to) {
  let [first, last] = [0, 1];
  for (const [axis, low, high] of [[0, left, right], [1, top, bottom]]) {
    const way = to[axis] - from[axis];
    if (way === 0 && (from[axis] < low || from[axis] > high)) return false;
    const ends = way === 0 ? [0, 1] : [(low - from[axis]) / way, (high - from[axis]) / way];
    first = Math.max(first, Math.min(...ends));
    last = Math.min(last, Math.max(...ends));
  }
  return first <= last;
}
