// A phone in a class's room: it shows the question that is on the wall, sends an answer or a drawn
// curve, and hears what the teacher does. Text goes onto the screen as text, never as HTML.

const GIVE_UP_STREAM = 6000; // ms without a first state: then it asks again and again instead
const ASK_EVERY = 2500;
const RETRY = [500, 1000, 2000, 3000]; // ms between tries to send a vote
const DONT_KNOW = "?";

// --- small tools -------------------------------------------------------------------------------

export const $ = (id) => document.getElementById(id);

export function make(tag, text, attributes = {}) {
  const made = document.createElement(tag);
  made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

const letter = (n) => String.fromCharCode(65 + n); // as on the wall

export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

const wait = (ms) => new Promise((done) => setTimeout(done, ms));

export async function post(url, body) {
  const answer = await fetch(url, {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body),
  });
  return { status: answer.status, said: await answer.json() };
}

const speaking = (url) => `${url}?lang=${document.documentElement.lang}`;

// --- the state, as it changes ------------------------------------------------------------------

const isOver = (state) => state.phase === "gone" || state.refused === "gone";
const isLast = (state) => isOver(state) || state.refused === "not-teacher";

// Calls `show` with every state. A stream if there is one, else asking every few seconds; after
// sleep and after being offline both begin anew. A room that is over is not asked for any more:
// a class has one address, and who asks there for rooms that there are not is slowed down.
export function follow(base, show) {
  let stream, asking, heard = false, over = false;

  function take(state) {
    heard = true;
    over ||= isLast(state);
    if (over) {
      stream?.close();
      clearInterval(asking);
    }
    show(isOver(state) ? { phase: "gone" } : state);
  }

  async function ask() {
    try {
      const answer = await fetch(speaking(`${base}/state`), { cache: "no-store" });
      take(await answer.json());
      return answer.ok;
    } catch {
      return false; // offline: the next time
    }
  }

  function askAgainAndAgain() {
    stream?.close();
    if (asking || over) return;
    ask();
    asking = setInterval(ask, ASK_EVERY);
  }

  function listen() {
    if (over) return;
    clearInterval(asking);
    asking = undefined;
    stream?.close();
    heard = false;
    if (!globalThis.EventSource) return askAgainAndAgain();
    stream = new EventSource(speaking(`${base}/events`));
    const mine = stream;
    stream.onmessage = (event) => take(JSON.parse(event.data));
    stream.onerror = () => { if (mine.readyState === EventSource.CLOSED) askAgainAndAgain(); };
    setTimeout(() => { if (mine === stream && !heard) askAgainAndAgain(); }, GIVE_UP_STREAM);
  }

  addEventListener("online", listen);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && !over) ask().then(listen);
  });
  listen();
}

// --- a curve drawn with a finger ---------------------------------------------------------------

// Puts the way of a finger into the values: every point between the last and this one.
export function stroke(values, from, to) {
  const steps = Math.abs(to.at - from.at);
  for (let n = 0; n <= steps; n++) {
    const share = steps ? n / steps : 1;
    values[from.at + Math.sign(to.at - from.at) * n] = from.y + share * (to.y - from.y);
  }
  return values;
}

// What lies between two drawn points belongs to the line as well.
function bridged(values) {
  const drawn = values.map((one, at) => (one === null ? -1 : at)).filter((at) => at >= 0);
  const whole = [...values];
  for (let n = 1; n < drawn.length; n++) {
    const [a, b] = [drawn[n - 1], drawn[n]];
    stroke(whole, { at: a, y: values[a] }, { at: b, y: values[b] });
  }
  return whole;
}

const SUPERSCRIPTS = { "-": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹" };

export function tick(value, decades) {
  const round = Math.round(value * 100) / 100;
  if (!decades) return String(round).replace("-", "−");
  return `10${[...String(Math.round(value))].map((one) => SUPERSCRIPTS[one]).join("")}`;
}

export function ticks([low, high], most) {
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].find((one) => (high - low) / one <= most)
    ?? (high - low) / most;
  const found = [];
  for (let n = Math.ceil(low / step - 1e-9); n * step <= high + 1e-9; n++) found.push(n * step);
  return found;
}

const WORDS = 60; // pixels that they take beside an arrow

// The logarithms of sizes that a double holds; what is smaller still is a 0.
const SMALLEST = -323.04, LARGEST = 308.25, ZERO = -330;

