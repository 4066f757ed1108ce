// The map of the lesson: each page with its picture and how far the reader is with it. A click goes
// there within the session; opened in a tab of its own a page is a plain link.
const SVG = "http://www.w3.org/2000/svg";

const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};

function picture(slug) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 96 54");
  svg.setAttribute("aria-hidden", "true");
  svg.append(document.createElementNS(SVG, "use"));
  svg.firstChild.setAttribute("href", `#${slug}`);
  return svg;
}

function card(page, words, open) {
  const mark = make("span", { class: "mark" }, page.state === "done" ? "✓" : "");
  const name = make("b", {}, page.title, mark);
  const link = make("a", { href: page.href, class: page.state }, picture(page.slug), make("span", {}, name, page.line));
  if (words[page.state]) mark.setAttribute("aria-label", words[page.state]);
  if (words[page.state]) mark.setAttribute("role", "img");
  if (page.next) link.setAttribute("aria-current", "step");
  link.onclick = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(page.slug);
  };
  return make("li", {}, link);
}

export default function ({ data, parentElement, setTriggerValue }) {
  const nav = parentElement.querySelector("nav");
  nav.setAttribute("aria-label", data.words.label);
  for (const [role, color] of Object.entries(data.colors)) nav.style.setProperty(`--${role}`, color);
  const open = (slug) => setTriggerValue("open", slug);
  nav.replaceChildren(
    ...data.sections.flatMap(({ name, pages }) => [
      make("h3", {}, name),
      make("ul", {}, ...pages.map((page) => card(page, data.words, open))),
    ]),
  );
}
