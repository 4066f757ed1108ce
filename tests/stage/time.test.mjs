// A position p of the play-head reveals what Python says it reveals, and nothing before it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { packet, stageModule } from "./packets.mjs";

const { isShown, phaseAt, shownShare, stepAt, sweepSeconds } = await stageModule("time.js");
const moments = packet("time").expected;

test("each sweep reveals the steps that Python lists", () => {
  for (const { phase, p, T, steps } of moments) {
    const shown = Array.from({ length: T }, (_, i) => i + 1).filter((t) => isShown(phase, t, p, T));
    assert.deepEqual(shown, steps, `${phase} at p = ${p} of T = ${T}`);
  }
});

test("the share of the axis that is uncovered holds exactly these steps", () => {
  for (const { phase, p, T, steps } of moments) {
    const [from, to] = shownShare(phase, p, T);
    const inside = Array.from({ length: T }, (_, i) => i + 1)
      .filter((t) => (t - 0.5) / T > from && (t - 0.5) / T < to);
    assert.deepEqual(inside, steps, `${phase} at p = ${p} of T = ${T}`);
  }
});

test("nothing of the error is shown at the loss, all of it at the end", () => {
  for (let t = 1; t <= 5; t++) {
    assert.equal(isShown("backward", t, 5, 5), false);
    assert.equal(isShown("backward", t, 10, 5), true);
  }
});

test("the play-head stands at the step that was revealed last", () => {
  const steps = Array.from({ length: 11 }, (_, p) => stepAt(p, 5));
  assert.deepEqual(steps, [1, 1, 2, 3, 4, 5, 5, 4, 3, 2, 1]);
  const phases = Array.from({ length: 11 }, (_, p) => phaseAt(p, 5));
  assert.deepEqual(phases, ["start", ...Array(4).fill("forward"), "loss",
    ...Array(4).fill("backward"), "done"]);
  assert.equal(stepAt(7.4, 5), 3);
  assert.equal(stepAt(1.2, 5), 2);
});

test("a short sweep can be followed, and a long one bores nobody", () => {
  assert.deepEqual([3, 5, 10, 20, 30, 1000].map(sweepSeconds), [2, 2, 2, 4, 6, 6]);
});
