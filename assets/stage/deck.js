// The bar of buttons above the lanes: play, steps, speed, and the phase in words.

import { glyph, iconButton, make, setText } from "./elements.js";
import { keepsakes } from "./keepsakes.js";
import { fill } from "./numbers.js";
import { phaseAt, stepAt } from "./time.js";
/** @import { Stage } from "./stage.js" */
/** @import { Phase, View } from "./types.d.ts" */

/** @param {Stage} stage */
export function buildBar(stage) {
  /**
   * @param {string} name
   * @param {string} icon
   * @param {() => void} act
   */
  const button = (name, icon, act) => iconButton(stage.labels, name, icon, act);
  stage.playButton = button("play", "play", () => stage.toggle());
  stage.playButton.classList.add("main");
  stage.speedText = make("output", { class: "speed" });
  stage.chip = make("div", { class: "chip" }, make("b"), make("span"));
  const bar = make("div", { class: "bar", role: "toolbar", "aria-label": stage.labels.region },
    make("div", { class: "set" },
      button("first", "first", () => stage.go(0)),
      button("back", "back", () => stage.nudge(-1)), stage.playButton,
      button("next", "next", () => stage.nudge(1)),
      button("last", "last", () => stage.go(2 * stage.T))),
    stage.chip,
    make("div", { class: "set", title: stage.labels.speed },
      button("slower", "slower", () => stage.changeSpeed(-1)), stage.speedText,
      button("faster", "faster", () => stage.changeSpeed(1))));
  stage.wholeButton = make("button", { type: "button", class: "whole", hidden: "",
    "aria-label": stage.labels.all_lanes, title: stage.labels.all_lanes,
    onclick: () => stage.showWhole(!stage.whole) });
  const sound = button("sound", "sound", () =>
    sound.setAttribute("aria-pressed", String(stage.sound.toggle())));
  sound.setAttribute("aria-pressed", "false");
  stage.soundButton = sound;
  bar.append(make("div", { class: "set tools" }, sound, ...keepsakes(stage, stage.labels)), stage.wholeButton);
  stage.changeSpeed(0);
  return bar;
}

/**
 * The phase and the step at a position, and both in words.
 * @param {Stage} stage
 * @param {number} p
 */
export function momentOf(stage, p) {
  const { T, labels } = stage;
  const live = stage.header.live !== null && stage.follow;
  const phase = phaseAt(p, T);
  const step = stepAt(p, T);
  const at = phase === "start" ? "" : fill(labels.at, { t: step, steps: T });
  return { phase, step, words: labels[live ? "phase_live" : `phase_${phase}`], at };
}

/**
 * Phase in words: the chip, the slider's text, and data attributes for tests.
 * @param {Stage} stage
 * @param {View} view
 */
export function describe(stage, { p }) {
  const { T } = stage;
  const { phase, step, words, at } = momentOf(stage, p);
  const arrow = phase === "forward" ? " →" : "← ";
  stage.chip.dataset.phase = phase;
  setText(stage.chip.firstChild, phase === "backward" ? arrow + words : phase === "forward" ? words + arrow : words);
  setText(stage.chip.lastChild, at);
  Object.assign(stage.root.dataset, { position: Math.round(p * 100) / 100, phase, step, ready: 1 });
  const label = stage.labels[stage.playing ? "pause" : p >= 2 * T ? "replay" : "play"];
  if (stage.playButton.title !== label) {
    stage.playButton.replaceChildren(glyph(stage.playing ? "pause" : "play"));
    stage.playButton.title = label;
    stage.playButton.setAttribute("aria-label", label);
  }
  const values = said(stage, step, p > T ? "backward" : "forward").slice(0, 4);
  setText(stage.headline, values.join(" · "));
  stage.rail.speak([words, at, values.join(stage.labels.comma)]);
}

/**
 * What one lane has to say of a step: the first that belongs to the sweep under way.
 * @param {Stage} stage
 * @param {number} step
 * @param {Phase} sweep
 */
function said(stage, step, sweep) {
  const saying = stage.lanes.filter((lane) => lane.headline(step).length);
  return (saying.find((lane) => lane.phase === sweep) ?? saying[0])?.headline(step) ?? [];
}
