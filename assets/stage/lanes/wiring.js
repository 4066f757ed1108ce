// What leads to and from a cell: the weight with which the output reads it, and what its gates hear.

import { svg } from "../elements.js";
/** @import { CellLane } from "./cell.js" */

export const READ = 668; // x of the weight
const MIDDLE = 190; // of the pipe
const BUS = 394; // y of the line from which the recurrent arrows branch off
/**
 * Recurrent arrows: the branch that leads into each net, and where scissors sit on it.
 * @type {Record<string, { path: string, cut: number[] }>}
 */
const WIRES = {
  net_in: { path: `M222 ${BUS}V320m-6 10l6-11 6 11`, cut: [222, 358, -90] },
  net_out: { path: `M560 ${BUS}V320m-6 10l6-11 6 11`, cut: [560, 358, -90] },
  net_c: { path: `M222 ${BUS}H12V${MIDDLE}H28m-10-6l11 6-11 6`, cut: [12, 300, -90] },
};

/**
 * The weight with which the output reads the cell, and what it reads.
 * @param {CellLane} lane
 * @param {number} weight
 */
export function drawOutput(lane, weight) {
  lane.add("circle", { class: "squash", cx: READ, cy: MIDDLE, r: 25 });
  lane.add("text", { x: READ, y: MIDDLE + 5, "text-anchor": "middle", class: "factor weight" },
    `×${Number(weight.toPrecision(2))}`);
  lane.symbol("y_k", 698, MIDDLE + 50);
}

/**
 * What the gates hear: the input, and through recurrent arrows what cells and gates have given.
 * @param {CellLane} lane
 */
export function drawWiring(lane) {
  const { wires, cuts } = lane.spec;
  if (!wires) return;
  for (const x of [222, 560]) {
    lane.add("path", { class: "wire input", d: `M${x - 26} ${MIDDLE + 156}L${x - 12} ${MIDDLE + 124}m-10 7l10-8 3 13` });
    lane.add("text", { class: "name", x: x - 34, y: MIDDLE + 170, "text-anchor": "middle" }, "x");
  }
  if (!wires.length) return;
  lane.add("path", { class: "wire", d: `M700 ${MIDDLE}H712V${BUS}H222` });
  for (const name of wires) lane.add("path", { class: "wire", d: WIRES[name].path });
  for (const name of wires.filter((one) => cuts.includes(one))) lane.snip(WIRES[name].cut);
}
