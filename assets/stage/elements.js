// Makers of HTML and SVG elements, so that the rest of the stage says what it builds in one line.

/**
 * Stands in a field that is filled before it is read, so that its type needs no null.
 * @returns {any}
 */
export const later = () => undefined;

/**
 * An HTML element; what begins with "on" is a listener, null and undefined are left out.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, any>} [props]
 * @param {...(Node | string | null | undefined)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, props = {}, ...children) {
  const element = /** @type {any} */ (document.createElement(tag));
  for (const [name, value] of Object.entries(props)) {
    if (name === "class") element.className = value;
    else if (name.startsWith("on")) element[name] = value;
    else if (value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/**
 * A button with a sign, called by its label of that name.
 * @param {Record<string, string>} labels
 * @param {string} name
 * @param {string} icon
 * @param {() => void} act
 */
export const iconButton = (labels, name, icon, act) => make("button", {
  type: "button", "aria-label": labels[name], title: labels[name], "data-act": name, onclick: act,
}, glyph(icon));

/** @param {HTMLCanvasElement} canvas */
export const contextOf = (canvas) => /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));

const SVG = "http://www.w3.org/2000/svg";
/**
 * @param {string} tag
 * @param {Record<string, string | number>} [attributes]
 * @param {...(Node | string)} children
 * @returns {SVGElement}
 */
export function svg(tag, attributes = {}, ...children) {
  const element = /** @type {SVGElement} */ (document.createElementNS(SVG, tag));
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/**
 * @param {Node | null} node
 * @param {string} text
 */
export const setText = (node, text) => {
  if (node && node.textContent !== text) node.textContent = text;
};

/** @type {Record<string, string>} */
const GLYPHS = {
  play: "M6 4l11 7-11 7z", pause: "M5 4h4v14H5zM13 4h4v14h-4z",
  next: "M5 5l8 6-8 6zM14 5h3v12h-3z", back: "M17 5l-8 6 8 6zM5 5h3v12H5z",
  first: "M4 5h2.5v12H4zM12 5l-5.5 6 5.5 6zM18 5l-5.5 6 5.5 6z",
  last: "M15.5 5h2.5v12h-2.5zM10 5l5.5 6-5.5 6zM4 5l5.5 6-5.5 6z",
  sound: "M4 8h3l5-4v14l-5-4H4zM14.5 7.5a5 5 0 0 1 0 7l-1.2-1.2a3.3 3.3 0 0 0 0-4.6z",
  save: "M9.8 3h2.4v7h3.3L11 14.5 6.5 10h3.3zM4 16h14v2.5H4z",
  clip: "M11 3.5a7.5 7.5 0 1 0 .01 0zM11 7.5a3.5 3.5 0 1 1-.01 0z",
  slower: "M5 10h12v2.5H5z", faster: "M5 10h12v2.5H5zM9.8 5.2h2.5v12h-2.5z",
};

/** @param {string} name */
export function glyph(name) {
  return svg("svg", { viewBox: "0 0 22 22", "aria-hidden": "true" }, svg("path", { d: GLYPHS[name] }));
}
