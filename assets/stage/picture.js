// The stage as a PNG, drawn in the browser at twice its size, with a caption, its link and its seed.

import { contextOf } from "./elements.js";
import { plain } from "./numbers.js";
/** @import { Stage } from "./stage.js" */

const SCALE = 2;
const MARGIN = 24;
const LINE = 20; // pixels of a line of the caption
const WORDS = "h3, .label > b, .note, .goal, .legend > span, .key i, .formula, .chip b, .chip span";

/**
 * Draw what is on the stage: its canvases, the words beside them, the cell's drawings, the caption.
 * @param {Stage} stage
 * @param {string} link
 */
export async function pictureOf(stage, link) {
  const frame = stage.deck.getBoundingClientRect();
  const zoom = frame.width / stage.deck.offsetWidth || 1;
  const [width, height] = [frame.width / zoom, stage.lanesBox.getBoundingClientRect().bottom / zoom - frame.top / zoom];
  const lines = captionOf(stage, link);
  const canvas = document.createElement("canvas");
  canvas.width = SCALE * (width + 2 * MARGIN);
  const caption = wrapped(contextOf(canvas), lines, width, stage.theme.font);
  canvas.height = SCALE * (height + 3 * MARGIN + LINE * caption.length);
  const g = contextOf(canvas);
  g.scale(SCALE, SCALE);
  g.fillStyle = stage.theme.background;
  g.fillRect(0, 0, canvas.width, canvas.height);
  g.translate(MARGIN, MARGIN);
  /** @param {Element} one */
  const place = (one) => {
    const box = one.getBoundingClientRect();
    return { x: (box.left - frame.left) / zoom, y: (box.top - frame.top) / zoom, width: box.width / zoom, height: box.height / zoom };
  };
  drawSharp(stage, g, place);
  for (const word of visible(stage, WORDS)) drawWord(g, word, place(word));
  for (const drawing of visible(stage, ".cell svg")) await drawSvg(g, drawing, place(drawing));
  g.fillStyle = stage.theme.text;
  g.font = `14px ${stage.theme.font}`;
  caption.forEach((line, i) => g.fillText(line, 0, height + MARGIN + (i + 0.5) * LINE));
  return canvas;
}

/**
 * What stands below the picture: in words, what it is of and its seed, and where it comes from.
 * @param {Stage} stage
 * @param {string} link
 */
export function captionOf(stage, link) {
  return [plain(stage.header.summary), plain(stage.header.caption), link].filter(Boolean);
}

/** Save the picture as a file. @param {Stage} stage */
export async function savePicture(stage) {
  const canvas = await pictureOf(stage, location.href);
  canvas.toBlob((blob) => {
    if (!blob) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = `lstm97-${stage.header.id}.png`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }, "image/png");
}

/**
 * Every canvas, drawn anew at twice the size and then as before.
 * @param {Stage} stage
 * @param {CanvasRenderingContext2D} g
 * @param {(one: Element) => { x: number, y: number, width: number, height: number }} place
 */
function drawSharp(stage, g, place) {
  const { dpr } = stage;
  stage.redraw(SCALE);
  for (const canvas of visible(stage, "canvas")) {
    const { x, y, width, height } = place(canvas);
    if (width && height) g.drawImage(/** @type {HTMLCanvasElement} */ (canvas), x, y, width, height);
  }
  stage.redraw(dpr);
}

/**
 * What is on show in the deck and the lanes, not the buttons and the read-out.
 * @param {Stage} stage
 * @param {string} selector
 */
function visible(stage, selector) {
  const all = [...stage.deck.querySelectorAll(selector), ...stage.lanesBox.querySelectorAll(selector)];
  return all.filter((one) => !one.closest("[hidden]"));
}

/**
 * @param {CanvasRenderingContext2D} g
 * @param {Element} word
 * @param {{ x: number, y: number, height: number }} place
 */
function drawWord(g, word, { x, y, height }) {
  const style = getComputedStyle(word);
  const inset = word.querySelector("canvas") ? 42 : 0; // behind the swatch
  g.fillStyle = style.color;
  g.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  g.textAlign = "left";
  g.textBaseline = "middle";
  g.fillText(word.textContent ?? "", x + inset, y + height / 2);
}

const SPILL = 14; // units of the drawing that reach over its edge
const STYLES = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "opacity", "display",
  "font-size", "font-weight", "font-style", "font-family"];

/**
 * An SVG with its computed styles written into it, since the style sheet stays behind.
 * @param {CanvasRenderingContext2D} g
 * @param {Element} drawing
 * @param {{ x: number, y: number, width: number, height: number }} place
 */
async function drawSvg(g, drawing, { x, y, width, height }) {
  const copy = /** @type {SVGElement} */ (drawing.cloneNode(true));
  const [here, there] = [[...drawing.querySelectorAll("*")], [...copy.querySelectorAll("*")]];
  here.forEach((one, i) => {
    const style = getComputedStyle(one);
    there[i].setAttribute("style", STYLES.map((name) => `${name}:${style.getPropertyValue(name)}`).join(";"));
  });
  const [across, down] = [width * (1 + 2 * SPILL / 720), height * (1 + 2 * SPILL / 366)];
  copy.setAttribute("viewBox", `${-SPILL} ${-SPILL} ${720 + 2 * SPILL} ${366 + 2 * SPILL}`);
  copy.setAttribute("width", String(SCALE * across));
  copy.setAttribute("height", String(SCALE * down));
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  g.drawImage(image, x - (across - width) / 2, y - (down - height) / 2, across, down);
}

/**
 * Lines broken at blanks, or anywhere in a word that is too long (Chinese, a link).
 * @param {CanvasRenderingContext2D} g
 * @param {string[]} lines
 * @param {number} width
 * @param {string} font
 */
function wrapped(g, lines, width, font) {
  g.font = `14px ${font}`;
  return lines.flatMap((line) => {
    const broken = [""];
    for (const piece of line.match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]{1,40}\s*|\s+/g) ?? []) {
      const last = broken.length - 1;
      if (broken[last] && g.measureText(broken[last] + piece).width > width) broken.push(piece);
      else broken[last] += piece;
    }
    return broken;
  });
}
