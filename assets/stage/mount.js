// The entry: components v2 calls it, feeds may have come before it. One packed buffer of float32
// comes in (see README.md beside this file); nothing goes out while a reader plays or scrubs.

import { Stage } from "./stage.js";

/** @type {WeakMap<HTMLElement, Stage>} */
const INSTANCES = new WeakMap();

/**
 * Components v2 calls this at mount and again on every change of theme. The data come from the
 * feeds (see lstm97/ui/lesson/stage.py), which may have been there first.
 * @param {{ data: { key: string }, parentElement: HTMLElement, setStateValue: Stage["report"] }} component
 */
export default function mount({ data, parentElement, setStateValue }) {
  const root = /** @type {HTMLElement} */ (parentElement.querySelector(".stage"));
  let stage = INSTANCES.get(parentElement);
  if (stage?.root !== root) {
    stage?.dispose();
    stage = new Stage(root, data.key);
    INSTANCES.set(parentElement, stage);
  }
  stage.report = setStateValue;
  for (const bytes of globalThis.lstm97Feeds?.values() ?? []) if (!stage.header) stage.receive(bytes);
  stage.refreshTheme();
  return () => {
    INSTANCES.get(parentElement)?.dispose();
    INSTANCES.delete(parentElement);
  };
}
