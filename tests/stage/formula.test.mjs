// Pressing a part of the cell opens its formula, with numbers that make it true, and marks its lane.

import assert from "node:assert/strict";
import { test } from "node:test";
import { nextFrame } from "./document.mjs";
import { open, parsed, seek } from "./packets.mjs";

function opened(name, p, part) {
  const { stage } = open(name, { p });
  const cell = stage.lanes.find((lane) => lane.spec.kind === "cell");
  cell.formula.keys[part].fire("click");
  nextFrame();
  return { stage, cell, text: cell.formula.box.textContent };
}

/** The numbers of the last two sides of a formula. */
const sides = (text) => text.split(" = ").slice(-2).map((side) => side.replace(/[()]/g, "").split(/ [+·] /).map(parsed));

test("the state is what was there and what the gate lets in", () => {
  const { text } = opened("asymmetric", 5, "s");
  assert.equal(text, "sc(5) = sc(4) + yin(5) · g(netc(5)) = 0 + 0.250 · 0.500 = 0.500");
});

test("all of a gate opens its formula", () => {
  const { cell } = opened("race", 1, "s");
  for (const gate of ["y_in", "y_out"]) {
    const [x, y, r] = [...cell.dials[gate], 19];
    const keys = Object.entries(cell.formula.keys).filter(([, key]) => {
      const [left, top, width, height] = ["x", "y", "width", "height"].map((name) => Number(key.getAttribute(name)));
      return x - r >= left && x + r <= left + width && y - r >= top && y + r <= top + height;
    });
    assert.deepEqual(keys.map(([name]) => name), [gate]);
  }
});

test("a negative number behind a sign stands in brackets", () => {
  const { stage, cell } = opened("race", 1, "s");
  const told = Array.from({ length: stage.T }, (_, i) => cell.formula.text("s", i + 1, stage.T));
  assert.ok(told.some((text) => /[·+] \(−[\d.]+\)/.test(text)), told[0]);
  for (const text of told) assert.doesNotMatch(text, /[·+] −/);
});

test("in the race the numbers of a formula make it true, at every step", () => {
  const { stage, cell } = opened("race", 1, "s");
  for (let t = 1; t <= stage.T; t++) {
    seek(stage, t);
    const [[before, gate, input], [after]] = sides(cell.formula.box.textContent);
    assert.ok(Math.abs(before + gate * input - after) < 2e-3, `t=${t}: ${cell.formula.box.textContent}`);
  }
  cell.formula.toggle("y_c");
  for (const t of [3, 50, 109]) {
    seek(stage, t);
    const [[gate, squashed], [output]] = sides(cell.formula.box.textContent);
    assert.ok(Math.abs(gate * squashed - output) < 1e-3);
  }
});

test("the error in the state is what came back and what enters", () => {
  const { stage, cell } = opened("race", 109, "e_s");
  assert.match(cell.formula.box.textContent, /= not yet$/);
  seek(stage, 110);
  const [[back, entered], [error]] = sides(cell.formula.box.textContent); // the last step
  assert.equal(back, 0);
  assert.ok(Math.abs(entered - error) <= 0.02 * Math.abs(error), cell.formula.box.textContent);
  seek(stage, 150);
  const [[kept, more], [same]] = sides(cell.formula.box.textContent);
  assert.deepEqual([kept, more], [same, 0]);
});

test("the formula follows the step, the lane is marked, and a second press shuts both", () => {
  const { stage, cell } = opened("race", 20, "s");
  const lane = stage.lanes.find((one) => one.spec.part === "s");
  assert.match(cell.formula.box.textContent, /^sc\(20\)/);
  seek(stage, 21);
  assert.match(cell.formula.box.textContent, /^sc\(21\)/);
  assert.ok(lane.box.classList.contains("pointed"));
  assert.equal(stage.lanes.filter((one) => one.box.classList.contains("pointed")).length, 1);
  cell.formula.keys.s.fire("keydown", { key: "Enter" });
  assert.equal(cell.formula.box.hidden, true);
  assert.ok(!lane.box.classList.contains("pointed"));
});

test("every part that is drawn can be pressed by key, and says what it is", () => {
  const { cell } = opened("asymmetric", 14, "g");
  const parts = [...Object.keys(cell.spec.gates), ...Object.keys(cell.spec.errors)];
  assert.deepEqual(Object.keys(cell.formula.keys).sort(), parts.sort());
  for (const [name, key] of Object.entries(cell.formula.keys)) {
    assert.equal(key.getAttribute("tabindex"), "0");
    assert.equal(key.getAttribute("role"), "button");
    assert.match(key.getAttribute("aria-label"), /^Formula: \w/);
    for (const size of ["width", "height"]) assert.ok(Number(key.getAttribute(size)) >= 80, `${name}: a finger's width`);
    cell.formula.open = "";
    cell.formula.toggle(name);
    assert.match(cell.formula.text(name, 3, 14), /= [−\d.×⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+$/, name);
  }
});
