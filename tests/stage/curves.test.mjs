// Curves stand where their numbers say: on the printed axis, over their step, as long as measured.

import assert from "node:assert/strict";
import { test } from "node:test";
import { open, seek, stageModule, texts } from "./packets.mjs";

const { Sketch } = await stageModule("lanes/sketch.js");
const { drawEdges } = await stageModule("lanes/edges.js");

/** Points of the strokes of one colour on a layer. */
const pointsOf = (layer, color) => layer.getContext("2d").drawn
  .filter((d) => d.op === "stroke" && d.strokeStyle === color && d.lineWidth === 2.5)
  .flatMap((d) => d.path);

const colourOf = (stage, role) => stage.theme.roles[role].color;

test("the axis is printed where the values stand", () => {
  const { lane } = open("asymmetric");
  const size = lane("size");
  const height = size.bottom - size.top();
  const powers = texts(size.base).filter((d) => d.text.startsWith("10"));
  assert.ok(powers.length >= 4);
  for (const { text, at } of powers) {
    const exponent = Number([...text.slice(2)].map((c) => (c === "⁻" ? "-" : "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(c))).join(""));
    const share = (exponent + 16) / 18;
    assert.ok(Math.abs(at[1] - (size.bottom - share * height)) < 0.01, `${text} at ${at[1]}`);
  }
});

test("every point of the race's error stands on its decade and over its step", () => {
  const { stage, expected } = open("race");
  const at = stage.lanes.findIndex((lane) => lane.spec.kind === "curves");
  const lane = stage.lanes[at];
  const height = lane.bottom - lane.top();
  lane.curves.forEach((curve) => {
    const points = pointsOf(lane.data, colourOf(stage, curve.role));
    let found = 0;
    expected.lanes[at].arrays[curve.name].forEach(([text], i) => {
      const log = Math.log10(Math.abs(Number(text)));
      if (!(log > -16 && log < 2)) return;
      const x = lane.left + ((i + 0.5) / stage.T) * lane.plot;
      const y = lane.bottom - ((log + 16) / 18) * height;
      const near = points.filter((p) => Math.abs(p[1] - x) < 0.01);
      assert.ok(near.some((p) => Math.abs(p[2] - y) < 0.02), `${curve.name} t=${i + 1}: ${near}, not ${y}`);
      found += 1;
    });
    assert.ok(found > 10);
  });
});

test("a linear curve stands on its own axis", () => {
  const { stage, lane } = open("asymmetric");
  const line = lane("line");
  const points = pointsOf(line.data, colourOf(stage, "signal"));
  assert.equal(points.length, 7);
  for (const [, x, y] of points) {
    const step = Math.round(((x - line.left) / line.plot) * 7 + 0.5);
    const share = (line.bottom - y) / (line.bottom - line.top());
    assert.ok(Math.abs(share - 0.1 * step) < 1e-6, `t=${step}: ${share}`);
  }
});

test("the depth bar is as long as the depth, from the source back", () => {
  for (const name of ["asymmetric", "race"]) {
    const { stage } = open(name);
    const lane = stage.lanes.find((one) => one.ruled?.length);
    const column = lane.plot / stage.T;
    lane.ruled.forEach((curve, i) => {
      const bars = lane.data.getContext("2d").drawn.filter((d) => d.op === "rect"
        && d.fillStyle === colourOf(stage, curve.role) && Math.abs(d.box[1] + 2.5 - lane.rulerY(i)) < 0.01);
      assert.equal(bars.length, 1);
      const [left, , width] = bars[0].box;
      const right = lane.left + ((curve.source ?? stage.T) - 0.5) * column;
      assert.ok(Math.abs(left + width - right) < 0.01);
      assert.ok(Math.abs(width - Math.max(2, curve.depth * column)) < 0.01, `${width / column} steps, not ${curve.depth}`);
    });
  }
});

test("the bar's words wait until the error has come that far", () => {
  const { stage, lane } = open("asymmetric");
  const size = lane("size");
  const words = () => texts(size.canvas).map((d) => d.text).filter((text) => text.startsWith("effective depth"));
  const at = (p) => {
    size.canvas.getContext("2d").drawn.length = 0;
    seek(stage, p);
    return new Set(words());
  };
  at(7);
  assert.deepEqual(at(8), new Set());
  assert.deepEqual(at(10), new Set(["effective depth 2"])); // T - 2 = 5 is back at p = 2T + 1 - 5
  assert.deepEqual(at(12), new Set(["effective depth 2"])); // the other ends at t = 6 - 4 = 2
  assert.deepEqual(at(13), new Set(["effective depth 2", "effective depth 4"]));
});

test("a named event is pinned to its step", () => {
  const { lane } = open("asymmetric");
  const size = lane("size");
  const x = size.left + (2.5 / 7) * size.plot;
  const pins = size.data.getContext("2d").drawn.filter((d) => d.op === "stroke" && d.dash.join() === "2,3");
  assert.equal(pins.length, 1);
  assert.ok(pins[0].path.every((p) => Math.abs(p[1] - x) < 0.01));
});

test("a drawn guess is kept in the units of the axis", () => {
  const { lane } = open("asymmetric");
  const size = lane("size");
  size.sketch = new Sketch(size);
  size.sketch.fit(7);
  size.sketch.draw(size.x(7), size.y(0));
  size.sketch.draw(size.x(3), size.y(-8));
  const guess = [...size.sketch.values].map((v) => Math.round(v * 10) / 10);
  assert.deepEqual(guess, [NaN, NaN, -8, -6, -4, -2, 0]);
});

test("a curve that has its lane's name is not named a second time", () => {
  const { lane } = open("asymmetric");
  const line = lane("line");
  const said = () => line.legend.textContent;
  line.curves[0].name = "another";
  line.retheme();
  assert.match(said(), /another/);
  line.curves[0].name = line.spec.label;
  line.retheme();
  assert.doesNotMatch(said(), /line/);
});

test("words of an event do not stand on the numbers of the axis", () => {
  const { lane } = open("asymmetric");
  const size = lane("size");
  const pen = size.data.getContext("2d");
  const first = () => pen.drawn.filter((d) => d.op === "text").at(-1).at[0];
  size.drawPlate(pen, "thirty letters and two or three", size.left + 40, 20, { align: "right" });
  assert.equal(first(), size.left);
  const whole = "x".repeat(Math.floor((size.width - 8) / 7)); // as wide as the lane
  size.drawPlate(pen, whole, size.left + 40, 20);
  assert.ok(first() >= 4 && first() < size.left);
});

test("words of what leaves the axis above stand below those of events", () => {
  const { lane } = open("asymmetric");
  const size = lane("size");
  size.units = () => new Float32Array(7).fill(50); // powers of ten, far above the axis
  size.curves.push(size.curves[0], size.curves[0]);
  const notes = drawEdges(size.data.getContext("2d"), size).filter((note) => note.side > 0);
  assert.ok(notes.length > 2);
  const events = size.spec.events.map((_, i) => size.top() + 12 + 20 * i);
  assert.ok(notes.every((note) => events.every((y) => Math.abs(y - note.y) >= 16)));
});
