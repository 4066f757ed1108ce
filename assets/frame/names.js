// Streamlit, Vega and Plotly name their buttons and boxes in English; the reader's language takes the
// place of those names, for the eye and for a screen reader, as soon as they appear.
const SAID = ["aria-label", "title", "placeholder", "data-title", "aria-roledescription"];
const PLACE = "{name}";
// A sign in a text stands beside the words that say what it means: only these are heard.
const SIGN = '[role="img"][aria-label$=" icon"]';
const SKIPPED = "script, style, code, textarea";

// What says a text in the page's language, or nothing for a text that stays.
function dictionary(pairs) {
  const whole = new Map(pairs.filter(([from]) => !from.includes(PLACE)));
  const shaped = pairs.filter(([from]) => from.includes(PLACE))
    .map(([from, to]) => [from.split(PLACE), to]);
  return (text) => {
    const known = whole.get(text);
    if (known !== undefined) return known;
    for (const [[before, after], to] of shaped) {
      if (text.startsWith(before) && text.endsWith(after) && text.length > before.length + after.length)
        return to.replace(PLACE, () => text.slice(before.length, text.length - after.length));
    }
    return undefined;
  };
}

/** Put the names in place now and from now on; returns what ends it. */
export function speak(pairs, root = document.body) {
  const say = dictionary(pairs);
  const name = (one) => {
    if (one.matches(SIGN)) {
      one.removeAttribute("aria-label");
      one.setAttribute("aria-hidden", "true");
    }
    for (const attribute of SAID) {
      const said = say(one.getAttribute(attribute) ?? "");
      if (said !== undefined) one.setAttribute(attribute, said);
    }
  };
  const read = (text) => {
    const said = say(text.data.trim());
    if (said !== undefined && !text.parentElement?.closest(SKIPPED)) text.data = said;
  };
  const all = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return read(node);
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches(SKIPPED)) return;
    name(node);
    for (const one of node.querySelectorAll(SAID.map((attribute) => `[${attribute}]`))) name(one);
    const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) read(texts.currentNode);
  };
  const observer = new MutationObserver((records) => {
    for (const { type, target, addedNodes } of records) {
      if (type === "attributes") name(target);
      else addedNodes.forEach(all);
    }
  });
  all(root);
  observer.observe(root, { childList: true, subtree: true, attributeFilter: SAID });
  return () => observer.disconnect();
}
