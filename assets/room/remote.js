// A teacher's second device. The secret comes behind the # of its link, which no server is sent; it
// is handed over once, becomes a cookie that no script can read, and leaves the address bar.

import { $, fill, follow, make, post } from "./phone.js";

const STEPS = { shown: ["open", "reveal"], open: ["close"], closed: ["again", "reveal", "open"], revealed: [] };

class Remote {
  constructor(words, plans, base) { Object.assign(this, { words, plans, base }); }

  get stages() { return this.plans[this.state.lesson] ?? []; }

  show(state) {
    if (state.refused) return this.say(state.says);
    this.state = state;
    const { words } = this, question = state.question;
    $("ask").textContent = state.phase === "gone" ? words.gone : question ? question.text : words.nothing;
    $("stage").textContent = this.stages[state.stage] ? fill(words.stage, { number: state.stage + 1, of: this.stages.length, name: this.stages[state.stage] }) : "";
    $("count").textContent = state.phase === "gone" ? "" : fill(words[question ? "answered" : "joined"], state);
    this.buttons();
    this.say("");
  }

  say(text) { $("note").textContent = text; }

  buttons() {
    const { state, words } = this, list = [];
    if (state.phase === "gone") return $("acts").replaceChildren();
    const add = (label, body, main = false) => {
      const button = make("button", label, { type: "button", ...(main ? { class: "main" } : {}) });
      button.onclick = () => this.act(body);
      list.push(button);
    };
    const steps = (STEPS[state.phase] ?? []).filter((one) => one !== "again" || state.round === 1);
    steps.forEach((one, n) => add(words[one], { act: one, question: state.question.key }, n === 0));
    if (state.question && state.phase !== "shown") {
      add(words[state.bars ? "hide_bars" : "show_bars"], { act: "bars", on: !state.bars, question: state.question.key });
    }
    const next = state.stage + 1;
    if (next < this.stages.length) add(fill(words.next, { name: this.stages[next] }), { act: "stage", stage: next });
    if (state.stage > 0) add(fill(words.before, { name: this.stages[state.stage - 1] }), { act: "stage", stage: state.stage - 1 });
    if (state.explore || state.wall) add(words[state.explore ? "come_back" : "bring"], { act: "bring", on: !state.explore });
    const focused = [...$("acts").children].findIndex((one) => one === document.activeElement);
    $("acts").replaceChildren(...list);
    if (focused >= 0) list[Math.min(focused, list.length - 1)]?.focus();
  }

  async act(body) {
    try {
      const { said } = await post(`${this.base}/act?lang=${document.documentElement.lang}`, body);
      this.show(said);
    } catch {
      this.say(this.words.offline);
    }
  }
}

async function start() {
  const told = JSON.parse($("told").textContent), remote = new Remote(told.words, told.stages, "remote");
  const secret = location.hash.slice(1);
  if (secret) {
    history.replaceState(null, "", location.pathname + location.search);
    const { status, said } = await post(`remote/key?lang=${document.documentElement.lang}`, { secret });
    if (status !== 200) return remote.say(said.says);
  }
  follow("remote", (state) => remote.show(state));
}

addEventListener("hashchange", () => location.reload()); // scanned again where the page was open
start();
