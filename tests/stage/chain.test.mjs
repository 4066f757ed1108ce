// The unrolled unit: every number at its step, the error as large as it is, nothing on anything else.

import assert from "node:assert/strict";
import { test } from "node:test";
import { open, seek, stageModule } from "./packets.mjs";

const { chainNumber, discShare, setNumber } = await stageModule("lanes/chain.js");
const LABEL = "unrolled.lane";

/** The lane at a position, with what its last frame has drawn. */
function frame(p, width = 1090, log = false, height = 330) {
  const { stage, lane, expected } = open("chain", { width });
  const chain = lane(LABEL);
  if (log) chain.setLog(true);
  chain.spec.height = height;
  chain.resize();
  seek(stage, p - 1);
  const drawn = chain.canvas.getContext("2d").drawn;
  drawn.length = 0;
  seek(stage, p);
  const numbers = Object.fromEntries(Object.entries(expected.lanes[0].arrays).map(([row, values]) =>
    [row, values.map(([text]) => Number(text))]));
  const flat = drawn.filter((d) => d.op === "stroke" && d.path.length === 2 && d.path[0][2] === d.path[1][2])
    .map(({ path: [[, from, y], [, to]] }) => ({ left: Math.min(from, to), right: Math.max(from, to), y }));
  return { stage, chain, numbers, arrows: flat, texts: drawn.filter((d) => d.op === "text"),
    discs: drawn.filter((d) => d.op === "fill" && d.path[0]?.[0] === "O").map((d) => d.path[0].slice(1)) };
}

const near = (a, b, by = 0.6) => Math.abs(a - b) <= by;
const textAt = (texts, x, y) => texts.filter((d) => near(d.at[0], x) && near(d.at[1], y, 13)).map((d) => d.text);

test("each number stands at its step, and the withheld one is a question mark", () => {
  const { chain, numbers, texts, stage } = frame(16);
  assert.ok(Number.isNaN(numbers.error[6]), "it is not even sent");
  for (let t = 1; t <= stage.T; t++) {
    const place = t === 7 ? "error" : "number";
    const wanted = t === 7 ? "?" : chainNumber(numbers.error[t - 1], false);
    assert.ok(textAt(texts, chain.x(t), chain.y(place) + 0.5).includes(wanted), `ϑ(${t}) = ${wanted}`);
    assert.ok(textAt(texts, chain.x(t), chain.y("unit") + 0.5).includes(chainNumber(numbers.unit[t - 1], false)));
    assert.ok(textAt(texts, chain.x(t), chain.y("input") + 0.5).includes(setNumber(numbers.input[t - 1])));
  }
});

test("the factor at an arrow is what the error is multiplied by there", () => {
  const { chain, numbers, texts } = frame(16);
  for (let t = 1; t <= 5; t++) {
    const middle = (chain.x(t) + chain.x(t + 1)) / 2;
    const wanted = `×${chainNumber(numbers.back[t - 1], false)}`;
    assert.ok(texts.some((d) => d.text === wanted && near(d.at[0], middle)), wanted);
  }
  assert.ok(texts.some((d) => d.text === "×−1.3"));
});

test("a disc is as large as its error on the scale that is chosen", () => {
  for (const log of [false, true]) {
    const { chain, numbers, discs } = frame(16, 1090, log);
    for (const t of [1, 2, 3, 4, 5, 6, 8]) {
      const radius = chain.largest * discShare(numbers.error[t - 1], log);
      assert.ok(discs.some(([x, y, r]) => near(x, chain.x(t)) && near(y, chain.y("error")) && near(r, radius, 0.01)),
        `t = ${t}`);
    }
  }
  assert.equal(discShare(0.5, false), 0.5);
  assert.equal(discShare(7, false), 1);
  assert.equal(discShare(0.1, true), 5 / 7);
  assert.equal(discShare(0, true), 0);
});

test("no error is drawn before it has come back", () => {
  const { chain, texts, discs } = frame(8 + 2);
  const shown = texts.filter((d) => near(d.at[1], chain.y("number"), 13) && near(d.at[1], chain.y("number") + 6, 7));
  assert.deepEqual(shown.map((d) => d.at[0]), [chain.x(8)]); // step 7 is asked for
  assert.equal(discs.filter(([, y]) => near(y, chain.y("error"))).length, 1);
});

for (const [width, height, name] of [[290, 250, "the smallest phone"], [320, 250, "a small phone"], [356, 186, "a phone"],
  [480, 240, "half a screen"], [760, 380, "a bench"], [1090, 560, "a wide bench"]]) {
  test(`numbers never run into each other on ${name}`, () => {
    for (const log of [false, true]) {
      const { texts, chain, arrows } = frame(16, width, log, height);
      const boxes = texts.filter((d) => d.textAlign === "center").map((d) => {
        const wide = (6.4 / 12) * Math.min(12, chain.letters) * d.text.length;
        return { text: d.text, left: d.at[0] - wide / 2, right: d.at[0] + wide / 2, y: d.at[1] };
      });
      boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => {
        const apart = Math.abs(a.y - b.y) >= 11 || a.right <= b.left || b.right <= a.left;
        assert.ok(apart, `${a.text} on ${b.text} at ${width} px`);
      }));
      for (const { left, right, y } of arrows) for (const box of boxes) {
        const apart = Math.abs(box.y - y) >= 6 || right <= box.left || box.right <= left;
        assert.ok(apart, `an arrow on ${box.text} at ${width} px`);
      }
    }
  });
}

test("small, close and whole numbers in few letters", () => {
  assert.deepEqual([0.4231, -0.4231, 12.345, 0.0004, 0].map((v) => chainNumber(v, false)),
    ["0.423", "−0.423", "12.35", "4×10⁻⁴", "0"]);
  assert.deepEqual([0.4231, -0.4231, 12.345, 0.0042, 0.0004].map((v) => chainNumber(v, true)),
    [".42", "−.42", "12.3", ".004", "10⁻³"]);
  assert.deepEqual([1, 0.9996, 1.0002].map((v) => chainNumber(v, false)), ["1", "0.9996", "1.0002"]);
  assert.deepEqual([1, 0.9996, 0.9951, -1].map((v) => chainNumber(v, true)), ["1", ".9996", ".995", "−1"]);
  assert.deepEqual([0.8, -0.5, 1, 0, 10.5].map((v) => setNumber(v, false)), ["0.8", "−0.5", "1", "0", "10.5"]);
  assert.deepEqual([0.8, -0.5, 1, 0].map((v) => setNumber(v, true)), [".8", "−.5", "1", "0"]);
});
