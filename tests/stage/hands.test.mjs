// A mouse scrubs at once; a finger that scrolls the page must not, and what it moved it gives back.

import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { open, seek } from "./packets.mjs";

const touch = (x, y) => ({ pointerType: "touch", pointerId: 1, clientX: x, clientY: y });
const mouse = (x, y) => ({ ...touch(x, y), pointerType: "mouse" });

test("a mouse seeks where it presses and follows", () => {
  const { stage, lane } = open("asymmetric");
  const { canvas } = lane("hidden");
  canvas.fire("pointerdown", mouse(lane("hidden").x(3), 5));
  assert.equal(stage.position, 3);
  canvas.fire("pointermove", mouse(lane("hidden").x(6), 90));
  assert.equal(stage.position, 6);
  canvas.fire("pointerup", mouse(lane("hidden").x(6), 90));
  canvas.fire("pointermove", mouse(lane("hidden").x(2), 5));
  assert.deepEqual([stage.position, stage.hover], [6, 2]);
});

test("a finger that goes up or down leaves the picture as it is", () => {
  const { stage, lane } = open("asymmetric");
  const { canvas, x } = lane("hidden");
  const at = x.call(lane("hidden"), 3);
  canvas.fire("pointerdown", touch(at, 100));
  canvas.fire("pointermove", touch(at + 3, 60));
  canvas.fire("pointermove", touch(at + 9, 20));
  canvas.fire("pointercancel");
  assert.equal(stage.position, 14);
});

test("a tap seeks, and so does a finger that goes sideways", () => {
  const { stage, lane } = open("asymmetric");
  const hidden = lane("hidden");
  hidden.canvas.fire("pointerdown", touch(hidden.x(3), 10));
  assert.equal(stage.position, 14, "not before it is known to be a tap");
  hidden.canvas.fire("pointerup", touch(hidden.x(3), 12));
  assert.equal(stage.position, 3);
  hidden.canvas.fire("pointerdown", touch(hidden.x(3), 10));
  hidden.canvas.fire("pointermove", touch(hidden.x(5), 20));
  assert.equal(stage.position, 5);
  hidden.canvas.fire("pointercancel");
  assert.equal(stage.position, 3, "what was taken away is given back");
});

test("the rail answers a finger in the same way", () => {
  const { stage } = open("asymmetric");
  const { rail } = stage;
  rail.canvas.fire("pointerdown", touch(200, 20));
  rail.canvas.fire("pointermove", touch(202, 90));
  rail.canvas.fire("pointercancel");
  assert.equal(stage.position, 14);
});

test("drawing ends by itself, when all is drawn or the pencil rests", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { stage, lane } = open("drawn");
  seek(stage, 7);
  const size = lane("to draw");
  const stroke = (from, to) => {
    size.canvas.fire("pointerdown", touch(size.x(from), 50));
    size.canvas.fire("pointermove", touch(size.x(to), 60));
    size.canvas.fire("pointerup", touch(size.x(to), 60));
  };
  size.sketch.pencil.fire("click");
  stroke(7, 4);
  assert.equal(size.sketch.on, true, "another stroke may follow");
  mock.timers.tick(5000);
  stroke(4, 3);
  mock.timers.tick(5000);
  assert.equal(size.sketch.on, true);
  mock.timers.tick(2000);
  assert.equal(size.sketch.on, false);
  size.sketch.pencil.fire("click");
  stroke(3, 1);
  assert.equal(size.sketch.on, false);
  mock.timers.reset();
});
