// Records that arrive while a script runs land on their steps, in both sweeps, and move the head.

import assert from "node:assert/strict";
import { test } from "node:test";
import { nextFrame } from "./document.mjs";
import { open, packet } from "./packets.mjs";

const hidden = (stage, t) => stage.lanes.find((lane) => lane.spec.label === "hidden").read(t);

test("a patch fills the steps it names and no others", () => {
  const { stage } = open("growing");
  assert.deepEqual(hidden(stage, 3), ["–", "–"]);
  stage.receive(packet("patch").bytes); // steps 3 and 4
  nextFrame();
  assert.equal(stage.position, 4);
  assert.deepEqual([2, 3, 4, 5].map((t) => hidden(stage, t)[0]), ["–", "0.300", "0.400", "–"]);
  const size = stage.lanes.find((lane) => lane.spec.label === "size");
  assert.deepEqual(size.read(4).slice(0, 2), ["1.0×10⁻⁶", "0.250"]);
});

test("a patch to another scene, or for another stage, is not for this one", () => {
  const { stage } = open("asymmetric");
  const before = stage.values.slice();
  stage.receive(packet("patch").bytes);
  assert.deepEqual(stage.values, before);
  stage.name = "another";
  stage.receive(packet("race").bytes);
  assert.equal(stage.T, 7);
});

test("a reader who has moved away is left alone, and the end stays the end", () => {
  const { stage } = open("growing");
  stage.go(0);
  stage.follow = false;
  stage.receive(packet("patch").bytes);
  assert.equal(stage.position, 0);
  const { stage: done } = open("asymmetric");
  done.receive(packet("race").bytes);
  assert.equal(done.position, 2 * done.T);
});
