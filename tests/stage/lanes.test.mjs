// Heatmaps, bars and the sequence: each value in its column, its row, its colour, its height.

import assert from "node:assert/strict";
import { test } from "node:test";
import { open, stageModule, texts } from "./packets.mjs";

const { lookup } = await stageModule("colour.js");
const drawn = (layer, op) => layer.getContext("2d").drawn.filter((d) => d.op === op);

/** The heatmap's pixels, [r, g, b] at (column, row). */
function pixelsOf(lane) {
  const { image } = drawn(lane.data, "image")[0];
  const data = drawn(image, "pixels")[0].image;
  return (x, y) => [...data.data.slice(4 * (y * data.width + x), 4 * (y * data.width + x) + 3)];
}

function sameColour(found, wanted, where) {
  const apart = Math.max(...found.map((c, i) => Math.abs(c - wanted[i])));
  assert.ok(apart <= 3, `${where}: ${found}, not ${wanted}`);
}

test("a heatmap colours each value by its place on the fixed scale", () => {
  const { stage, expected, lane } = open("asymmetric");
  const { diverging } = stage.theme.roles.signal;
  const pixel = pixelsOf(lane("hidden"));
  const [low, high] = [-1, 1];
  expected.lanes[4].arrays.values.forEach((row, t) => row.forEach((text, unit) => {
    const share = (Number(text) - low) / (high - low);
    sameColour(pixel(t, unit), lookup(diverging)[Math.round(255 * share)], `t=${t + 1} unit ${unit + 1}`);
  }));
});

test("the colours' ends say where values lie beyond them", () => {
  const ends = (lane) => [lane.key.firstChild.textContent, lane.key.lastChild.textContent];
  assert.deepEqual(ends(open("asymmetric").lane("hidden")), ["−1", "1"]);
  assert.deepEqual(ends(open("extremes").lane("plain")), ["−1", "≥ 1"]);
});

test("errors are coloured by their size on the one logarithmic axis", () => {
  const { stage, expected, lane } = open("asymmetric");
  const { ramp } = stage.theme.roles.error;
  const pixel = pixelsOf(lane("error"));
  expected.lanes[5].arrays.values.forEach((row, t) => row.forEach((text, unit) => {
    const share = (Math.log10(Math.abs(Number(text))) + 16) / 18;
    sameColour(pixel(t, unit), lookup(ramp)[Math.round(255 * share)], `t=${t + 1} unit ${unit + 1}`);
  }));
});

test("a bar is as high as its loss and stands over its step, and none stands where none is", () => {
  const { lane } = open("asymmetric");
  const loss = lane("loss");
  const bars = drawn(loss.data, "rect");
  assert.equal(bars.length, 2);
  bars.forEach(({ box: [x, y, width, height] }, i) => {
    const step = 6 + i;
    assert.ok(Math.abs(x + width / 2 - (loss.left + ((step - 0.5) / 7) * loss.plot)) < 0.01);
    assert.ok(Math.abs(height / loss.bodyHeight - 0.1 * step) < 1e-6);
    assert.ok(Math.abs(y + height - loss.bottom) < 1e-6);
  });
  assert.deepEqual(texts(loss.data).map((d) => d.text), ["0.600", "0.700"]);
});

test("each symbol stands on its step, and the flags on those to remember", () => {
  const { lane } = open("asymmetric");
  const input = lane("input");
  const letters = texts(input.data).filter((d) => d.at[1] > 11);
  assert.equal(letters.map((d) => d.text).join(""), "aXaXXa?");
  letters.forEach((d, i) => assert.ok(Math.abs(d.at[0] - input.x(i + 1)) < 1));
  const flags = drawn(input.data, "fill").map((d) => (d.path[0][1] + d.path[1][1]) / 2);
  assert.deepEqual(flags.map((x) => Math.round(x)), [2, 4].map((t) => Math.round(input.x(t))));
});

test("real inputs are bars up for positive and down for negative values", () => {
  const { lane } = open("asymmetric");
  const reals = lane("reals");
  const bars = drawn(reals.data, "rect");
  assert.equal(bars.length, 14);
  bars.forEach(({ box: [, y, , height] }, i) => {
    const [row, step] = [Math.floor(i / 7), (i % 7) + 1];
    const zero = reals.top() + 30 * row + 2 + 13;
    const wanted = 13 * (row ? -step / 8 : step / 10);
    assert.ok(Math.abs(height - Math.abs(wanted)) < 0.01, `row ${row} t=${step}: ${height}`);
    assert.ok(Math.abs(y - (wanted > 0 ? zero - wanted : zero)) < 0.01);
  });
});
