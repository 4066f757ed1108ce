// What travels from Python (lstm97/figures/stage/packing.py writes it) and what the modules pass around.

export type Phase = "always" | "forward" | "loss" | "backward";
export type Scale = "sequential" | "diverging" | "linear" | "log";

/** An array in the packet: offset in floats, time steps, columns. */
export type Place = [number, number, number];

export interface NetworkSpec {
  key: string;
  name: string;
  role: string;
}

export interface EventSpec {
  step: number;
  text: string;
  network: string | null;
}

/** What every lane of a header has; `kind` says which of the others it is. */
export interface LaneBase {
  label: string;
  network: string | null;
  note: string;
  height: number | null;
  /** What the picture is for: the last to be left out where there is no room. */
  keep: boolean;
}

export interface SequenceSpec extends LaneBase {
  kind: "sequence";
  codes: Place | null;
  alphabet: string[];
  values: Place | null;
  names: string[];
  domain: [number, number];
  marks: number[];
  target: string;
}

export interface UnitsSpec extends LaneBase {
  kind: "units";
  values: Place;
  names: string[];
  role: string;
  scale: Scale;
  domain: [number, number];
  phase: Phase;
  /** The part of a cell whose values these are (a name of CellSpec.gates or .errors), or "". */
  part: string;
  /** Numbers withheld from the reader: step and row, both from 1. */
  asked: [number, number][];
}

export interface CurveSpec {
  name: string;
  values: Place;
  role: string;
  network: string | null;
  depth: number | null;
  source: number | null;
  phase: Phase | null;
}

export interface GhostSpec {
  name: string;
  lane: number;
  curves: CurveSpec[];
}

export interface CurvesSpec extends LaneBase {
  kind: "curves";
  curves: CurveSpec[];
  scale: Scale;
  domain: [number, number];
  phase: Phase;
  floor: number | null;
  guess: string;
  wide: boolean;
  events: EventSpec[];
}

export interface BarsSpec extends LaneBase {
  kind: "bars";
  values: Place;
  role: string;
  domain: [number, number];
  phase: Phase;
}

export interface CellSpec extends LaneBase {
  kind: "cell";
  gates: Record<string, Place>;
  errors: Record<string, Place>;
  cells: string[];
  cuts: string[];
  state_range: number;
  /** Weight and bias with which the output reads y_c (then `gates` has y_k), or null. */
  read: [number, number] | null;
  /** Recurrent arrows to draw from y_c into these nets; null draws no inputs of gates at all. */
  wires: string[] | null;
  domain: [number, number];
}

export type ChainRow = "input" | "unit" | "output" | "ahead" | "error" | "back" | "share";

export interface ChainSpec extends LaneBase {
  kind: "chain";
  values: Record<ChainRow, Place>;
  names: Record<ChainRow, string>;
  scale: "linear" | "log";
  /** Numbers withheld from the reader: row and step, from 1. */
  asked: [ChainRow, number][];
}

export type LaneSpec = SequenceSpec | UnitsSpec | CurvesSpec | BarsSpec | CellSpec | ChainSpec;

/** How a role looks: colour, dash and marker; ramps only where a lane needs one. */
export interface RoleLook {
  color: string;
  dash: number[];
  marker: Marker;
  ramp?: string[];
  diverging?: string[];
}

export type Marker =
  | "circle" | "ring" | "square" | "triangle" | "diamond" | "cross" | "plus" | "star";

export interface Look {
  muted: string;
  negative: string;
  roles: Record<string, RoleLook>;
}

/** A palette's look with what the page's theme adds. */
export interface Theme extends Look {
  dark: boolean;
  background: string;
  text: string;
  faint: string;
  line: string;
  font: string;
}

export interface Header {
  version: number;
  id: string;
  key: string;
  report: boolean | string[]; // all, none, or these of position, guess and wide
  count?: number;
  steps: number;
  layout: "stack" | "columns";
  start: number | null;
  /** It plays once by itself when it is shown first. */
  play: boolean;
  live: number | null;
  summary: string;
  /** What a saved picture is of, with its seed; shown nowhere else. */
  caption: string;
  labels: Record<string, string>;
  networks: NetworkSpec[];
  lanes: LaneSpec[];
  /** The last run, behind the curves of one lane. */
  ghost: GhostSpec | null;
  arrays: Place[];
  palette: { light: Look; dark: Look };
}

/** The newest steps first+1..last of every array of the scene whose id is `patch`. */
export interface Patch {
  version: number;
  key: string;
  patch: string;
  first: number;
  last: number;
  live: number | null;
}

/** A canvas that what is on the stage is copied to, `scale` times as large. */
export interface Sheet {
  canvas: HTMLCanvasElement;
  g: CanvasRenderingContext2D;
  scale: number;
  /** Of the picture, above the lines of its caption. */
  height: number;
  caption: string[];
  /** Where something of the stage stands on the sheet. */
  place: (one: Element) => { x: number; y: number; width: number; height: number };
}

/** What can be saved as a picture and as a film: a stage, or a ball on its map. */
export interface Player {
  /** Above, what says where it stands. */
  deck: HTMLElement;
  /** Below it, what is drawn. */
  lanesBox: HTMLElement;
  header: Pick<Header, "id" | "summary" | "caption">;
  theme: Theme;
  readonly dpr: number;
  playing: boolean;
  /** The film that is being recorded. */
  clip: { stop(): void } | null;
  /** Where it stands, in words; nothing at its end. */
  readonly standing: string;
  /** Draw all anew; `kept`, for a picture to take away, without what only a hand is told. */
  redraw(dpr: number, kept?: boolean): void;
  go(position: number): void;
  play(): void;
}

/** One frame: the play-head's place, the step under the cursor, whether all is drawn anew. */
export interface View {
  p: number;
  hover: number | null;
  full: boolean;
}

/** What the stage asks of a lane; those on the time axis have more (lanes/lane.js). */
export interface AnyLane {
  spec: LaneSpec;
  box: HTMLElement;
  canvas?: HTMLCanvasElement;
  phase?: Phase;
  axis?: boolean;
  ownAxis?: boolean;
  /** Pixels beyond the stage's scale, so that a column ends where its neighbour does. */
  extra: number;
  load(): void;
  renew(): void;
  /** Set aside the height that the lane takes at the scale of the stage. */
  reserve(): void;
  resize(): void;
  retheme(): void;
  paint(view: View): void;
  headline(step: number): string[];
  entries(): (string | (string | Node)[])[];
  read?(step: number): string[];
  readAt?(step: number, p: number, T: number): (string | null)[];
  phaseOf?(i: number): Phase;
  sketch?: { set(on: boolean): void } | null;
}

declare global {
  /** Scenes that arrived before their stage was mounted, by the key of their feed. */
  var lstm97Feeds: Map<string, Uint8Array<ArrayBuffer>> | undefined;
}