// A size by its logarithm in few digits: 10⁻⁹¹, 2×10⁴.
export function sizeText(log) {
  if (log < ZERO) return "0";
  if (log < SMALLEST) return "<10⁻³²³";
  if (log >= LARGEST) return ">10³⁰⁸";
  const factor = Math.round(10 ** (log - Math.floor(log)));
  return factor > 9 ? tick(Math.floor(log) + 1, true)
    : `${factor > 1 ? `${factor}×` : ""}${tick(Math.floor(log), true)}`;
}

// Where a line leaves the sheet: the place (a fraction of a point) and side of its end, and the
// farthest value out there; one that begins outside has its end there.
export function leaves(values, [low, high]) {
  const found = [];
  const sideOf = (value) => (value === null ? 0 : value < low ? -1 : value > high ? 1 : 0);
  values.forEach((value, at) => {
    const side = sideOf(value), before = at ? values[at - 1] : null, last = found.at(-1);
    if (!side) return;
    if (before !== null && sideOf(before) === side) {
      if (side * value > side * last.farthest) last.farthest = value;
      return;
    }
    const edge = side > 0 ? high : low;
    const place = before === null ? at : at - 1 + (edge - before) / (value - before);
    found.push({ at: place, side, farthest: value });
  });
  return found;
}

