// What leads to and from the cell: the output's weight, the recurrent arrows, and fixed axes.

import assert from "node:assert/strict";
import { test } from "node:test";
import { drawnOn, open, parsed, seek } from "./packets.mjs";

const paths = (lane, kind) => lane.svg.querySelectorAll(kind).length;

test("the weight with which the output reads the cell is drawn, and its formula is true", () => {
  const { stage, lane } = open("wired", { p: 6 });
  const cell = lane("cell");
  assert.equal(cell.svg.querySelectorAll(".weight")[0].textContent, "×2.2");
  assert.equal(cell.parts["text:y_k"].textContent, "0.220");
  cell.formula.toggle("y_k");
  for (const t of [1, 3, 7]) {
    seek(stage, t);
    const [product, result] = cell.formula.box.textContent.split(" = ").slice(-2);
    const [weight, shown] = product.replace(/[()]/g, "").split(" · ").map(parsed);
    assert.equal(weight, 2.2);
    assert.ok(Math.abs(weight * shown - parsed(result)) < 2e-3, cell.formula.box.textContent);
  }
});

test("a drawing without a weight or wires has neither", () => {
  const cell = open("asymmetric").lane("cell");
  assert.equal(cell.svg.querySelectorAll(".weight").length, 0);
  assert.equal(paths(cell, ".wire"), 0);
  assert.ok(!("y_k" in cell.formula.keys));
});

test("arrows lead into the nets that hear the cell, and scissors sit on those that are cut", () => {
  const cell = open("wired").lane("cell");
  assert.equal(paths(cell, ".wire"), 2 + 1 + 4); // the input twice, the line, its two branches with their tips
  const scissors = cell.svg.querySelectorAll(".scissors");
  assert.equal(scissors.length, 1);
  assert.match(scissors[0].getAttribute("transform"), /^translate\(222 /);
});

test("an arrow below its axis is not drawn, whatever its size", () => {
  const { stage, lane } = open("wired", { p: 14 }); // back at t = 1
  const cell = lane("cell");
  assert.equal(cell.parts.d_net_in.style.strokeWidth, "0"); // 3e-7
  seek(stage, 8);
  assert.ok(Number(cell.parts.e_s.style.strokeWidth) > 1); // 1
});

test("bars keep their axis; one that goes on beyond it has a tip", () => {
  const loss = open("wired").lane("loss");
  const bars = drawnOn(loss.data).filter((d) => d.op === "rect");
  const wanted = [0.4, 0.8, 1, 1, 1, 1, 1];
  bars.forEach(({ box }, i) => assert.ok(Math.abs(box[3] / loss.bodyHeight - wanted[i]) < 1e-6));
  assert.equal(drawnOn(loss.data).filter((d) => d.op === "fill").length, 5);
});

test("a part's lane is marked; errors that leave the cell are marked on the state's", () => {
  const { stage } = open("race", { p: 150 });
  const cell = stage.lanes.find((one) => one.spec.kind === "cell");
  cell.formula.toggle("d_net_in");
  const marked = stage.lanes.filter((one) => one.box.classList.contains("pointed"));
  assert.deepEqual(marked.map((one) => one.spec.part), ["e_s"]);
});

test("every row of the input is in sight, however low its lane is made", () => {
  const { stage, lane } = open("asymmetric");
  const reals = lane("reals");
  for (const scale of [0.6, 1, 1.7]) {
    stage.scale = scale;
    reals.resize();
    const bars = drawnOn(reals.data).filter((d) => d.op === "rect");
    for (const { box: [, y, , height] } of bars) {
      assert.ok(y >= reals.top() && y + height <= reals.bottom + 0.01, `scale ${scale}`);
    }
  }
});
