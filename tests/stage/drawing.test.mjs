// Colours and markers: what a reader tells networks apart by.

import assert from "node:assert/strict";
import { test } from "node:test";
import "./document.mjs";
import { stageModule } from "./packets.mjs";

const { alpha, lookup, mix, rgb } = await stageModule("colour.js");
const { MARKERS, drawMarker } = await stageModule("markers.js");

test("colours are read in every notation and mixed by share", () => {
  assert.deepEqual(rgb("#fff"), [255, 255, 255]);
  assert.deepEqual(rgb(" #10a0FF"), [16, 160, 255]);
  assert.deepEqual(rgb("rgb(1, 2, 3)"), [1, 2, 3]);
  assert.equal(mix("#000000", "#ff8000", 0.25), "rgb(64,32,0)");
  assert.equal(alpha("#010203", 0.4), "rgba(1,2,3,0.4)");
});

test("a ramp begins and ends with its stops and passes the ones between", () => {
  const ramp = lookup(["#000000", "#ff0000", "#ffffff"]);
  assert.equal(ramp.length, 256);
  assert.deepEqual(ramp[0], [0, 0, 0]);
  assert.deepEqual(ramp[255], [255, 255, 255]);
  const middle = ramp[128];
  assert.ok(middle[0] > 250 && middle[1] < 6, String(middle));
});

test("every marker has a shape of its own, drawn where it is asked for", () => {
  const shapes = new Set();
  for (const marker of Object.keys(MARKERS)) {
    const g = document.createElement("canvas").getContext("2d");
    drawMarker(g, 30, 40, { marker, color: "#123456" }, 4, "#ffffff");
    const fill = g.drawn.find((d) => d.op === "fill");
    const points = fill.path.map(([, x, y]) => [x, y]);
    for (const [x, y] of points) assert.ok(Math.hypot(x - 30, y - 40) < 8, `${marker} at ${x}, ${y}`);
    assert.equal(fill.fillStyle === "#123456", marker !== "ring");
    shapes.add(JSON.stringify([fill.path, fill.fillStyle]));
  }
  assert.equal(shapes.size, Object.keys(MARKERS).length);
});
