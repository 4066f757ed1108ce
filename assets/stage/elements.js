// Makers of HTML and SVG elements, so that the rest of the stage says what it builds in one line.

export function make(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name === "class") element.className = value;
    else if (name.startsWith("on")) element[name] = value;
    else if (value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export const setText = (node, text) => {
  if (node.textContent !== text) node.textContent = text;
};

const GLYPHS = {
  play: "M6 4l11 7-11 7z", pause: "M5 4h4v14H5zM13 4h4v14h-4z",
  next: "M5 5l8 6-8 6zM14 5h3v12h-3z", back: "M17 5l-8 6 8 6zM5 5h3v12H5z",
  first: "M4 5h2.5v12H4zM12 5l-5.5 6 5.5 6zM18 5l-5.5 6 5.5 6z",
  last: "M15.5 5h2.5v12h-2.5zM10 5l5.5 6-5.5 6zM4 5l5.5 6-5.5 6z",
  slower: "M5 10h12v2.5H5z", faster: "M5 10h12v2.5H5zM9.8 5.2h2.5v12h-2.5z",
};

export function glyph(name) {
  return svg("svg", { viewBox: "0 0 22 22", "aria-hidden": "true" }, svg("path", { d: GLYPHS[name] }));
}
