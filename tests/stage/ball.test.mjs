// A ball on a map: it is where the walk was, a band is as high as it says, what has left stays in sight.

import assert from "node:assert/strict";
import { test } from "node:test";

const { bandOf, besidePoints, boxOf, clearPlace, heightAt, held, placeOf, pointAt, pointOf, secondsOf } =
  await import("../../assets/ball/slope.js");
const { byHand } = await import("../../assets/ball/scrub.js");
const PLANE = { left: 34, top: 22, width: 240, height: 120 };
const RANGES = [[-4, 8], [-6, 6]];

test("heights between the points of a plane lie on it", () => {
  const side = 4;
  const grid = Float32Array.from({ length: side * side }, (_, i) => (i % side) + 10 * Math.floor(i / side));
  assert.equal(heightAt(grid, side, 0, 0), 0);
  assert.equal(heightAt(grid, side, 1, 1), 33);
  assert.ok(Math.abs(heightAt(grid, side, 0.5, 0.25) - (1.5 + 7.5)) < 1e-5);
});

test("a band counts the levels below", () => {
  assert.deepEqual([0.5, 1, 1.5, 9].map((height) => bandOf(height, [1, 2, 4])), [0, 1, 1, 3]);
});

test("between two steps the ball is between their points", () => {
  const path = Float32Array.of(-1, 2, 1, 0, 1, 4);
  assert.deepEqual(pointAt(path, 0), [-1, 2]);
  assert.deepEqual(pointAt(path, 0.25), [-0.5, 1.5]);
  assert.deepEqual(pointAt(path, 2), [1, 4]);
  assert.deepEqual(pointAt(path.subarray(0, 2), 0), [-1, 2]);
});

test("a point and its pixel lead to each other, b upwards", () => {
  assert.deepEqual(placeOf(PLANE, RANGES, [-4, -6]), [34, 142]);
  assert.deepEqual(placeOf(PLANE, RANGES, [8, 6]), [274, 22]);
  const [w, b] = pointOf(PLANE, RANGES, ...placeOf(PLANE, RANGES, [1.5, -2.5]));
  assert.ok(Math.abs(w - 1.5) < 1e-9 && Math.abs(b + 2.5) < 1e-9);
});

test("what has left the map stays at its edge and points on", () => {
  assert.equal(held(PLANE, [100, 60]).outside, false);
  const gone = held(PLANE, [5000, 60]);
  assert.deepEqual([gone.x, gone.y, gone.outside, gone.angle], [260, 60, true, 0]);
  assert.ok(held(PLANE, [100, -900]).angle < 0);
});

test("a walk takes neither too short nor too long", () => {
  assert.deepEqual([1, 40, 200].map(secondsOf), [2.5, 6, 9]);
});

test("words stand where they cover no point of the curve", () => {
  const places = [[100, 50], [40, 50], [160, 50]];
  assert.deepEqual(clearPlace(places, 20, [[40, 90], [160, 48]]), [100, 50]);
  assert.deepEqual(clearPlace(places, 20, [[95, 55], [160, 48]]), [40, 50]);
  assert.deepEqual(clearPlace(places, 20, [[95, 50], [40, 50], [160, 50]]), [160, 50]);
});

test("names of two points that are near each other stand apart, off the ball and inside the map", () => {
  const apart = (a, b) => a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
  const plane = { left: 34, top: 22, width: 160, height: 280 }; // of a phone
  for (let x = 34; x <= 194; x += 4) for (let y = 22; y <= 302; y += 4) {
    const points = [{ x: 115, y: 160, half: 40 }, { x, y, half: 45 }];
    const dots = [[115, 160], [x, y], [Math.min(180, x + 12), y]];
    const [one, other] = besidePoints(plane, points, dots).map((place, i) => boxOf(place, points[i].half));
    assert.ok(apart(one, other), `names meet with the start at ${x}, ${y}`);
    for (const box of [one, other]) {
      assert.ok(box.left >= 34 && box.right <= 194 && box.top >= 22 && box.bottom <= 302);
      assert.ok(dots.every((dot) => apart(boxOf(dot, 7), box)), `a name on a point, with the start at ${x}, ${y}`);
    }
  }
});

test("a name keeps off the line that is walked, where there is another place", () => {
  const [x, y] = besidePoints(PLANE, [{ x: 150, y: 80, half: 20 }], [[150, 80]], [[150, 80], [150, -900]])[0];
  assert.deepEqual([x, y > 80], [150, true]);
  const taken = [boxOf([150, 63], 20)];
  assert.deepEqual(besidePoints(PLANE, [{ x: 150, y: 80, half: 20 }], [], [], taken), [[150, 97]]);
});

test("a finger that scrolls leaves the slider alone; sideways, tapped or with a mouse it is moved", () => {
  const slider = { value: "60" };
  const seen = [];
  byHand(slider, (value) => seen.push(value));
  const down = (x, pointerType = "touch") => slider.onpointerdown({ pointerType, clientX: x });
  const jump = (value) => { slider.value = value; slider.oninput(); };
  down(100);
  jump("30"); // the browser moves it at once
  assert.equal(slider.value, "60");
  slider.onpointermove({ clientX: 104 });
  slider.onpointercancel(); // and scrolls
  assert.deepEqual([slider.value, seen], ["60", []]);
  down(100);
  jump("30");
  slider.onpointermove({ clientX: 109 });
  assert.deepEqual([slider.value, seen], ["30", [30]]);
  jump("33");
  slider.onpointerup();
  down(50);
  jump("12");
  slider.onpointerup();
  assert.deepEqual(seen, [30, 33, 12]);
  down(50, "mouse");
  jump("40");
  assert.deepEqual(seen, [30, 33, 12, 40]);
});
