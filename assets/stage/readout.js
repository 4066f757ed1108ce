// The read-out: every value at the play-head, in words and digits.

import { make, setText } from "./elements.js";
import { fill, plain } from "./numbers.js";
import { isShown, stepAt } from "./time.js";
/** @import { Stage } from "./stage.js" */
/** @import { AnyLane, NetworkSpec, View } from "./types.d.ts" */

/** @typedef {{ lane: AnyLane, cells: HTMLElement[] }} Row */

/** A panel with every value at the play-head, or under the cursor while it hovers. */
export class Readout {
  /** @param {Stage} stage */
  constructor(stage) {
    this.stage = stage;
    this.title = make("h4");
    this.list = make("div", { class: "values", tabindex: "0", role: "group" });
    /** @type {Row[] | null} */
    this.rows = null;
    this.painted = 0;
    this.box = make("aside", { class: "readout" }, this.title, this.list);
  }

  build() {
    this.rows = null;
    this.list.setAttribute("aria-label", fill(this.stage.labels.values_at, { t: "" }).trim());
  }

  /**
   * It stays in view where the window holds it whole and never scrolls within itself: in a box of
   * given height the lines that would be cut are left out.
   */
  fit() {
    const room = this.stage.fitted ? this.stage.root.clientHeight - 16 : Infinity;
    const lines = /** @type {HTMLElement[]} */ ([...this.list.children]);
    for (const line of lines) line.hidden = false;
    for (const line of lines) line.hidden = line.offsetTop + line.offsetHeight > room;
    this.box.classList.toggle("short", this.box.scrollHeight < window.innerHeight - 32);
  }

  /** One line a lane, built when the arrays are known. */
  fillRows() {
    const { lanes, header } = this.stage;
    /** @type {string | null} */
    let network = null;
    this.list.replaceChildren();
    return lanes.map((lane) => {
      const { network: key } = lane.spec;
      if (key && key !== network) this.addHeading(header.networks.find((item) => item.key === key));
      network = key;
      const names = lane.entries();
      const cells = names.map(() => make("b"));
      const long = names.some((name) => typeof name === "string" && name.length > 6);
      this.list.append(make("div", { class: "line" }, make("span", { class: "what" }, plain(lane.spec.label)),
        make("span", { class: long ? "all long" : "all" }, ...names.map((name, i) =>
          make("span", {}, name.length ? make("i", {}, ...[name].flat()) : null, cells[i])))));
      return { lane, cells };
    });
  }

  /** @param {NetworkSpec | undefined} network */
  addHeading(network) {
    if (!network) return;
    this.list.append(make("h5", { style: `color:var(--role-${network.role})` }, network.name));
  }

  /** @param {View} view */
  paint({ p, hover, full }) {
    const { stage } = this;
    const now = performance.now();
    if (full && !stage.playing) this.rows = null;
    if (stage.playing && now - this.painted < 60) return;
    this.painted = now;
    if (!this.rows) {
      this.rows = this.fillRows();
      this.fit();
    }
    const step = hover ?? stepAt(p, stage.T);
    const title = hover ? "values_under" : "values_at";
    setText(this.title, fill(stage.labels[title], { t: step, steps: stage.T }));
    for (const { lane, cells } of this.rows) {
      const texts = this.textsOf(lane, step, Math.ceil(p));
      cells.forEach((node, i) => {
        setText(node, texts[i] ?? "·");
        node.classList.toggle("hidden", texts[i] === null || texts[i] === undefined);
      });
    }
  }

  /**
   * @param {AnyLane} lane
   * @param {number} step
   * @param {number} p
   * @returns {(string | null)[]}
   */
  textsOf(lane, step, p) {
    const { T, labels } = this.stage;
    if (lane.readAt) return lane.readAt(step, p, T);
    let told = false;
    return (lane.read?.(step) ?? []).map((text, i) => {
      if (isShown(lane.phaseOf?.(i) ?? "always", step, p, T)) return text;
      if (told) return null;
      told = true;
      return labels.hidden;
    });
  }
}
