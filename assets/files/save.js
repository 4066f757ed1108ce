// Files that are made in the browser, a download of the server's lives in one of its processes; and
// words to copy.

import { linkHere } from "../stage/link.js";

const KINDS = { csv: "text/csv", ipynb: "application/json", json: "application/json" };

export default function ({ data, parentElement }) {
  const place = parentElement.querySelector("span");
  place.replaceChildren(...data.files.map((file) => button(file, data.caption)));
}

function button(file, caption) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = file.label;
  if (file.picture) made.onclick = () => picture(file, caption);
  else made.onclick = () => (file.name ? text(file) : hand(file, made));
  return made;
}

// A phone asks where a link is to go; elsewhere, and where it is not asked, the link is copied.
async function hand(file, button) {
  const phone = matchMedia("(pointer: coarse)").matches && navigator.share;
  try {
    if (phone) return await navigator.share({ url: file.text });
    await navigator.clipboard.writeText(file.text);
  } catch (error) {
    if (error.name === "AbortError" || !copied(file.text)) return;
  }
  button.textContent = file.thanks;
  setTimeout(() => (button.textContent = file.label), 2000);
}

// Where the page is not served safely a browser has no clipboard, and copies what is marked.
function copied(words) {
  const box = document.body.appendChild(document.createElement("textarea"));
  box.value = words;
  box.select();
  const done = document.execCommand("copy");
  box.remove();
  return done;
}

function text(file) {
  const kind = file.name.split(".").pop();
  const mark = kind === "csv" ? ["\ufeff"] : []; // so that a spreadsheet reads it as UTF-8
  save(new Blob([...mark, file.text], { type: KINDS[kind] ?? "text/plain" }), file.name);
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

// A chart's drawing on the page, twice as large, with words below it.
async function picture(file, caption) {
  const drawn = document.querySelector(`${file.picture} svg.marks, ${file.picture} canvas.marks`);
  if (!drawn) return;
  const { width, height } = drawn.getBoundingClientRect();
  const styles = getComputedStyle(document.querySelector(".stApp") ?? document.body);
  const [scale, pad, line] = [2, 16, 18];
  const sheet = document.createElement("canvas");
  const pen = sheet.getContext("2d");
  pen.font = `13px ${styles.fontFamily}`;
  const lines = wrapped(pen, [caption, linkHere()].filter(Boolean), width);
  sheet.width = (width + 2 * pad) * scale;
  sheet.height = (height + 3 * pad + line * lines.length) * scale;
  pen.scale(scale, scale);
  pen.fillStyle = styles.backgroundColor;
  pen.fillRect(0, 0, sheet.width, sheet.height);
  pen.drawImage(await image(drawn), pad, pad, width, height);
  pen.font = `13px ${styles.fontFamily}`;
  pen.fillStyle = styles.color;
  lines.forEach((one, n) => pen.fillText(one, pad, height + 2 * pad + line * (n + 0.7)));
  sheet.toBlob((blob) => save(blob, file.name), "image/png");
}

async function image(drawn) {
  if (drawn instanceof HTMLCanvasElement) return drawn;
  const copy = drawn.cloneNode(true);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  const text = new XMLSerializer().serializeToString(copy);
  const made = new Image();
  made.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await made.decode();
  return made;
}

function wrapped(pen, paragraphs, width) {
  const lines = [];
  for (const paragraph of paragraphs) {
    let line = "";
    for (const letter of paragraph) {
      if (line && pen.measureText(line + letter).width > width) {
        const at = Math.max(line.lastIndexOf(" "), 0) || line.length;
        lines.push(line.slice(0, at));
        line = line.slice(at).trimStart();
      }
      line += letter;
    }
    lines.push(line);
  }
  return lines;
}
