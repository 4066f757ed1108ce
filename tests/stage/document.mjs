// Just enough of a document for the stage to build itself and draw outside a browser. A canvas
// keeps what was drawn on it, in CSS pixels, so that a test can ask where a line went.

export const WIDTH = 1090; // of every box: 1,000 pixels of plot between the gutters of a canvas

class Style {
  setProperty(name, value) {
    this[name] = value;
  }
}

class Node {
  constructor(tag) {
    this.tag = tag;
    this.nodes = [];
    this.attributes = {};
    this.dataset = {};
    this.style = new Style();
    this.classes = new Set();
    this.parentElement = null;
    this.hidden = false;
    this.heard = {};
    const { classes } = this;
    this.classList = {
      add: (...names) => names.forEach((name) => classes.add(name)),
      remove: (...names) => names.forEach((name) => classes.delete(name)),
      contains: (name) => classes.has(name),
      toggle: (name, on = !classes.has(name)) => (on ? classes.add(name) : classes.delete(name)),
    };
  }
  set className(text) {
    this.classes.clear();
    text.split(" ").forEach((name) => this.classes.add(name));
  }
  get className() {
    return [...this.classes].join(" ");
  }
  get textContent() {
    return this.nodes.map((node) => (typeof node === "string" ? node : node.textContent)).join("");
  }
  set textContent(text) {
    this.nodes = [text];
  }
  get children() {
    return this.nodes.filter((node) => node instanceof Node);
  }
  get firstChild() {
    return this.nodes[0] ?? null;
  }
  get lastChild() {
    return this.nodes.at(-1) ?? null;
  }
  get clientWidth() {
    return this.ownWidth ?? this.parentElement?.clientWidth ?? WIDTH;
  }
  get offsetWidth() {
    return this.clientWidth;
  }
  get scrollHeight() {
    return 0;
  }
  get clientHeight() {
    return 0;
  }
  append(...nodes) {
    for (const node of nodes) {
      node.remove?.();
      if (node instanceof Node) node.parentElement = this;
      this.nodes.push(node);
    }
  }
  appendChild(node) {
    this.append(node);
    return node;
  }
  prepend(...nodes) {
    const old = this.nodes;
    this.nodes = [];
    this.append(...nodes);
    this.nodes.push(...old);
  }
  remove() {
    if (!this.parentElement) return;
    this.parentElement.nodes = this.parentElement.nodes.filter((node) => node !== this);
    this.parentElement = null;
  }
  replaceChildren(...nodes) {
    this.nodes = [];
    this.append(...nodes);
  }
  replaceWith(node) {
    const { parentElement } = this;
    parentElement.nodes[parentElement.nodes.indexOf(this)] = node;
    node.parentElement = parentElement;
  }
  setAttribute(name, value) {
    if (name === "class") this.className = String(value);
    if (name.startsWith("data-")) this.dataset[name.slice(5)] = String(value);
    this.attributes[name] = String(value);
  }
  getAttribute(name) {
    return this.attributes[name] ?? null;
  }
  removeAttribute(name) {
    delete this.attributes[name];
  }
  addEventListener(name, hear) {
    (this.heard[name] ??= []).push(hear);
  }
  /** Call what listens to an event here, as `onclick` and the like. */
  fire(name, event = {}) {
    const whole = { target: this, button: 0, preventDefault() {}, stopPropagation() {}, ...event };
    this[`on${name}`]?.(whole);
    for (const hear of this.heard[name] ?? []) hear(whole);
  }
  matches(selector) {
    return selector.split(",").some((one) => {
      const parts = one.trim().split(" > ");
      return parts.reverse().every((part, i) => this.above(i)?.is(part.split(" ").at(-1)));
    });
  }
  above(levels) {
    return levels ? this.parentElement?.above(levels - 1) : this;
  }
  is(simple) {
    const [, tag, name, data] = simple.match(/^(\w*)(?:\.([\w-]+))?(?:\[data-([\w-]+)[^\]]*\])?$/) ?? [];
    return (!tag || tag === this.tag) && (!name || this.classes.has(name)) && (!data || data in this.dataset);
  }
  closest(selector) {
    return this.matches(selector) ? this : this.parentElement?.closest(selector) ?? null;
  }
  querySelectorAll(selector) {
    return this.children.flatMap((child) => [...(child.matches(selector) ? [child] : []),
      ...child.querySelectorAll(selector)]);
  }
  querySelector(selector) {
    return this.querySelectorAll(selector)[0] ?? null;
  }
  getBoundingClientRect() {
    return { left: 0, top: 0, width: this.clientWidth, height: this.clientHeight };
  }
  focus() {}
  setPointerCapture() {}
  releasePointerCapture() {}
  hasPointerCapture() {
    return false;
  }
}

