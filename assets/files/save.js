// Files that are made in the browser: a download of the server's lives in one of its processes.
const KINDS = { csv: "text/csv", ipynb: "application/json", json: "application/json" };

export default function ({ data, parentElement }) {
  const place = parentElement.querySelector("span");
  place.replaceChildren(...data.files.map((file) => button(file, data.caption)));
}

function button(file, caption) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = file.label;
  made.onclick = () => (file.picture ? picture(file, caption) : text(file));
  return made;
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
  const lines = wrapped(pen, [caption, location.href].filter(Boolean), width);
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
