// Letters can be read: none on a canvas is below 12 pixels, which projection doubles.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { open } from "./packets.mjs";

const CSS = readFileSync(new URL("../../assets/stage/stage.css", import.meta.url), "utf-8");

/** Texts drawn on any layer of any canvas of a stage. */
function lettersOf(stage) {
  const layers = [stage.rail, ...stage.lanes].flatMap((one) => [one.base, one.data, one.canvas]);
  return layers.filter(Boolean).flatMap((layer) => layer.getContext("2d").drawn.filter((d) => d.op === "text"));
}

for (const [name, width] of [["race", 1090], ["race", 356], ["asymmetric", 700], ["beyond", 500]]) {
  test(`no letter of ${name} at ${width} px is smaller than 12 px`, () => {
    const letters = lettersOf(open(name, { width }).stage);
    assert.ok(letters.length > 20);
    for (const { font, text } of letters) assert.ok(Number(font.match(/([\d.]+)px/)[1]) >= 12, `${text}: ${font}`);
  });
}

test("no letter of the style sheet is smaller than 12 px, none of the cell's drawing than 13 px on screen", () => {
  const widths = { all: 720, 719: 560, 560: 470, 469: 420, 419: 340 }; // the narrowest drawing each rule is for
  const blocks = CSS.split(/@container \(max-width: (\d+)px\)/);
  const sheets = [["all", blocks[0]]];
  for (let i = 1; i < blocks.length; i += 2) sheets.push([blocks[i], blocks[i + 1]]);
  assert.equal(sheets.length, 5);
  for (const [width, sheet] of sheets) {
    for (const [, selector, size] of sheet.matchAll(/^ *([^\n{}]*)\{[^}]*?font-size: ([\d.]+)px/gm)) {
      const zoom = selector.includes(".cell") ? widths[width] / 720 : 1;
      const least = selector.includes(".cell") ? 13 : 12;
      assert.ok(Number(size) * zoom >= least, `${selector} ${size}px at ${width}`);
    }
  }
});

test("rows too low for their names are named now and then, and never on top of each other", () => {
  const { stage } = open("race");
  for (const lane of stage.lanes.filter((one) => one.spec.kind === "units")) {
    const names = lane.base.getContext("2d").drawn.filter((d) => d.op === "text" && d.textAlign === "right");
    names.slice(1).forEach((d, i) => assert.ok(d.at[1] - names[i].at[1] >= 11.4));
  }
});

test("a cell's drawing stands below the columns, as wide as both", () => {
  const { stage } = open("race");
  const cell = stage.lanes.find((lane) => lane.spec.kind === "cell");
  assert.equal(cell.box.closest(".columns"), null);
  assert.ok(stage.lanes.find((lane) => lane.spec.kind === "units").box.closest(".columns"));
  assert.deepEqual(stage.lanes.map((lane) => lane.spec), stage.header.lanes);
});
