// The bar of buttons above the lanes: play, steps, speed, and the phase in words.

import { glyph, make } from "./elements.js";

export function buildBar(stage) {
  const button = (name, icon, act) => make("button", {
    type: "button", "aria-label": stage.labels[name], title: stage.labels[name], "data-act": name,
    onclick: act,
  }, glyph(icon));
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
  stage.changeSpeed(0);
  return bar;
}