export class Sheet {
  constructor(canvas, axis, words, changed) {
    Object.assign(this, { canvas, axis, words, changed });
    this.values = Array(axis.points).fill(null);
    this.measured = null;
    this.locked = false;
    this.pen = { at: axis.points - 1, y: axis.y[1] - (axis.y[1] - axis.y[0]) / 9 };
    this.last = null;
    canvas.onpointerdown = (event) => this.down(event);
    canvas.onpointermove = (event) => this.move(event);
    canvas.onpointerup = canvas.onpointercancel = () => this.up();
    canvas.onkeydown = (event) => this.key(event);
    new ResizeObserver(() => this.resize()).observe(canvas);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw());
    this.resize();
  }

  resize() {
    const width = this.canvas.clientWidth, height = Math.round(Math.min(0.72 * width, 0.46 * innerHeight));
    this.width = width;
    this.height = Math.max(170, height);
    const scale = devicePixelRatio || 1;
    this.canvas.style.height = `${this.height}px`;
    this.canvas.width = Math.round(width * scale);
    this.canvas.height = Math.round(this.height * scale);
    this.pencil = this.canvas.getContext("2d");
    this.pencil.setTransform(scale, 0, 0, scale, 0, 0);
    this.box = { left: 48, top: 24, right: width - 12, bottom: this.height - 40 };
    this.draw();
  }

  x(at) { return this.box.left + (at / (this.axis.points - 1)) * (this.box.right - this.box.left); }

  y(value) {
    const [low, high] = this.axis.y;
    return this.box.bottom - ((value - low) / (high - low)) * (this.box.bottom - this.box.top);
  }

  point(event) {
    const edge = this.canvas.getBoundingClientRect(), { left, right, top, bottom } = this.box;
    const across = (event.clientX - edge.left - left) / (right - left);
    const up = (bottom - (event.clientY - edge.top)) / (bottom - top);
    const [low, high] = this.axis.y;
    const keep = (share) => Math.min(1, Math.max(0, share));
    return { at: Math.round(keep(across) * (this.axis.points - 1)), y: low + keep(up) * (high - low) };
  }

  down(event) {
    if (this.locked) return;
    this.canvas.setPointerCapture(event.pointerId);
    this.last = this.pen = this.point(event);
    this.values[this.last.at] = this.last.y;
    this.later();
  }

  move(event) {
    if (!this.last) return;
    const passed = event.getCoalescedEvents?.() ?? [];
    for (const one of passed.length ? passed : [event]) {
      const next = this.point(one);
      stroke(this.values, this.last, next);
      this.last = this.pen = next;
    }
    this.later();
  }

  up() {
    if (!this.last) return;
    this.last = null;
    this.values = bridged(this.values);
    this.later();
    this.changed();
  }

  // By the keyboard: the arrows lead a pen, and where it has been there is a line.
  key(event) {
    const [low, high] = this.axis.y, big = event.shiftKey ? 4 : 1;
    const way = { ArrowLeft: [-big, 0], ArrowRight: [big, 0], ArrowUp: [0, big], ArrowDown: [0, -big] }[event.key];
    if (!way || this.locked) return;
    event.preventDefault();
    const at = Math.min(this.axis.points - 1, Math.max(0, this.pen.at + way[0]));
    const y = Math.min(high, Math.max(low, this.pen.y + (way[1] * (high - low)) / 36));
    stroke(this.values, this.pen, { at, y });
    this.values[at] = y;
    this.pen = { at, y };
    this.later();
    this.changed(this.said());
  }

  said() {
    const [low, high] = this.axis.x;
    const x = low + (this.pen.at / (this.axis.points - 1)) * (high - low);
    return `${this.axis.xWords} ${tick(x)}: ${tick(this.pen.y, this.axis.decades)}`;
  }

  clear() {
    this.values = Array(this.axis.points).fill(null);
    this.later();
    this.changed();
  }

  get drawn() { return this.values.filter((one) => one !== null).length; }

  later() {
    this.due ??= requestAnimationFrame(() => { this.due = undefined; this.draw(); });
  }

  draw() {
    const ink = getComputedStyle(this.canvas), colour = (name) => ink.getPropertyValue(name);
    const { pencil, box } = this;
    pencil.clearRect(0, 0, this.width, this.height);
    this.grid(colour);
    this.line(this.values, colour("--accent"), 3);
    if (this.measured) this.compare(colour);
    if (document.activeElement === this.canvas && !this.locked) {
      pencil.fillStyle = colour("--accent");
      pencil.beginPath();
      pencil.arc(this.x(this.pen.at), this.y(this.pen.y), 6, 0, 7);
      pencil.fill();
    }
    if (!this.drawn && !this.measured) {
      pencil.fillStyle = colour("--grey");
      pencil.textAlign = "center";
      pencil.font = "16px system-ui, sans-serif";
      pencil.fillText(this.words.draw_here, (box.left + box.right) / 2, (box.top + box.bottom) / 2);
    }
  }

  // The measured curve over the student's own, and which is which.
  compare(colour) {
    const { pencil, box } = this;
    this.line(this.measured, colour("--measured"), 3, [8, 5]);
    this.arrows(colour("--measured"), colour("--paper"));
    pencil.font = "600 13px system-ui, sans-serif";
    pencil.textAlign = "right";
    pencil.fillStyle = colour("--measured");
    pencil.fillText(`╌ ${this.words.measured}`, box.right, box.top - 9);
    if (!this.drawn) return;
    const before = pencil.measureText(`╌ ${this.words.measured}`).width + 14;
    pencil.fillStyle = colour("--accent");
    pencil.fillText(`― ${this.words.yours}`, box.right - before, box.top - 9);
  }

  // Where the measured curve leaves the sheet, and what it goes on to.
  arrows(colour, paper) {
    const { pencil, box, axis } = this, ends = { 1: [], [-1]: [] };
    pencil.font = "600 13px system-ui, sans-serif";
    Object.assign(pencil, { fillStyle: colour, strokeStyle: paper, lineWidth: 4, lineJoin: "round" });
    for (const { at, side, farthest } of leaves(this.measured, axis.y)) {
      const x = this.x(at), edge = side > 0 ? box.top : box.bottom, left = x > (box.left + box.right) / 2;
      pencil.beginPath();
      pencil.moveTo(x, edge - 2 * side);
      pencil.lineTo(x - 6, edge + 9 * side); pencil.lineTo(x + 6, edge + 9 * side);
      pencil.fill();
      const row = ends[side].filter((other) => Math.abs(other - x) < 2 * WORDS).length;
      ends[side].push(x);
      pencil.textAlign = left ? "right" : "left";
      const text = axis.decades ? sizeText(farthest) : tick(farthest);
      const place = [text, x + (left ? -10 : 10), edge + side * (10 + 16 * row) + 4];
      pencil.strokeText(...place); // so that no line crosses it
      pencil.fillText(...place);
    }
  }

  grid(colour) {
    const { pencil, box, axis } = this;
    pencil.font = "13px system-ui, sans-serif";
    pencil.fillStyle = colour("--grey");
    pencil.strokeStyle = colour("--line");
    pencil.lineWidth = 0.5;
    pencil.textAlign = "right";
    for (const value of ticks(axis.y, 7)) {
      const y = this.y(value);
      pencil.beginPath(); pencil.moveTo(box.left, y); pencil.lineTo(box.right, y); pencil.stroke();
      pencil.fillText(tick(value, axis.decades), box.left - 6, y + 4);
    }
    pencil.textAlign = "center";
    for (const value of ticks(axis.x, 5)) {
      const share = (value - axis.x[0]) / (axis.x[1] - axis.x[0]);
      pencil.fillText(tick(value), box.left + share * (box.right - box.left), box.bottom + 16);
    }
    pencil.fillText(axis.xWords, (box.left + box.right) / 2, box.bottom + 33);
    pencil.textAlign = "left";
    pencil.fillText(axis.yWords, 6, 15);
  }

  line(values, colour, width, dash = []) {
    const { pencil, box } = this;
    pencil.strokeStyle = colour;
    pencil.lineWidth = width;
    pencil.lineJoin = pencil.lineCap = "round";
    pencil.setLineDash(dash);
    pencil.save();
    pencil.beginPath();
    pencil.rect(0, box.top - width, this.width, box.bottom - box.top + 2 * width); // not beyond an edge
    pencil.clip();
    pencil.beginPath();
    let down = false;
    values.forEach((value, at) => {
      if (value === null) { down = false; return; }
      pencil[down ? "lineTo" : "moveTo"](this.x(at), this.y(value));
      down = true;
    });
    pencil.stroke();
    pencil.restore();
    pencil.setLineDash([]);
  }
}

