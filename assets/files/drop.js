// A file on its way to the session that asked for it, piece by piece over the socket: an upload of
// the server's goes to whichever of its processes answers.
const PIECE = 3 << 20; // bytes; base64 makes four of three
const BEGUN = new WeakMap(); // the file under way, by the place where it was dropped

export default function ({ data, parentElement, setTriggerValue }) {
  const zone = parentElement.querySelector("label");
  const input = zone.querySelector("input");
  const begin = (file) => {
    if (!file) return;
    if (file.size > data.most) return say(data.words.large);
    BEGUN.set(parentElement, { file, id: `${Date.now()}-${Math.random()}`, sent: 0 });
    send();
  };
  const say = (text) => (zone.querySelector("span").textContent = text);
  const send = () => {
    const { file, id, sent } = BEGUN.get(parentElement);
    const piece = file.slice(sent, sent + PIECE);
    const reader = new FileReader();
    reader.onload = () => {
      const text = reader.result.slice(reader.result.indexOf(",") + 1);
      BEGUN.set(parentElement, { file, id, sent: sent + piece.size });
      setTriggerValue("piece", { id, name: file.name, size: file.size, start: sent, text: piece.size ? text : "" });
      if (piece.size < file.size) say(`${Math.round((100 * (sent + piece.size)) / file.size)} %`);
    };
    reader.onerror = () => say(data.words.label);
    reader.readAsDataURL(piece);
  };
  const under = BEGUN.get(parentElement);
  if (under && data.id === under.id && data.got === under.sent && under.sent < under.file.size) send();
  else if (!under || under.sent >= under.file.size) {
    BEGUN.delete(parentElement);
    say(data.words.label);
  }
  zone.querySelector("small").textContent = data.words.help;
  input.onchange = () => {
    begin(input.files[0]);
    input.value = "";
  };
  zone.ondragover = (event) => {
    event.preventDefault();
    zone.classList.add("over");
  };
  zone.ondragleave = () => zone.classList.remove("over");
  zone.ondrop = (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    begin(event.dataTransfer.files[0]);
  };
}
