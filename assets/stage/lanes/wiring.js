// What leads to and from a cell: the weight with which the output reads it, and what its gates hear.

import { svg } from "../elements.js";
/** @import { CellLane } from "./cell.js" */

export const READ = 662; // x of the weight, in a box so wide
const WEIGHT = 66;
const MIDDLE = 190; // of the pipe
const BUS = 394; // y of the line from which the recurrent arrows branch off
/**
 * Recurrent arrows: the branch that leads into each net, and where scissors sit on it.
 * @type {Record<string, { path: string, tip: string, cut: number[] }>}
 */
const WIRES = {
  net_in: { path: `M222 ${BUS}V322`, tip: "M216 331l6-12 6 12", cut: [222, 358, -90] },
  net_out: { path: `M560 ${BUS}V322`, tip: "M554 331l6-12 6 12", cut: [560, 358, -90] },
  net_c: { path: `M222 ${BUS}H12V${MIDDLE}H26`, tip: `M18 ${MIDDLE - 6}l12 6-12 6`, cut: [12, 300, -90] },
};

/**
 * The weight with which the output reads the cell, and what it reads.
 * @param {CellLane} lane
 * @param {number} weight
 */
export function drawOutput(lane, weight) {
  lane.add("rect", { class: "squash", x: READ - WEIGHT / 2, y: MIDDLE - 22, width: WEIGHT, height: 44, rx: 8 });
  lane.add("text", { x: READ, y: MIDDLE + 7, "text-anchor": "middle", class: "factor weight" },
    `×${Number(weight.toPrecision(2))}`);
  lane.symbol("y_k", 716, MIDDLE + 50, "end");
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
  for (const name of wires) {
    lane.add("path", { class: "wire", d: WIRES[name].path });
    lane.add("path", { class: "wire tip", d: WIRES[name].tip });
  }
  for (const name of wires.filter((one) => cuts.includes(one))) lane.snip(WIRES[name].cut);
}