// --- the page ----------------------------------------------------------------------------------

class Phone {
  constructor(words, base) {
    Object.assign(this, { words, base, state: null, pending: null, mine: null, sheet: null });
    this.chosen = new Set(); // where several are right: what is marked, sent or not
    this.refused = ""; // why the last answer was not taken; stands until the round is another
    this.lesson = null; // the window in which a student explores
  }

  show(state) {
    if (state.refused) { $("note").textContent = state.says; return; }
    const before = this.state, key = (one) => one?.question && `${one.question.key} ${one.round}`;
    const same = before && key(before) === key(state);
    this.state = state;
    if (!same) {
      this.mine = state.mine ?? null;
      this.chosen = new Set(this.several && Array.isArray(this.mine) ? this.mine : []);
      this.pending = null;
      this.refused = "";
    } else if (state.mine != null && !this.pending) this.mine = state.mine;
    if (!same || before.phase !== state.phase) this.rebuild(before?.question?.key !== state.question?.key);
    this.explore();
    this.mark();
  }

  rebuild(anew) {
    const { state, words } = this, question = state.question;
    $("ask").textContent = question ? question.text : words[state.phase === "gone" ? "gone" : "waiting"];
    $("answers").replaceChildren();
    for (const [n, one] of (question?.options ?? []).entries()) this.option(one.slug, `${letter(n)} · ${one.words}`);
    if (this.several) this.sender();
    $("paper").hidden = !question?.sheet;
    if (question?.sheet && (anew || !this.sheet)) this.paper(question.sheet);
    if (question?.sheet && Array.isArray(this.mine)) this.sheet.values = [...this.mine];
    if (question) this.option(DONT_KNOW, words.dont_know);
    if (!question) this.sheet = null;
  }

  option(slug, words) {
    const button = make("button", words, { type: "button", "aria-pressed": "false", "data-slug": slug });
    button.onclick = () => (this.several && slug !== DONT_KNOW ? this.choose(slug) : this.answer(slug));
    $("answers").append(button);
  }

  get several() { return Boolean(this.state.question?.several); }

  // Where several are right they are marked first and sent together.
  choose(slug) {
    if (!this.chosen.delete(slug)) this.chosen.add(slug);
    this.mark();
  }

  sender() {
    const send = make("button", this.words.send_all, { type: "button", class: "main", id: "send" });
    send.onclick = () => this.answer(this.state.question.options.map((one) => one.slug).filter((one) => this.chosen.has(one)));
    $("answers").append(send);
  }

  isSent(answer) {
    return Array.isArray(answer) && answer.length === this.chosen.size && answer.every((one) => this.chosen.has(one));
  }

  paper(axis) {
    const canvas = make("canvas", "", { tabindex: "0", role: "application", "aria-label": this.words.sheet });
    const said = make("p", "", { class: "said", "aria-live": "polite" });
    const send = make("button", this.words.send, { type: "button", class: "main", id: "send" });
    const clear = make("button", this.words.clear, { type: "button" });
    const row = make("div", "", { class: "row" });
    row.append(send, clear);
    $("paper").replaceChildren(canvas, said, row);
    this.sheet = new Sheet(canvas, axis, this.words, (words = "") => { said.textContent = words; this.mark(); });
    canvas.onfocus = canvas.onblur = () => this.sheet.later();
    send.onclick = () => this.answer(this.sheet.values.map((one) => one === null ? null : Math.round(one * 1000) / 1000));
    clear.onclick = () => this.sheet.clear();
  }

