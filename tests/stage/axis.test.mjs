// What leaves an axis is no point of a curve: the line ends at the edge, and words say where it goes.

import assert from "node:assert/strict";
import { test } from "node:test";
import { open, packet, seek, stageModule, texts } from "./packets.mjs";

const { Axis } = await stageModule("axis.js");
const { formatSize, plain } = await stageModule("numbers.js");
const axis = new Axis([1e-16, 1e2], true);

test("a line is cut where it meets the edge", () => {
  assert.deepEqual(axis.lines([0, -8, -24, NaN, 4, 0]), [[[1, 0], [2, -8], [2.5, -16]], [[5.5, 2], [6, 0]]]);
  assert.deepEqual(axis.lines([0, -Infinity, 0]), [[[1, 0], [1, -16]], [[3, -16], [3, 0]]]);
  assert.deepEqual(axis.lines([10, 20]), []);
  assert.deepEqual(axis.lines([18, -30]), [[[1 + 1 / 3, 2], [1 + 34 / 48, -16]]]);
  assert.deepEqual(axis.lines([1, NaN, 1]), [[[1, 1]], [[3, 1]]]);
});

test("a stretch outside knows its farthest step and its two ends", () => {
  const [leave] = axis.leaves([0, -20, -40, -30, 0]);
  assert.deepEqual({ ...leave, places: leave.places.map((t) => Math.round(t * 100) / 100) },
    { side: -1, t: 3, unit: -40, from: 2, to: 4, places: [4.47, 1.8] });
  assert.deepEqual(axis.leaves([NaN, 3, NaN])[0].places, []);
  assert.equal(axis.leaves([0, NaN, 1]).length, 0);
});

test("no point of any curve is drawn off the axis or along its edge", () => {
  const { lane } = open("beyond");
  const sizes = lane("sizes");
  for (const d of sizes.data.getContext("2d").drawn.filter((one) => one.op === "stroke" && one.lineWidth === 2.5)) {
    for (const [, , y] of d.path) assert.ok(y > sizes.top() - 0.01 && y < sizes.bottom + 0.01, String(y));
    for (let i = 1; i < d.path.length; i++) {
      const [[, , before], [kind, , y]] = [d.path[i - 1], d.path[i]];
      const edge = (value) => Math.abs(value - sizes.top()) < 0.01 || Math.abs(value - sizes.bottom) < 0.01;
      assert.ok(kind === "M" || !edge(before) || !edge(y), "a line runs along the edge");
    }
  }
});

test("words say how far each curve goes, and at which step", () => {
  const { lane, expected } = open("beyond");
  const sizes = lane("sizes");
  for (const [name, wanted] of Object.entries(expected.leaving)) {
    const notes = sizes.notes.filter((note) => note.curve.name === name);
    const found = notes.map(({ side, t, text }) => [side, t, text]);
    assert.deepEqual(found, wanted.map(([side, t, value]) => [side, t, `${value} at t = ${t}`]), name);
  }
  assert.deepEqual(expected.leaving.dying, [[-1, 1, "10⁻⁹¹"]]);
  assert.deepEqual(expected.leaving.exploding, [[1, 1, "2×10⁴"]]);
});

test("the words wait for their step, and none hides another", () => {
  const { lane, stage } = open("beyond", { p: 14 });
  const { canvas, notes } = lane("sizes");
  const said = (p) => {
    canvas.getContext("2d").drawn.length = 0;
    seek(stage, p);
    return texts(canvas).map((d) => d.text).filter((text) => text.includes("at t ="));
  };
  assert.deepEqual(said(19), ["3×10⁸ at t = 10"]); // step 10 is back at p = 2T + 1 - 10
  assert.deepEqual(said(28).sort(), notes.map((note) => note.text).sort());
  notes.forEach((one, i) => notes.slice(i + 1).forEach((two) => {
    const apart = Math.abs(one.y - two.y) >= 12 || Math.abs(one.start - two.start) > 60;
    assert.ok(apart, `${one.text} on ${two.text}`);
  }));
});

test("an arrow stands at the edge where the curve leaves", () => {
  const { lane, stage } = open("beyond");
  const sizes = lane("sizes");
  const arrows = sizes.data.getContext("2d").drawn.filter((d) => d.op === "fill" && d.path.length === 3
    && d.fillStyle === stage.theme.roles.rnn.color).map((d) => d.path);
  const t = 14 - 16 / 7; // where 10^(7 (t - 14)) passes 10^-16
  const [[, left, y], [, right], [, , tip]] = arrows.find((path) => path[0][2] === sizes.bottom);
  assert.ok(Math.abs((left + right) / 2 - sizes.x(t)) < 0.5);
  assert.ok(tip > y, "it points down");
});

test("on the wide axis the same curve is drawn whole, and every line of the grid is as far apart", () => {
  const { lane, stage } = open("beyond");
  const sizes = lane("sizes");
  sizes.range.button.fire("click");
  assert.equal(sizes.range.button.getAttribute("aria-pressed"), "true");
  assert.deepEqual(sizes.notes.map((note) => note.text), ["0 at t = 4"]);
  const share = (sizes.bottom - sizes.y(-91)) / sizes.bodyHeight;
  assert.ok(Math.abs(share - (300 - 91) / 600) < 1e-9);
  const ticks = sizes.scale.ticks().map(([unit]) => unit);
  assert.deepEqual([ticks[0], ticks.at(-1)], [-300, 300]);
  ticks.slice(1).forEach((unit, i) => assert.equal(unit - ticks[i], 50));
  assert.match(sizes.range.steps.textContent, /10⁵⁰/);
  stage.header.id = "another";
  stage.receive(packet("beyond").bytes);
  assert.equal(sizes.range.wide, true, "new numbers keep what the reader chose");
});

test("sizes are said in one digit", () => {
  assert.equal(formatSize(-91.0001, "overflow"), "10⁻⁹¹");
  assert.equal(formatSize(Math.log10(2e4), "overflow"), "2×10⁴");
  assert.equal(formatSize(Math.log10(9.7e5), "overflow"), "10⁶");
  assert.equal(formatSize(Infinity, "overflow"), "overflow");
});

test("a number that is asked for shows a question mark and is not read out", () => {
  const { lane } = open("beyond");
  const asked = lane("asked");
  assert.deepEqual([2, 3].map((t) => asked.read(t)), [["0", "0"], ["0", "?"]]);
  const marks = texts(asked.data).filter((d) => d.text === "?");
  assert.equal(marks.length, 1);
  assert.ok(Math.abs(marks[0].at[0] - asked.x(3)) < 0.01);
  assert.ok(marks[0].at[1] > asked.top() + asked.bodyHeight / 2);
});

test("no marks of Markdown are shown or spoken", () => {
  const { stage } = open("beyond");
  assert.equal(stage.lanesBox.getAttribute("aria-label"), "in bold words");
  assert.equal(stage.words.textContent, "in bold words");
  assert.equal(plain("it **falls** by `w`"), "it falls by w");
});

test("an axis that has 0 on it prints it, though it is not in the middle", () => {
  assert.deepEqual(new Axis([-1, 5], false).ticks().map(([, text]) => text), ["−1", "0", "5"]);
  assert.deepEqual(new Axis([0, 2], false).ticks().map(([, text]) => text), ["0", "1", "2"]);
});
