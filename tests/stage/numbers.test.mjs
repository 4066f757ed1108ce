// Numbers are written as Python writes them, and steps are numbered without running into each other.

import assert from "node:assert/strict";
import { test } from "node:test";
import { open, packet, parsed, stageModule } from "./packets.mjs";

const { fill, formatBrief, formatCode, formatLog, formatNumber, formatSize, niceTicks } = await stageModule("numbers.js");

for (const name of ["asymmetric", "extremes"]) {
  test(`the read-out of ${name} says the texts that Python writes`, () => {
    const { stage, expected } = open(name);
    stage.lanes.forEach((lane, i) => {
      if (lane.spec.kind === "sequence") return;
      const rows = Object.values(expected.lanes[i].texts);
      for (let t = 1; t <= stage.T; t++) {
        const wanted = rows.flatMap((row) => (lane.spec.kind === "cell" ? row[t - 1][0] : row[t - 1]));
        const found = lane.readAt ? lane.readAt(t, 2 * stage.T, stage.T) : lane.read(t);
        assert.deepEqual(found, wanted, `${lane.spec.label} at t = ${t}`);
      }
    });
  });
}

test("the race reads the engine's numbers to the digits it shows", () => {
  const { stage, expected } = open("race");
  let compared = 0;
  stage.lanes.forEach((lane, i) => {
    if (lane.spec.kind === "sequence") return;
    const rows = Object.values(expected.lanes[i].arrays);
    for (let t = 1; t <= stage.T; t++) {
      const wanted = rows.flatMap((row) => (lane.spec.kind === "cell" ? row[t - 1][0] : row[t - 1])).map(Number);
      const found = lane.readAt ? lane.readAt(t, 2 * stage.T, stage.T) : lane.read(t);
      found.forEach((text, column) => {
        const [value, number] = [wanted[column], parsed(text)];
        if (Number.isNaN(value)) return assert.equal(text, "–");
        const size = Math.abs(value);
        const digit = text.includes("×") ? 10 ** (Math.floor(Math.log10(size)) - 1)
          : 10 ** -(text.split(".")[1] ?? "").length;
        compared += 1;
        return assert.ok(Math.abs(number - value) <= 0.51 * digit + 1e-4 * size || size === 0,
          `${lane.spec.label} t=${t}: ${text}, not ${value}`);
      });
    }
  });
  assert.ok(compared > 2000, `only ${compared} numbers compared`);
});

test("mantissa and exponent carry over", () => {
  assert.equal(formatLog(-4.0001, 1), "1.0×10⁻⁴");
  assert.equal(formatLog(Math.log10(9.96e5), -1), "−1.0×10⁶");
  assert.equal(formatLog(Math.log10(4.2e-91), 1), "4.2×10⁻⁹¹");
  assert.equal(formatNumber(-0.5, "too large"), "−0.500");
  assert.equal(formatNumber(-Infinity, "too large"), "too large");
  assert.equal(formatBrief(-0.5, "too large"), "−0.500");
  assert.equal(formatBrief(-1.3e-19, "too large"), "−10⁻¹⁹");
  assert.equal(formatBrief(2.8e-19, "too large"), "3×10⁻¹⁹");
  assert.equal(formatBrief(0, "too large"), "0");
});

test("a size that was too small to hold is no 0", () => {
  assert.equal(formatSize(Math.log10(5e-324), "too large"), "<10⁻³²³");
  assert.equal(formatSize(Math.log10(1e-322), "too large"), "10⁻³²²");
  assert.equal(formatCode(400 + Math.log10(5e-324), "too large"), "<10⁻³²³");
  assert.equal(formatCode(0, "too large"), "0");
});

test("only what is 1 reads as 1", () => {
  assert.deepEqual([1, -1, 0.9996, 1.0004, 0.99996, 1.0000001].map((v) => formatNumber(v, "")),
    ["1", "−1", "0.9996", "1.0004", "0.99996", "1.0000001"]);
  assert.deepEqual([400, -400, 400 + Math.log10(0.9996), 400 - 2 ** -15, -400 - 2 ** -15].map((v) => formatCode(v, "")),
    ["1", "−1", "0.9996", "≈1", "≈−1"]);
});

test("steps below a line are in order, start at 1, end at T, and stand apart", () => {
  for (const T of [1, 2, 7, 12, 100, 109, 1000, 1090]) {
    for (const width of [120, 300, 700, 1100]) {
      const ticks = niceTicks(T, width);
      assert.equal(ticks[0], 1);
      assert.equal(ticks.at(-1), T);
      ticks.slice(1).forEach((t, i) => {
        const digits = String(t).length + String(ticks[i]).length;
        assert.ok(((t - ticks[i]) * width) / T > digits * (t === T ? 6.2 : 3.5), `${ticks[i]} ${t} of ${T} on ${width}`);
      });
    }
  }
});

test("slots are filled, and one that is unknown stays to be seen", () => {
  assert.equal(fill("t = {t} of {steps}", { t: 3, steps: 9 }), "t = 3 of 9");
  assert.equal(fill("{t} {other}", { t: 0 }), "0 {other}");
  assert.equal(packet("asymmetric").expected.steps, 7);
});
