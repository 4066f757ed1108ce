// Sections: which lane is of which kind, and which lanes of a network stand together.

import { make } from "./elements.js";
import { BarsLane } from "./lanes/bars.js";
import { CellLane } from "./lanes/cell.js";
import { ChainLane } from "./lanes/chain.js";
import { CurvesLane } from "./lanes/curves.js";
import { Lane } from "./lanes/lane.js";
import { SequenceLane } from "./lanes/sequence.js";
import { UnitsLane } from "./lanes/units.js";
import { plain } from "./numbers.js";
import { swatch } from "./theme.js";
/** @import { Stage } from "./stage.js" */
/** @import { AnyLane, LaneSpec } from "./types.d.ts" */

/** @typedef {{ network: string | null, box: HTMLElement, last: Lane<any> | null }} Section */

/** @type {{ [Kind in LaneSpec["kind"]]: new (stage: Stage, spec: any) => AnyLane }} */
const KINDS = { sequence: SequenceLane, units: UnitsLane, curves: CurvesLane, bars: BarsLane,
  cell: CellLane, chain: ChainLane };

/**
 * Neighbouring lanes of one network form a section; in columns, networks stand side by side. A
 * drawing of a cell is wide and high: it stands below its columns, where nothing stays white beside it.
 * @param {Stage} stage
 */
export function buildLanes(stage) {
  stage.lanes = [];
  /** @type {Section | null} */
  let section = null;
  /** @type {HTMLElement | null} */
  let row = null;
  for (const spec of stage.header.lanes) {
    const network = spec.network ?? null;
    if (row && spec.kind === "cell") {
      const cell = new CellLane(stage, spec);
      const box = buildSection(stage, network);
      box.setAttribute("aria-label", [box.getAttribute("aria-label"), plain(spec.label)].join(stage.labels.comma));
      box.append(cell.box);
      stage.lanesBox.append(box);
      stage.lanes.push(cell);
      continue;
    }
    if (!section || section.network !== network) {
      section = { network, box: buildSection(stage, network), last: null };
      const aside = network !== null && stage.header.layout === "columns";
      if (!aside) row = null;
      else if (!row) stage.lanesBox.append((row = make("div", { class: "columns" })));
      (row ?? stage.lanesBox).append(section.box);
    }
    const lane = new KINDS[spec.kind](stage, spec);
    section.box.append(lane.box);
    stage.lanes.push(lane);
    if (lane instanceof Lane) {
      if (section.last) section.last.axis = section.last.ownAxis;
      lane.axis = true;
      section.last = lane;
    }
  }
}

/**
 * @param {Stage} stage
 * @param {string | null} key
 */
function buildSection(stage, key) {
  const network = stage.header.networks.find((item) => item.key === key);
  const box = make("section", { class: network ? "network" : "shared" });
  if (network) {
    box.dataset.role = network.role;
    box.append(make("h3", {}, swatch(stage.theme, network.role), network.name));
    box.setAttribute("aria-label", network.name);
  }
  return box;
}
