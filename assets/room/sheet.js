
// The sheet of the small page, as a component of the app (joined to phone.js).
export default function ({ data, parentElement, setTriggerValue }) {
  const place = parentElement.querySelector("div"), axis = JSON.stringify(data.axis);
  if (place.dataset.axis !== axis) {
    place.dataset.axis = axis;
    const canvas = make("canvas", "", { tabindex: "0", role: "application", "aria-label": data.words.sheet });
    const send = make("button", data.words.send, { type: "button", class: "main" });
    const clear = make("button", data.words.clear, { type: "button" });
    place.replaceChildren(canvas, send, clear);
    const sheet = (place.sheet = new Sheet(canvas, data.axis, data.words, () => place.mark()));
    canvas.onfocus = canvas.onblur = () => sheet.later();
    clear.onclick = () => sheet.clear();
    place.mark = () => { send.disabled = sheet.locked || sheet.drawn < 2; };
    if (data.mine) sheet.values = [...data.mine];
  }
  const sheet = place.sheet, [, send] = place.children;
  send.onclick = () => setTriggerValue("curve", sheet.values.map((one) => one === null ? null : Math.round(one * 1000) / 1000));
  Object.assign(sheet, { locked: !data.open, measured: data.measured });
  place.mark();
  place.style.setProperty("--measured", data.colour);
  sheet.later();
}
