// What a reader is told of a moment: the values of its step, and nothing that is still to come.

import assert from "node:assert/strict";
import { test } from "node:test";
import { open, seek } from "./packets.mjs";

/** The values of a lane's line in the read-out, as on screen at position p. */
function lineOf(name, label, p) {
  const { stage } = open(name, { p });
  const row = stage.readout.rows.find(({ lane }) => lane.spec.label === label);
  return row.cells.map((node) => node.textContent);
}

test("at a step of the forward sweep it says the states and withholds the error", () => {
  assert.deepEqual(lineOf("asymmetric", "hidden", 3), ["0.300", "−0.360"]);
  assert.deepEqual(lineOf("asymmetric", "error", 3), ["not yet", "·"]);
  assert.deepEqual(lineOf("asymmetric", "size", 3), ["not yet", "·", "0.0100"]);
  assert.deepEqual(lineOf("asymmetric", "loss", 3), ["not yet"]);
});

test("at the loss it says the loss and still no error", () => {
  assert.deepEqual(lineOf("asymmetric", "loss", 7), ["0.700"]);
  assert.deepEqual(lineOf("asymmetric", "error", 7), ["not yet", "·"]);
});

test("on its way back the error is read at the step it has reached", () => {
  assert.deepEqual(lineOf("asymmetric", "size", 10), ["1.0×10⁻⁴", "0.200", "0.0100"]); // t = 5
  assert.deepEqual(lineOf("asymmetric", "error", 14), ["1.0×10⁻⁵", "−1.2×10⁻⁵"]); // t = 1
});

test("the cursor reads another step than the play-head's", () => {
  const { stage } = open("asymmetric", { p: 10 });
  stage.setHover(2);
  stage.paint();
  const row = stage.readout.rows.find(({ lane }) => lane.spec.label === "hidden");
  assert.equal(row.cells[0].textContent, "0.200");
});

test("the moment is told in words and to tests", () => {
  const { stage } = open("asymmetric", { p: 10 });
  assert.equal(stage.root.dataset.step, 5);
  assert.equal(stage.root.dataset.phase, "backward");
  assert.equal(stage.chip.lastChild.textContent, "t = 5 of 7");
  assert.match(stage.headline.textContent, /RNN: 1\.0×10⁻⁴/);
});

test("the rail's knob stands over its step and a click brings it there", () => {
  const { stage } = open("asymmetric");
  const { rail } = stage;
  for (let p = 0; p <= 14; p++) {
    if (p === 7) continue; // the loss stands beyond the bend
    const [x, y] = rail.knobPlace(p);
    assert.equal(rail.positionAt(x, y), p);
    const share = p < 7 ? p / 7 : 2 - p / 7;
    assert.ok(Math.abs(x - (rail.left + share * rail.plot)) < 1e-6);
  }
});

test("steps and jumps land on whole moments within both sweeps", () => {
  const { stage } = open("asymmetric", { p: 3 });
  stage.nudge(1);
  assert.equal(stage.position, 4);
  stage.nudge(-10);
  assert.equal(stage.position, 0);
  seek(stage, 99);
  assert.equal(stage.position, 14);
});

test("pressing on a lane seeks the step under the pointer, in the sweep of the lane", () => {
  const { stage, lane } = open("asymmetric", { p: 2 });
  const x = lane("error").x(5);
  assert.equal(lane("error").positionAt(x), 10);
  assert.equal(lane("hidden").positionAt(x), 5);
  assert.equal(stage.position, 2);
});