/** A 2-D context that keeps each stroke, fill and text with its place and its style. */
class Pen {
  constructor() {
    this.drawn = [];
    this.saved = [];
    this.at = { x: 0, y: 0, scale: 1 };
    this.path = [];
    this.dash = [];
    this.font = "";
    this.globalAlpha = 1;
  }
  note(op, more) {
    const { fillStyle, strokeStyle, lineWidth, dash, font, textAlign, globalAlpha } = this;
    this.drawn.push({ op, fillStyle, strokeStyle, lineWidth, dash, font, textAlign, globalAlpha, ...more });
  }
  place(x, y) {
    return [this.at.x + x, this.at.y + y];
  }
  save() {
    const { at, fillStyle, strokeStyle, lineWidth, dash, globalAlpha } = this;
    this.saved.push({ at: { ...at }, fillStyle, strokeStyle, lineWidth, dash, globalAlpha });
  }
  restore() {
    Object.assign(this, this.saved.pop());
  }
  setTransform() {
    this.at = { x: 0, y: 0, scale: 1 };
  }
  scale() {}
  rotate() {}
  translate(x, y) {
    [this.at.x, this.at.y] = this.place(x, y);
  }
  setLineDash(dash) {
    this.dash = [...dash];
  }
  beginPath() {
    this.path = [];
  }
  closePath() {}
  moveTo(x, y) {
    this.path.push(["M", ...this.place(x, y)]);
  }
  lineTo(x, y) {
    this.path.push(["L", ...this.place(x, y)]);
  }
  arc(x, y, radius) {
    this.path.push(["O", ...this.place(x, y), radius]);
  }
  rect(x, y, width, height) {
    this.path.push(["R", ...this.place(x, y), width, height]);
  }
  clip() {}
  stroke() {
    this.note("stroke", { path: this.path });
  }
  fill() {
    this.note("fill", { path: this.path });
  }
  fillRect(x, y, width, height) {
    this.note("rect", { box: [...this.place(x, y), width, height] });
  }
  strokeRect(x, y, width, height) {
    this.note("frame", { box: [...this.place(x, y), width, height] });
  }
  clearRect() {}
  fillText(text, x, y) {
    this.note("text", { text, at: this.place(x, y) });
  }
  measureText(text) {
    return { width: 7 * String(text).length };
  }
  drawImage(image, ...box) {
    this.note("image", { image, box });
  }
  putImageData(image) {
    this.note("pixels", { image });
  }
}

class Canvas extends Node {
  getContext() {
    return (this.pen ??= new Pen());
  }
}

const frames = [];
const create = (tag) => (tag === "canvas" ? new Canvas(tag) : new Node(tag));

Object.assign(globalThis, {
  document: Object.assign(new Node("document"), {
    createElement: create,
    createElementNS: (_, tag) => create(tag),
    createRange: () => ({
      selectNodeContents(node) {
        this.node = node;
      },
      deleteContents() {
        this.node.replaceChildren();
      },
    }),
    removeEventListener() {},
  }),
  window: { devicePixelRatio: 1, innerHeight: 900 },
  matchMedia: () => ({ matches: false }),
  ResizeObserver: class {
    observe() {}
    disconnect() {}
  },
  ImageData: class {
    constructor(width, height) {
      Object.assign(this, { width, height, data: new Uint8ClampedArray(4 * width * height) });
    }
  },
  getComputedStyle: () => ({ getPropertyValue: () => "", fontFamily: "sans" }),
  requestAnimationFrame: (draw) => frames.push(draw),
  cancelAnimationFrame() {},
});

/** Let the browser draw: every frame that has been asked for. */
export function nextFrame(now = performance.now()) {
  for (const draw of frames.splice(0)) draw(now);
}

/** An empty box of the page, `width` pixels wide. */
export function box(width = WIDTH) {
  const element = create("div");
  element.ownWidth = width;
  return element;
}
