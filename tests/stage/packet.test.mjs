// What Python packed arrives whole: every number of every array, at its step and column.

import assert from "node:assert/strict";
import { test } from "node:test";
import { packet, stageModule } from "./packets.mjs";

const { Table, logSize, openEnvelope, structureOf } = await stageModule("packet.js");

/** The places of a lane's arrays in the packet, by the names that Python gave them. */
function placesOf(spec) {
  if (spec.kind === "cell") return { ...spec.gates, ...spec.errors };
  if (spec.kind === "curves") return Object.fromEntries(spec.curves.map((c) => [c.name, c.values]));
  return spec.codes ? { codes: spec.codes } : { values: spec.values };
}

const isLog = (spec, name) => spec.scale === "log" || (spec.kind === "cell" && name in spec.errors);

function close(found, wanted, share, where) {
  if (Number.isNaN(wanted) || !Number.isFinite(wanted)) assert.equal(found, wanted, where);
  else assert.ok(Math.abs(found - wanted) <= share * Math.abs(wanted), `${where}: ${found}, not ${wanted}`);
}

for (const name of ["asymmetric", "extremes", "race"]) {
  test(`every number of ${name} is where the header says`, () => {
    const { bytes, expected } = packet(name);
    const { header, values } = openEnvelope(bytes);
    assert.equal(header.steps, expected.steps);
    header.lanes.forEach((spec, i) => {
      const places = placesOf(spec);
      for (const [key, rows] of Object.entries(expected.lanes[i].arrays)) {
        const table = new Table(values, places[key]);
        rows.forEach((row, t) => row.forEach((text, column) => {
          const [code, wanted] = [table.at(t + 1, column), Number(text)];
          const where = `${spec.label} ${key} t=${t + 1} column ${column}`;
          if (!isLog(spec, key)) close(code, wanted, 1e-6, where);
          else if (Number.isNaN(wanted)) assert.ok(Number.isNaN(code), where);
          else if (wanted === 0) assert.equal(logSize(code), -Infinity, where);
          else {
            assert.equal(Math.sign(code), Math.sign(wanted), where);
            const log = Math.log10(Math.abs(wanted));
            if (Number.isFinite(log)) assert.ok(Math.abs(logSize(code) - log) < 5e-5, where);
            else assert.equal(logSize(code), Infinity, where);
          }
        }));
      }
    });
  });
}

test("bytes that start at an odd address are read all the same", () => {
  const { bytes } = packet("asymmetric");
  const shifted = new Uint8Array(bytes.length + 3);
  shifted.set(bytes, 3);
  assert.deepEqual(openEnvelope(shifted.subarray(3)).values, openEnvelope(bytes).values);
});

test("new numbers keep a page, a new lane or name builds another", () => {
  const { header } = openEnvelope(packet("asymmetric").bytes);
  const other = { ...header, id: "other", summary: "other words", start: 3 };
  assert.equal(structureOf(other), structureOf(header));
  assert.notEqual(structureOf({ ...header, lanes: header.lanes.slice(1) }), structureOf(header));
  assert.notEqual(structureOf({ ...header, steps: 8 }), structureOf(header));
});
