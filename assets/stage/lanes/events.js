// Named events: a pin on the step at which something happened, and its words.

import { polygon } from "../markers.js";
/** @import { EventSpec } from "../types.d.ts" */
/** @import { CurvesLane } from "./curves.js" */

const PIN = 9; // pixels above the axis
export const EVENT_ROW = 20; // pixels from the words of one event to those of the next

/**
 * @param {CanvasRenderingContext2D} g
 * @param {CurvesLane} lane
 * @param {EventSpec} event
 * @param {number} index
 */
export function drawEvent(g, lane, event, index) {
  const { theme } = lane.stage;
  const x = lane.x(event.step);
  const network = lane.stage.header.networks.find((item) => item.key === event.network);
  const color = network ? theme.roles[network.role].color : theme.text;
  drawPin(g, lane, x, color);
  const right = x > lane.left + lane.plot * 0.6;
  lane.drawPlate(g, event.text, right ? x - 10 : x + 10, lane.top() + 12 + index * EVENT_ROW,
    { color, align: right ? "right" : "left", weight: 600 });
}

/**
 * @param {CanvasRenderingContext2D} g
 * @param {CurvesLane} lane
 * @param {number} x
 * @param {string} color
 */
function drawPin(g, lane, x, color) {
  g.strokeStyle = g.fillStyle = color;
  g.lineWidth = 1.5;
  g.setLineDash([2, 3]);
  g.beginPath();
  g.moveTo(x, lane.top() - PIN);
  g.lineTo(x, lane.bottom);
  g.stroke();
  g.setLineDash([]);
  g.beginPath();
  const middle = lane.top() - PIN;
  polygon(g, [[x, middle - 6], [x + 6, middle], [x, middle + 6], [x - 6, middle]]);
  g.fill();
}
