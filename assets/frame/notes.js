// The teacher's own window: the lesson's clock, how far behind the plan it is, and buttons that turn
// the wall. Wall and window talk through the browser; the server hears which stage to write about.
// On a second device they talk through the class's room, and the clock is the device's own.
const CHANNEL = "lstm97-wall";
const KEPT = "lesson-start"; // the clock, as clock.js keeps it
const SILENCE = 8000; // milliseconds after which a wall that does not answer is gone
const ACTS = [["before", "p"], ["play", "play"], ["reveal", "r"], ["next", "n"]];

const minutes = (seconds) =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

const make = (tag, name, text = "") => {
  const element = document.createElement(tag);
  element.className = name;
  element.textContent = text;
  return element;
};

/** Minutes behind the plan (ahead of it: negative); 0 while the stage on the wall has its time. */
function late(stages, at, passed) {
  const start = stages.slice(0, at).reduce((sum, stage) => sum + stage.minutes, 0);
  const over = passed - start - stages[at].minutes;
  return over > 0 ? Math.ceil(over) : Math.min(0, Math.round(passed - start));
}

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const { plans, words, room } = data;
  const root = parentElement.querySelector("section");
  const channel = new BroadcastChannel(CHANNEL);
  const time = make("span", "time");
  const how = make("span", "how");
  const buttons = ACTS.map(([name, act]) => {
    const button = make("button", name, words[name]);
    button.onclick = () => (wall || !room ? channel.postMessage({ act }) : setTriggerValue("act", act));
    return button;
  });
  const clock = make("button", "clock", words.clock);
  clock.onclick = () => {
    if (wall || !room) return channel.postMessage({ clock: true });
    sessionStorage.setItem(KEPT, String(Date.now()));
    return show();
  };
  const head = make("div", "head");
  head.append(time, how, clock);
  const acts = make("div", "acts");
  acts.append(...buttons);
  root.replaceChildren(head, acts);

  let wall = null;
  let heard = 0;
  let told = "";
  let began = 0; // the clock of a wall that may be closed, and opened again
  const ask = () => {
    channel.postMessage({ hello: true });
    if (wall && Date.now() - heard > SILENCE) wall = null;
    show();
  };
  const show = () => {
    const here = wall ?? (room && { ...room, start: Number(sessionStorage.getItem(KEPT)) });
    const plan = plans[here?.lesson];
    root.classList.toggle("alone", !plan);
    root.classList.toggle("away", !wall);
    time.textContent = plan ? plan.words.none : words.waiting;
    how.textContent = "";
    clock.textContent = plan && here.start ? plan.words.again : words.clock;
    if (!plan || !here.start) return;
    const passed = (Date.now() - here.start) / 60000;
    time.textContent = plan.words.passed.replace("{passed}", minutes(passed * 60));
    if (here.at < 0) return;
    const behind = late(plan.stages, here.at, passed);
    const word = behind > 0 ? words.behind : behind < 0 ? words.ahead : words.on_time;
    how.textContent = word.replace("{minutes}", Math.abs(behind));
    root.classList.toggle("behind", behind > 0);
  };
  channel.onmessage = ({ data: said }) => {
    if (said.gone) {
      wall = null;
      show();
    }
    if (said.moves !== undefined) root.classList.toggle("still", !said.moves);
    if (said.lesson === undefined) return;
    wall = said;
    if (said.start) began = said.start;
    else if (began) channel.postMessage({ began });
    heard = Date.now();
    const stage = `${said.lesson}/${said.at}`;
    if (stage !== told) setStateValue("stage", stage);
    told = stage;
    show();
  };
  ask();
  const tick = setInterval(ask, 1000);
  return () => {
    clearInterval(tick);
    channel.close();
  };
}
