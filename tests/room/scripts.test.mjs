// The scripts of phones and of the teacher's browser, on node: when they stop asking, and what they
// leave in a cookie that other tabs use, too.

import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

const heard = new Map();
let cookies, asked, streams, answer;

const listening = {
  addEventListener: (name, act) => heard.set(name, (heard.get(name) ?? new Set()).add(act)),
  removeEventListener: (name, act) => heard.get(name)?.delete(act),
};
const happens = (name) => heard.get(name)?.forEach((act) => act());

class EventSource {
  static CLOSED = 2;
  constructor() { streams.push(this); }
  close() { this.closed = true; }
}

globalThis.document = {
  ...listening, hidden: false, documentElement: { lang: "en" },
  get cookie() { return [...cookies].map(([name, value]) => `${name}=${value}`).join("; "); },
  set cookie(text) {
    const [name, value] = text.split(";")[0].split("=");
    if (text.includes("max-age=0")) cookies.delete(name); else cookies.set(name, value);
  },
};
Object.assign(globalThis, listening, {
  EventSource, location: { protocol: "https:" },
  fetch: async (url) => { asked.push(url); return { ok: true, json: async () => answer }; },
});

const { follow, leaves, sizeText } = await import("../../assets/room/phone.js");
const { default: keep } = await import("../../assets/room/keeper.js");

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  heard.clear();
  [cookies, asked, streams, answer] = [new Map(), [], [], { phase: "open" }];
});

// --- following a room --------------------------------------------------------------------------

test("what a stream tells is shown, and after sleep it begins anew", async () => {
  const shown = [];
  follow("BCDFGH", (state) => shown.push(state.phase));
  streams[0].onmessage({ data: '{"phase":"closed"}' });
  happens("visibilitychange");
  await new Promise(setImmediate);
  assert.deepEqual(shown, ["closed", "open"]);
  assert.equal(streams.length, 2);
  assert.ok(streams[0].closed);
});

for (const last of [{ phase: "gone" }, { refused: "gone", says: "no such room" }]) {
  test(`a room that is over is not asked for any more: ${JSON.stringify(last)}`, async () => {
    const shown = [];
    follow("BCDFGH", (state) => shown.push(state));
    answer = last;
    streams[0].readyState = EventSource.CLOSED;
    streams[0].onerror();
    await new Promise(setImmediate);
    mock.timers.tick(60_000);
    happens("visibilitychange");
    happens("online");
    await new Promise(setImmediate);
    assert.deepEqual([asked.length, streams.length], [1, 1]);
    assert.deepEqual(shown, [{ phase: "gone" }]);
  });
}

test("a database that does not answer is asked again", async () => {
  follow("BCDFGH", () => {});
  answer = { refused: "unreachable", says: "" };
  streams[0].readyState = EventSource.CLOSED;
  streams[0].onerror();
  mock.timers.tick(10_000);
  await new Promise(setImmediate);
  assert.equal(asked.length, 5);
});

// --- keeping a teacher's room ------------------------------------------------------------------

function tab(data) {
  const [parentElement, told] = [{}, []];
  const run = (more) => keep({
    data: { name: "room", value: "", over: "", ping: "", ...more }, parentElement,
    setStateValue: (name, value) => told.push([name, value]),
  });
  run(data);
  return { run, told };
}

test("a tab that leads no room leaves the room of another tab alone, and says what it is", () => {
  const idle = tab();
  tab({ value: "BCDFGH.secret" });
  idle.run();
  assert.equal(cookies.get("room"), "BCDFGH.secret");
  assert.deepEqual(idle.told, [["held", "BCDFGH.secret"]]);
});

test("it says so when somebody turns to it, once", () => {
  const idle = tab();
  idle.run();
  tab({ value: "BCDFGH.secret" });
  happens("visibilitychange");
  assert.deepEqual(idle.told, [["held", "BCDFGH.secret"]]);
});

test("a room that is over is taken away, and no other", () => {
  const leading = tab({ value: "BCDFGH.secret" });
  leading.run({ over: "XXXXXX" });
  assert.equal(cookies.get("room"), "BCDFGH.secret");
  leading.run({ over: "BCDFGH" });
  assert.equal(cookies.size, 0);
});

// --- the sheet ---------------------------------------------------------------------------------

test("a line that leaves the sheet ends at its edge, and what it goes on to is said", () => {
  assert.deepEqual(leaves([0, -8, -24, -91, null, 1], [-16, 2]), [{ at: 1.5, side: -1, farthest: -91 }]);
  assert.deepEqual(leaves([9, 5, 1, 3], [-16, 2]), [{ at: 0, side: 1, farthest: 9 }, { at: 2.5, side: 1, farthest: 3 }]);
  assert.deepEqual(leaves([-16, 2, null], [-16, 2]), []);
  assert.deepEqual([-91, 4.301, 4.99, -323.306, -400, 308.255].map(sizeText),
    ["10⁻⁹¹", "2×10⁴", "10⁵", "<10⁻³²³", "0", ">10³⁰⁸"]);
});
