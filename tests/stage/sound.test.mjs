// What is heard and what is said on the way is what the numbers are.

import assert from "node:assert/strict";
import { test } from "node:test";
import { open, seek, stageModule } from "./packets.mjs";

const { Sound, tonesAt, voicesOf } = await stageModule("sound.js");
const { fitLanes } = await stageModule("fit.js");
const { logSize } = await stageModule("packet.js");
const { milestones } = await stageModule("milestones.js");
const { captionOf, wrapped } = await stageModule("picture.js");
const { linkIn } = await stageModule("link.js");

test("a tone is as high as its error on the fixed scale, one network left and one right", () => {
  const { stage } = open("asymmetric");
  const [left, right, ...more] = tonesAt(stage, 5, 14); // 1e-4 and 0.2; the bound is silent
  assert.equal(more.length, 0);
  assert.deepEqual([left.side, right.side], [-1, 1]);
  assert.ok(Math.abs(left.hertz - 110 * 2 ** (5 * (12 / 18))) < 0.1);
  assert.ok(Math.abs(right.hertz - 110 * 2 ** (5 * ((16 + Math.log10(0.2)) / 18))) < 0.1);
  assert.deepEqual(tonesAt(stage, 5, 9), [], "the error is not there yet");
  assert.deepEqual(tonesAt(stage, 1, 14).map(({ side }) => side), [-1], "zero is silent");
});

test("without curves the largest of the error rows is heard, without these the unit or cell", () => {
  const { stage } = open("asymmetric");
  const rows = stage.lanes.filter((one) => one.spec.scale === "log" && one.spec.kind === "units");
  assert.ok(rows.length);
  stage.lanes = rows.slice(0, 1);
  const [voice, ...more] = voicesOf(stage);
  assert.equal(more.length, 0);
  const sizes = rows[0].values.columns;
  const shown = Array.from({ length: sizes }, (_, column) => logSize(rows[0].values.at(5, column)));
  assert.equal(voice(5), Math.max(...shown));
  assert.equal(tonesAt(stage, 5, 9).length, 0, "the error is not there yet");
  assert.equal(tonesAt(stage, 5, 14)[0].side, 0);
  const { stage: unit } = open("chain");
  const error = unit.lanes[0].rows.get("error");
  assert.equal(voicesOf(unit)[0](7), Math.log10(Math.abs(error.at(7))));
  const { stage: cell } = open("wired");
  cell.lanes.at(-1).cell = 1;
  assert.ok(Math.abs(voicesOf(cell)[0](5) - Math.log10(2) * (5 - 7)) < 1e-4, "the second cell's");
});

test("the button is there where there is something to hear, and nowhere else", () => {
  assert.equal(open("chain").stage.soundButton.hidden, false);
  assert.equal(open("asymmetric").stage.soundButton.hidden, false);
  assert.equal(open("drawn").stage.soundButton.hidden, true, "the error is not on the stage yet");
});

test("a phone has a button for the rest of the bar where no lane is left out, too", () => {
  const { stage } = open("chain");
  stage.root.classList.toggle("narrow", true);
  fitLanes(stage);
  assert.deepEqual([stage.wholeButton.hidden, stage.wholeButton.textContent], [false, "…"]);
  assert.equal(stage.wholeButton.title, stage.labels.tools);
  stage.root.classList.toggle("narrow", false);
  fitLanes(stage);
  assert.equal(stage.wholeButton.hidden, true);
});

test("it is off by default, plays a step once, and only while the stage plays", () => {
  const { stage } = open("asymmetric");
  assert.equal(stage.sound.on, false);
  const sound = new Sound(stage);
  const heard = [];
  globalThis.AudioContext = class {
    currentTime = 1;
  };
  sound.tone = (_, now, hertz, side) => heard.push([hertz, side]);
  sound.play(5, 14);
  assert.equal(sound.toggle(), true);
  sound.play(5, 14);
  assert.equal(heard.length, 0);
  stage.playing = true;
  sound.play(5, 14);
  sound.play(5, 14);
  sound.play(4, 14); // too soon
  assert.equal(heard.length, 2);
  sound.context.currentTime = 2;
  sound.play(4, 14);
  assert.equal(heard.length, 4);
});

test("milestones come in their order, each once", () => {
  const { stage } = open("asymmetric");
  assert.deepEqual(milestones(stage, 6), []);
  assert.deepEqual(milestones(stage, 7), ["Loss", "LSTM 1997 loss: 0.700"]);
  const back = milestones(stage, 10).slice(2);
  assert.deepEqual(back, ["RNN: effective depth 2"]);
  assert.equal(milestones(stage, 14).at(-1), "Both sweeps done");
});

test("a live region says what is new, and nothing of a picture that opens finished", () => {
  const { stage } = open("asymmetric");
  const { box } = stage.announcer;
  assert.equal(box.getAttribute("aria-live"), "polite");
  assert.equal(box.textContent, "");
  seek(stage, 8);
  assert.equal(box.textContent, "");
  seek(stage, 10);
  assert.equal(box.textContent, "RNN: effective depth 2");
});

test("a saved picture says what it is of, its seed, and where it comes from", () => {
  const { stage } = open("beyond");
  assert.deepEqual(captionOf(stage, "http://here/race?seed=3"),
    ["in bold words", "The race · seed 3", "http://here/race?seed=3"]);
});

test("a picture that is saved on the way says at which moment; one of the end needs no word", () => {
  const { stage } = open("beyond");
  const { T } = stage;
  const below = (/** @type {number} */ position) => {
    seek(stage, position);
    return captionOf(stage, "", stage.standing);
  };
  assert.deepEqual(below(2 * T), ["in bold words", "The race · seed 3"]);
  assert.deepEqual(below(2), ["in bold words", `Forward sweep, t = 2 of ${T}`, "The race · seed 3"]);
  assert.deepEqual(below(2 * T - 1)[1], `Error running back, t = 2 of ${T}`);
  assert.deepEqual(below(0)[1], "Ready");
});

test("a line of a caption begins with no mark that belongs to the line before", () => {
  const g = { font: "", measureText: (/** @type {string} */ text) => ({ width: [...text].length }) };
  assert.deepEqual(wrapped(g, ["到第一步，剩一成。"], 4, "any"), ["到第一", "步，剩一", "成。"]);
  assert.deepEqual(wrapped(g, ["4.4×10⁻⁵ 倍，有效深度"], 9, "any"), ["4.4×10⁻⁵ ", "倍，有效深度"]);
  assert.deepEqual(wrapped(g, ["one two three"], 8, "any"), ["one two ", "three"]);
});

test("a link on a picture names the language that it was made in", () => {
  assert.equal(linkIn("http://here/race?seed=3&v=1", "en"), "http://here/race?lang=en&seed=3&v=1");
  assert.equal(linkIn("http://here/race", "zh"), "http://here/race?lang=zh");
  assert.equal(linkIn("https://here/race?lang=zh&at=2,8#end", "en"), "https://here/race?lang=zh&at=2,8#end");
  assert.equal(linkIn("http://here/race#end", "en"), "http://here/race?lang=en#end");
  assert.equal(linkIn("http://here/race?present=45&seed=3&embed=true", "en"), "http://here/race?lang=en&seed=3");
  assert.equal(linkIn("http://here/race", ""), "http://here/race");
  assert.equal(linkIn("file:///home/race.html", "en"), "file:///home/race.html");
});
