// What is on show as a PNG, drawn in the browser at twice its size, with a caption, its link and its seed.

import { contextOf } from "./elements.js";
import { linkHere } from "./link.js";
import { plain } from "./numbers.js";
/** @import { Player, Sheet } from "./types.d.ts" */

const SCALE = 2;
const MARGIN = 24;
const LINE = 20; // pixels of a line of the caption
export const DRAWINGS = ".cell svg";
const WORDS = "h3, .label > b, .note, .goal, .legend > span, .key i, .formula, .chip b, .chip span";

/**
 * An empty sheet with room for what is on show and the lines below it; see `Sheet` in types.d.ts.
 * @param {Player} player
 * @param {string[]} lines
 * @param {number} scale
 * @returns {Sheet}
 */
export function sheetOf(player, lines, scale) {
  const frame = player.deck.getBoundingClientRect();
  const zoom = frame.width / player.deck.offsetWidth || 1;
  const [width, height] = [frame.width / zoom, player.lanesBox.getBoundingClientRect().bottom / zoom - frame.top / zoom];
  const canvas = document.createElement("canvas");
  const g = contextOf(canvas);
  const caption = wrapped(g, lines, width, player.theme.font);
  canvas.width = scale * (width + 2 * MARGIN);
  canvas.height = scale * (height + 3 * MARGIN + LINE * caption.length);
  /** @param {Element} one */
  const place = (one) => {
    const [box, now] = [one.getBoundingClientRect(), player.deck.getBoundingClientRect()];
    return { x: (box.left - now.left) / zoom, y: (box.top - now.top) / zoom, width: box.width / zoom, height: box.height / zoom };
  };
  return { canvas, g, scale, height, caption, place };
}

/**
 * Begin a sheet anew: its ground, and below the picture the caption.
 * @param {Player} player
 * @param {Sheet} sheet
 */
export function beginSheet(player, { canvas, g, scale, height, caption }) {
  g.setTransform(scale, 0, 0, scale, scale * MARGIN, scale * MARGIN);
  g.fillStyle = player.theme.background;
  g.fillRect(-MARGIN, -MARGIN, canvas.width, canvas.height);
  g.fillStyle = player.theme.text;
  g.font = `14px ${player.theme.font}`;
  g.textAlign = "left";
  g.textBaseline = "alphabetic";
  caption.forEach((line, i) => g.fillText(line, 0, height + MARGIN + (i + 0.5) * LINE));
}

/**
 * Draw what is on the stage: its canvases, the words beside them, the cell's drawings, the caption.
 * @param {Player} player
 * @param {string} link
 */
async function pictureOf(player, link) {
  const sheet = sheetOf(player, captionOf(player, link, player.standing), SCALE);
  beginSheet(player, sheet);
  const { dpr } = player;
  player.redraw(SCALE, true);
  drawCanvases(player, sheet);
  player.redraw(dpr);
  drawWords(player, sheet);
  for (const drawing of visible(player, DRAWINGS)) drawImage(sheet, await imageOf(drawing, sheet), drawing);
  return sheet.canvas;
}

/**
 * What stands below the picture: in words, what it is of, the moment, its seed, and where it comes from.
 * @param {Player} player
 * @param {string} link
 */
export function captionOf({ header }, link, standing = "") {
  return [plain(header.summary), standing, plain(header.caption), link].filter(Boolean);
}

/** Save the picture as a file. @param {Player} player */
export async function savePicture(player) {
  const canvas = await pictureOf(player, linkHere());
  canvas.toBlob((blob) => {
    if (blob) saveBlob(blob, `lstm97-${player.header.id}.png`);
  }, "image/png");
}

/**
 * @param {Blob} blob
 * @param {string} name
 */
export function saveBlob(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/**
 * Every canvas as it is at this moment.
 * @param {Player} player
 * @param {Sheet} sheet
 */
export function drawCanvases(player, { g, place }) {
  for (const canvas of visible(player, "canvas")) {
    const { x, y, width, height } = place(canvas);
    if (width && height) g.drawImage(/** @type {HTMLCanvasElement} */ (canvas), x, y, width, height);
  }
}

/**
 * The words beside the canvases.
 * @param {Player} player
 * @param {Sheet} sheet
 */
export function drawWords(player, { g, place }) {
  for (const word of visible(player, WORDS)) drawWord(g, word, place(word));
}

/**
 * What is on show in the deck and the lanes, not the buttons and the read-out.
 * @param {Player} player
 * @param {string} selector
 */
export function visible(player, selector) {
  const all = [...player.deck.querySelectorAll(selector), ...player.lanesBox.querySelectorAll(selector)];
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

const SPILL = 40; // units of the drawing that reach over its edge
const STYLES = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "opacity", "display",
  "font-size", "font-weight", "font-style", "font-family"];

/**
 * An SVG as an image, its computed styles written into it, since the style sheet stays behind.
 * @param {Element} drawing
 * @param {Sheet} sheet
 */
export async function imageOf(drawing, { scale, place }) {
  const { width, height } = place(drawing);
  const copy = /** @type {SVGElement} */ (drawing.cloneNode(true));
  const [here, there] = [[...drawing.querySelectorAll("*")], [...copy.querySelectorAll("*")]];
  here.forEach((one, i) => {
    const style = getComputedStyle(one);
    there[i].setAttribute("style", STYLES.map((name) => `${name}:${style.getPropertyValue(name)}`).join(";"));
  });
  copy.setAttribute("viewBox", `${-SPILL} ${-SPILL} ${720 + 2 * SPILL} ${366 + 2 * SPILL}`);
  copy.setAttribute("width", String(scale * width * (1 + 2 * SPILL / 720)));
  copy.setAttribute("height", String(scale * height * (1 + 2 * SPILL / 366)));
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  return image;
}

/**
 * The image of a drawing where the drawing stands.
 * @param {Sheet} sheet
 * @param {HTMLImageElement} image
 * @param {Element} drawing
 */
export function drawImage({ g, scale, place }, image, drawing) {
  const { x, y, width, height } = place(drawing);
  const [across, down] = [image.width / scale, image.height / scale];
  g.drawImage(image, x - (across - width) / 2, y - (down - height) / 2, across, down);
}

/**
 * Lines broken at blanks, or anywhere in a word that is too long (Chinese, a link). None begins
 * with a mark that belongs to the words before it.
 * @param {CanvasRenderingContext2D} g
 * @param {string[]} lines
 * @param {number} width
 * @param {string} font
 */
export function wrapped(g, lines, width, font) {
  g.font = `14px ${font}`;
  return lines.flatMap((line) => {
    const broken = [""];
    for (const piece of line.match(/(?:[\u2e80-\uffef]|[^\s\u2e80-\uffef]{1,40}\s*)[，。、；：！？）》」]*|\s+/g) ?? []) {
      const last = broken.length - 1;
      if (broken[last] && g.measureText(broken[last] + piece).width > width) broken.push(piece);
      else broken[last] += piece;
    }
    return broken;
  });
}
