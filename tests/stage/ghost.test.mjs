// The last run stays behind the new one, pale and named, until it is dropped.

import assert from "node:assert/strict";
import { test } from "node:test";
import { nextFrame } from "./document.mjs";
import { open, packet, seek } from "./packets.mjs";

const pale = (lane) => lane.base.getContext("2d").drawn.filter((d) => d.op === "stroke" && d.globalAlpha < 0.5);

test("its curve stands there from the start, on its own decades", () => {
  const { stage, lane } = open("haunted", { p: 2 });
  const size = lane("size");
  const [line, ...more] = pale(size);
  assert.equal(more.length, 0);
  assert.equal(line.strokeStyle, stage.theme.roles.rnn.color);
  assert.equal(line.path.length, 7);
  for (const [, x, y] of line.path) {
    const step = Math.round(((x - size.left) / size.plot) * 7 + 0.5);
    assert.ok(Math.abs(y - size.y(step - 7)) < 0.01, `t=${step}`); // a decade a step
  }
});

test("it says what was changed, and one click drops it", () => {
  const { stage, lane } = open("haunted");
  const size = lane("size");
  const [button] = size.label.querySelectorAll("button").filter((one) => one.dataset.act === "drop");
  assert.equal(button.textContent, "Before: w 0.5 → 1 ×");
  button.fire("click");
  nextFrame();
  assert.equal(pale(size).length, 0);
  assert.equal(size.ghost.box.hidden, true);
  seek(stage, 3);
  assert.equal(pale(size).length, 0);
});

test("it stays dropped when the same picture is looked at otherwise, and the next one is there", () => {
  const { stage, lane } = open("haunted");
  const size = lane("size");
  size.ghost.drop();
  stage.header = { ...stage.header, id: "another look" };
  size.ghost.load();
  assert.equal(size.ghost.box.hidden, true);
  const { ghost } = stage.header;
  stage.header = { ...stage.header, ghost: { ...ghost, name: "w 1 → 2" } };
  size.ghost.load();
  assert.equal(size.ghost.box.hidden, false);
  stage.header = { ...stage.header, ghost };
  size.ghost.load();
  assert.equal(size.ghost.box.hidden, false, "the reader has made that change again");
});

test("without one nothing is named, and the values of a ghost are no values of the run", () => {
  const { stage, lane } = open("asymmetric");
  assert.equal(lane("size").ghost.box.hidden, true);
  const values = lane("size").read(3);
  stage.receive(packet("haunted").bytes);
  nextFrame();
  assert.equal(lane("size").ghost.box.hidden, false);
  assert.deepEqual(lane("size").read(3), values);
});
