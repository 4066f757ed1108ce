// Lanes in a box of given height: lower or higher than they would be, the least telling ones left out.

/** @import { Stage } from "./stage.js" */
/** @import { AnyLane, LaneSpec } from "./types.d.ts" */

export const LOWEST = 0.6; // of its own height that a lane still reads at
const LAST = 0.3; // and the last one of all, where nothing else is left to leave out
const HIGHEST = 1.7;
/** What is left out first where there is no room: the larger the number, the sooner. */
const RANK = { units: 5, bars: 4, cell: 3, sequence: 2, curves: 1, chain: 0 };

/**
 * How much a lane may be missed; curves on a log axis are what a picture is for.
 * @param {LaneSpec} spec
 */
export function rankOf(spec) {
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
export function scaleFor(room, height, slope) {
  return slope > 0 ? Math.min(HIGHEST, 1 + (room - height) / slope) : 1;
}

/**
 * Hide lanes until the rest fit the stage's box; returns the scale of their heights.
 * @param {Stage} stage
 */
export function fitLanes(stage) {
  const { lanes, root } = stage;
  for (const lane of lanes) lane.box.hidden = false;
  for (;;) {
    const shown = lanes.filter((lane) => !lane.box.hidden);
    showSections(stage);
    const scale = fittingScale(stage, shown);
    if (scale >= LOWEST || shown.length <= 1) {
      tellLeftOut(stage, lanes.length - shown.length);
      return Math.max(LAST, scale);
    }
    leastTelling(shown).box.hidden = true;
  }
}

/**
 * The largest scale at which lanes fit; a drawing of a cell does not shrink below what can be read,
 * so that the height is no straight line of the scale and the first try may be too high.
 * @param {Stage} stage
 * @param {AnyLane[]} lanes
 */
function fittingScale(stage, lanes) {
  const room = stage.root.clientHeight;
  const high = heightAt(stage, lanes, 1);
  const scale = scaleFor(room, high, 2 * (high - heightAt(stage, lanes, 0.5)));
  const found = scale < LOWEST ? Infinity : heightAt(stage, lanes, scale);
  if (found <= room + 1) return scale;
  const least = heightAt(stage, lanes, LOWEST);
  if (least <= room) return LOWEST + ((room - least) * (scale - LOWEST)) / Math.max(1, found - least);
  let [low, tall] = [LAST, LOWEST]; // too high even so: what is left over for the last lane of all
  for (let i = 0; i < 5 && lanes.length === 1; i++) {
    const middle = (low + tall) / 2;
    if (heightAt(stage, lanes, middle) > room) tall = middle;
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
 * The button that brings the others back, with their number.
 * @param {Stage} stage
 * @param {number} count
 */
function tellLeftOut(stage, count) {
  stage.wholeButton.hidden = count === 0;
  stage.wholeButton.textContent = `+${count}`;
}
