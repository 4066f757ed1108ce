// The clock of a lesson. It runs in the browser alone: the server hears nothing of it, and it goes
// on when the teacher moves from page to page, or loads one again.
const KEPT = "lesson-start";
const CHANNEL = "lstm97-wall"; // to the teacher's own window

// On a wall the button is a sign: a stopwatch, and an arrow back to the start.
const SIGNS = {
  start: "M9 2h6v2H9zM12 6a8 8 0 1 0 0 16 8 8 0 0 0 0-16zm0 2a6 6 0 1 1 0 12 6 6 0 0 1 0-12zm-1 2v5h2v-5z",
  again: "M12 5V1L7 6l5 5V7a6 6 0 1 1-6 6H4a8 8 0 1 0 8-8z",
};

const minutes = (seconds) =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

export default function ({ data, parentElement }) {
  const { stages, at, words, lesson } = data;
  const whole = stages.reduce((sum, stage) => sum + stage.minutes, 0);
  const root = parentElement.querySelector("section");
  root.className = "clock";
  root.replaceChildren();

  const head = root.appendChild(document.createElement("div"));
  head.className = "head";
  const time = head.appendChild(document.createElement("span"));
  time.className = "time";
  const button = head.appendChild(document.createElement("button"));
  button.type = "button";

  const line = root.appendChild(document.createElement("div"));
  line.className = "line";
  line.setAttribute("role", "img");
  line.setAttribute("aria-label", words.summary);
  stages.forEach((stage, number) => {
    const part = line.appendChild(document.createElement("span"));
    part.style.setProperty("--minutes", stage.minutes);
    part.title = stage.name;
    part.className = number === at ? "here" : "";
    part.dataset.number = number + 1;
    part.dataset.long = `${number + 1} · ${words.short.replace("{minutes}", stage.minutes)}`;
  });
  const hand = line.appendChild(document.createElement("i"));

  const name = (act) => {
    if (!data.wall) button.textContent = words[act];
    if (!data.wall || button.dataset.act === act) return;
    button.dataset.act = act;
    button.title = words[act];
    button.setAttribute("aria-label", words[act]);
    button.innerHTML = `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${SIGNS[act]}"/></svg>`;
  };
  const show = () => {
    const start = Number(sessionStorage.getItem(KEPT));
    const passed = start ? (Date.now() - start) / 1000 : 0;
    const [none, running] = data.wall ? [words.short, words.running] : [words.none, words.passed];
    time.textContent = (start ? running : none).replace("{passed}", minutes(passed)).replace("{minutes}", lesson);
    name(start ? "again" : "start");
    hand.hidden = !start;
    hand.style.left = `${100 * Math.min(1, passed / 60 / whole)}%`;
    root.classList.toggle("over", passed > 60 * whole);
  };
  const fit = () => {
    const letters = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const small = line.clientWidth < 40 * letters;
    line.style.visibility = line.clientWidth < 1.1 * stages.length * letters ? "hidden" : ""; // no number whole
    for (const part of line.querySelectorAll("span")) {
      part.textContent = small ? part.dataset.number : part.dataset.long;
    }
  };
  const channel = data.wall ? new BroadcastChannel(CHANNEL) : null;
  const tell = () => channel?.postMessage({ at, lesson, start: Number(sessionStorage.getItem(KEPT)) });
  const set = (start) => {
    sessionStorage.setItem(KEPT, String(start));
    show();
    tell();
  };
  button.onclick = () => set(Date.now());
  if (channel) {
    channel.onmessage = ({ data: asked }) => {
      if (asked.clock) button.click();
      if (asked.hello) tell();
      if (asked.began && !Number(sessionStorage.getItem(KEPT))) set(asked.began); // in another tab
    };
  }
  const leave = () => channel?.postMessage({ gone: true });
  addEventListener("pagehide", leave);
  tell();
  show();
  fit();
  const sizes = new ResizeObserver(fit);
  sizes.observe(line);
  const tick = setInterval(show, 1000);
  return () => {
    clearInterval(tick);
    sizes.disconnect();
    removeEventListener("pagehide", leave);
    channel?.close();
  };
}
