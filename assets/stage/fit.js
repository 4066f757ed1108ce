// Lanes in a box of given height: lower or higher than they would be, the least telling ones left out.

/** @import { Stage } from "./stage.js" */
/** @import { AnyLane, LaneSpec } from "./types.d.ts" */

export const LOWEST = 0.6; // of its own height that a lane still reads at
const LAST = 0.2; // and the last one of all, where nothing else is left to leave out
const HIGHEST = 3; // before the answer there may be two lanes in a room for five
/** What is left out first where there is no room: the larger the number, the sooner. */
const RANK = { units: 5, bars: 4, cell: 3, sequence: 2, curves: 1, chain: 0 };

/**
 * How much a lane may be missed; curves on a log axis are what a picture is for.
 * @param {LaneSpec} spec
 */
function rankOf(spec) {
  if (spec.keep) return 0;
  if (spec.kind === "curves" && spec.scale !== "log") return 4.5;
  return RANK[spec.kind] + ("phase" in spec && spec.phase === "forward" ? 0.5 : 0);
}

/**
 * The scale at which a height that grows by `slope` fits a room, from its height at scale 1.
 * @param {number} room
 * @param {number} height
 * @param {number} slope
 */
function scaleFor(room, height, slope) {
  return slope > 0 ? Math.min(HIGHEST, 1 + (room - height) / slope) : 1;
}

/**
 * Hide lanes until the rest fit the stage's box; returns the scale of their heights.
 * @param {Stage} stage
 */
export function fitLanes(stage) {
  const { lanes, root } = stage;
  for (const lane of lanes) {
    lane.box.hidden = false;
    lane.extra = 0;
  }
  for (;;) {
    const shown = lanes.filter((lane) => !lane.box.hidden);
    showSections(stage);
    const scale = fittingScale(stage, shown);
    if (scale >= LOWEST || shown.length <= 1) {
      tellLeftOut(stage, lanes.length - shown.length);
      heightAt(stage, shown, Math.max(LAST, scale));
      for (const row of stage.lanesBox.querySelectorAll(".columns")) evenColumns(row, shown);
      return stage.scale;
    }
    leastTelling(shown).box.hidden = true;
  }
}

/**
 * The largest scale at which lanes fit. A drawing of a cell has a least and a largest width, so that
 * the height is no straight line of the scale: where the first try misses, the room is searched.
 * @param {Stage} stage
 * @param {AnyLane[]} lanes
 */
function fittingScale(stage, lanes) {
  const room = stage.root.clientHeight;
  const high = heightAt(stage, lanes, 1);
  const scale = scaleFor(room, high, 2 * (high - heightAt(stage, lanes, 0.5)));
  const left = scale < LOWEST ? -1 : room + 1 - heightAt(stage, lanes, scale);
  if (left >= 0 && (left < 8 || scale === HIGHEST)) return scale;
  if (left >= 0) return search(stage, lanes, scale, HIGHEST);
  if (heightAt(stage, lanes, LOWEST) <= room + 1) return search(stage, lanes, LOWEST, Math.max(LOWEST, scale));
  return lanes.length === 1 ? search(stage, lanes, LAST, LOWEST) : LAST; // the last lane of all stays
}

/**
 * The largest scale between one that fits and one that may not.
 * @param {Stage} stage
 * @param {AnyLane[]} lanes
 * @param {number} low
 * @param {number} tall
 */
function search(stage, lanes, low, tall) {
  for (let i = 0; i < 6; i++) {
    const middle = (low + tall) / 2;
    if (heightAt(stage, lanes, middle) > stage.root.clientHeight + 1) tall = middle;
    else low = middle;
  }
  return low;
}

/** @param {AnyLane[]} lanes */
function leastTelling(lanes) {
  /** @param {AnyLane} lane */
  const rank = (lane) => (lane.box.classList.contains("pointed") ? 0.5 : rankOf(lane.spec));
  return lanes.reduce((worst, lane) => (rank(lane) >= rank(worst) ? lane : worst));
}

/**
 * The height of all that is shown at a scale, without drawing it.
 * @param {Stage} stage
 * @param {AnyLane[]} lanes
 * @param {number} scale
 */
function heightAt(stage, lanes, scale) {
  stage.scale = scale;
  for (const lane of lanes) lane.reserve();
  return stage.body.scrollHeight;
}

/**
 * A network whose lanes are all left out is not named either.
 * @param {Stage} stage
 */
function showSections(stage) {
  for (const section of stage.lanesBox.querySelectorAll("section")) {
    const lanes = /** @type {HTMLElement[]} */ ([...section.querySelectorAll(".lane")]);
    section.hidden = lanes.every((lane) => lane.hidden);
  }
}

/**
 * The button that brings the others back, with their number; on a phone it brings back the rest of
 * the bar as well, and stands there where no lane is missing, too.
 * @param {Stage} stage
 * @param {number} count
 */
function tellLeftOut(stage, count) {
  const { labels, root, wholeButton } = stage;
  const label = count ? labels.all_lanes : labels.tools;
  wholeButton.hidden = count === 0 && !root.classList.contains("narrow");
  wholeButton.textContent = count ? `+${count}` : "…";
  wholeButton.title = label;
  wholeButton.setAttribute("aria-label", label);
}

/**
 * Networks that stand side by side end at the same height: no white below the lower one.
 * @param {Element} row
 * @param {AnyLane[]} shown
 */
function evenColumns(row, shown) {
  const columns = [...row.children].map((section) => shown.filter((lane) => section.contains(lane.box)));
  const first = Math.min(...shown.map(({ box }) => (row.contains(box) ? box.offsetTop : Infinity)));
  const beside = columns.filter(([top]) => top && Math.abs(top.box.offsetTop - first) < 8);
  /** @param {AnyLane[]} lanes */
  const end = (lanes) => lanes[lanes.length - 1].box.offsetTop + lanes[lanes.length - 1].box.offsetHeight;
  const lowest = Math.max(...beside.map(end));
  for (const lanes of beside) {
    const missing = lowest - end(lanes);
    for (const lane of lanes) lane.extra = Math.floor(missing / lanes.length);
  }
}
