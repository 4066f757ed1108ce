// The memory cell's drawing: level, valves, flows and arrows by the numbers of its step and cell.

import assert from "node:assert/strict";
import { test } from "node:test";
import { open, seek } from "./packets.mjs";

const number = (node, name) => Number(node.getAttribute(name));

/** The drawing at position p, for a cell, and the numbers Python has for its step. */
function at(p, cell = 0) {
  const { stage, expected, lane } = open("asymmetric", { p });
  const drawing = lane("cell");
  drawing.cell = cell;
  stage.invalidate(true);
  seek(stage, p);
  const value = (name, t) => Number(expected.lanes.at(-1).arrays[name][t - 1][cell]);
  return { parts: drawing.parts, value, stage, drawing };
}

test("the tank is filled up for positive, down for negative states", () => {
  for (const cell of [0, 1]) {
    for (let t = 1; t <= 7; t++) {
      const { parts, value } = at(t, cell);
      const share = value("s", t) / 2; // state_range
      const wanted = Math.min(1, Math.abs(share)) * 57;
      assert.ok(Math.abs(number(parts.level, "height") - wanted) < 1e-4, `t=${t} cell ${cell}`);
      assert.ok(Math.abs(number(parts.level, "y") - (share >= 0 ? 190 - wanted : 190)) < 1e-4);
      assert.equal(parts.level.classList.contains("negative"), share < 0);
    }
  }
});

test("a valve opens as far as its gate", () => {
  for (const [t, cell] of [[2, 0], [6, 1]]) {
    const { parts, value } = at(t, cell);
    for (const gate of ["y_in", "y_out"]) {
      const jaw = 24 - 20 * value(gate, t);
      assert.ok(Math.abs(number(parts[`${gate}:top`], "height") - jaw) < 1e-4, gate);
      assert.ok(Math.abs(number(parts[`${gate}:bottom`], "height") - jaw) < 1e-4, gate);
    }
  }
});

test("a stream is as thick as what flows in it", () => {
  for (const [t, cell] of [[5, 0], [1, 0], [6, 1]]) {
    const { parts, value } = at(t, cell);
    const wanted = { net_c: value("net_c", t) / 4, g: value("g", t) / 2,
      written: (value("y_in", t) * value("g", t)) / 2, h: value("h", t), y_c: value("y_c", t) };
    for (const [name, amount] of Object.entries(wanted)) {
      const [, top] = parts[name].getAttribute("d").match(/^M\d+ ([\d.]+)/);
      assert.ok(Math.abs(190 - Number(top) - 17 * Math.min(1, Math.abs(amount))) < 1e-4, `${name} at t=${t}`);
      assert.equal(parts[name].classList.contains("negative"), amount < 0, name);
    }
  }
});

test("an error arrow is as thick as its error is high on the axis, and waits for the error", () => {
  for (const [p, t] of [[9, 6], [14, 1]]) {
    const { parts, value } = at(p, 1);
    for (const name of ["e_s", "d_net_c", "d_net_in", "d_net_out"]) {
      const share = (Math.log10(Math.abs(value(name, t))) + 16) / 18;
      assert.ok(Math.abs(Number(parts[name].style.strokeWidth) - (1 + 11 * share)) < 1e-3, name);
    }
  }
  const { parts } = at(7);
  assert.equal(parts.e_s.style.strokeWidth, "0");
  assert.equal(parts["e_s:label"].textContent, "");
});

test("symbols carry the numbers of this step, errors theirs", () => {
  const { parts, stage, drawing } = at(12, 0); // the error is back at t = 3
  assert.equal(parts["text:s"].textContent, "−0.500");
  assert.equal(parts["text:y_out"].textContent, "0.760");
  assert.equal(parts["e_s:label"].textContent, "es 1.0×10⁻⁴");
  assert.deepEqual(drawing.readAt(3, 12, stage.T).slice(0, 3), ["0.150", "0.760", "0.000"].map((text, i) => (i === 2 ? "0" : text)));
});

test("scissors stand only where the error is cut", () => {
  const { drawing } = at(14);
  const scissors = drawing.svg.querySelectorAll(".scissors");
  assert.equal(scissors.length, 1);
  assert.match(scissors[0].getAttribute("transform"), /^translate\(254 348\)/);
});
