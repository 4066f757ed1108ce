// The packets that Python wrote for these tests, and the stage's own modules that read them.
//
// STAGE_PACKETS is the folder in which packets.py has put them; STAGE_MODULES, if given, is a copy
// of assets/stage (with a fault in it, see mutants.py).

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { box, nextFrame } from "./document.mjs";

const HOME = new URL("../../assets/stage/", import.meta.url);
const MODULES = process.env.STAGE_MODULES ? pathToFileURL(`${process.env.STAGE_MODULES}/`) : HOME;
const PACKETS = pathToFileURL(`${process.env.STAGE_PACKETS}/`);

/** One of the stage's modules, such as "time.js". */
export const stageModule = (name) => import(new URL(name, MODULES));

/** A packet's bytes, and what Python expects of it (numbers are written as texts). */
export function packet(name) {
  return {
    bytes: new Uint8Array(readFileSync(new URL(`${name}.bin`, PACKETS))),
    expected: JSON.parse(readFileSync(new URL(`${name}.json`, PACKETS), "utf-8")),
  };
}

const { Stage } = await stageModule("stage.js");

/** A stage with the scene of a packet on it, at position p, drawn. */
export function open(name, { p = null, width } = {}) {
  const { bytes, expected } = packet(name);
  const stage = new Stage(box(width), "test");
  stage.receive(bytes);
  nextFrame();
  if (p !== null) seek(stage, p);
  return { stage, expected, lane: (label) => stage.lanes.find((lane) => lane.spec.label === label) };
}

export function seek(stage, p) {
  stage.go(p);
  nextFrame();
}

/** A number back from its text on screen: "−1.3×10⁻⁴", "0.500", "overflow", "–". */
export function parsed(text) {
  if (text === "–") return NaN;
  if (text === "overflow") return Infinity;
  const [mantissa, exponent = ""] = text.replace("−", "-").split("×10");
  const digits = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  const plain = [...exponent].map((c) => (c === "⁻" ? "-" : digits.indexOf(c))).join("");
  return Number(`${mantissa}e${plain || 0}`);
}

export const drawnOn = (canvas) => canvas.getContext("2d").drawn;
export const texts = (canvas) => drawnOn(canvas).filter((d) => d.op === "text");