  // What is pressed, what can still be pressed, and one sentence on how things stand.
  mark() {
    const { state } = this, open = state.phase === "open", verdict = state.verdict;
    const chosen = this.pending ? this.pending.answer : this.mine;
    for (const button of $("answers").querySelectorAll("[data-slug]")) {
      const slug = button.dataset.slug, pressed = slug === chosen || this.chosen.has(slug);
      button.setAttribute("aria-pressed", String(pressed));
      button.disabled = !open;
      button.classList.toggle("right", Boolean(verdict?.options.includes(slug)));
      button.classList.toggle("wrong", pressed && verdict?.right === false && !verdict.options.includes(slug));
    }
    if (this.several) {
      $("send").hidden = state.phase === "revealed";
      $("send").disabled = !open || !this.chosen.size || this.isSent(chosen);
    }
    if (this.sheet && state.question?.sheet) {
      this.sheet.locked = !open;
      this.sheet.measured = verdict?.curve ?? null;
      $("send").parentElement.hidden = state.phase === "revealed";
      $("send").disabled = !open || this.sheet.drawn < 2;
      this.sheet.later();
    }
    $("note").textContent = this.refused || this.sentence(open, chosen);
    $("verdict").hidden = !verdict;
    $("verdict").textContent = verdict ? this.judgement(verdict) : "";
  }

  sentence(open, chosen) {
    const { words, state } = this;
    if (state.phase === "gone" || !state.question) return "";
    if (this.pending) return words[navigator.onLine ? "sending" : "offline"];
    if (open && this.several && this.chosen.size && !this.isSent(chosen)) return words.not_sent;
    if (open && chosen !== null) return words.is_in;
    if (open && this.several) return words.several;
    if (open) return state.round > 1 ? words.again : "";
    return state.phase === "revealed" ? "" : words[state.phase];
  }

  judgement(verdict) {
    const { words } = this, name = verdict.right === null ? "" : verdict.right ? "right" : "wrong";
    const said = [this.mine === null ? words.unanswered : name && words[name], verdict.words];
    if (verdict.found) said.push(fill(words.found, { hits: verdict.found[0], of: verdict.found[1], wrong: verdict.found[2] }));
    if (verdict.near) said.push(fill(words.near, { hits: verdict.near[0], points: verdict.near[1] }));
    return said.filter(Boolean).join("\n");
  }

  // The last answer wins; it is sent until the room has it, or no longer takes it.
  async answer(answer) {
    if (this.state.phase !== "open") return;
    const mine = { question: this.state.question.key, round: this.state.round, answer };
    const busy = this.pending;
    this.pending = mine;
    if (answer === DONT_KNOW) this.chosen.clear();
    this.refused = "";
    this.mark();
    if (!busy) await this.deliver();
  }

  async deliver() {
    for (let tries = 0; this.pending; tries++) {
      const sent = this.pending;
      let status = 0, said = {};
      try {
        ({ status, said } = await post(speaking(`${this.base}/vote`), sent));
      } catch { /* offline */ }
      if (status === 200 || (status >= 400 && status < 500 && status !== 429)) {
        if (this.pending !== sent) continue; // another answer was chosen meanwhile
        this.pending = null;
        if (status === 200) this.mine = said.mine;
        this.refused = said.says ?? "";
        this.mark();
        return;
      }
      this.mark();
      await Promise.race([wait(RETRY[Math.min(tries, RETRY.length - 1)]), new Promise((done) => addEventListener("online", done, { once: true }))]);
    }
  }

  // The lesson itself, for those who want it; when the teacher calls back, its window closes.
  explore() {
    const { explore } = this.state, link = $("explore").firstElementChild;
    $("explore").hidden = !explore;
    if (explore) {
      link.href = `../${explore}`;
      link.onclick = (event) => { event.preventDefault(); this.lesson = open(link.href, "lstm97-lesson"); };
    } else if (this.lesson) {
      this.lesson.close();
      this.lesson = null;
      focus();
    }
  }
}

function start() {
  const told = JSON.parse($("told").textContent), phone = new Phone(told.words, document.body.dataset.room);
  phone.show(told.state);
  if (told.state.phase !== "gone") follow(document.body.dataset.room, (state) => phone.show(state));
}

if (globalThis.document?.body?.dataset.page === "phone") start();
