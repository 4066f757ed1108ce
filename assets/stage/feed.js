// The feed: an invisible element that holds the data and hands each scene or patch to the stages.

import contract from "./contract.json" with { type: "json" };

const feeds = (globalThis.lstm97Feeds ??= new Map());
const seen = new WeakSet();

/** @param {{ data: Uint8Array<ArrayBuffer> | null, key: string }} element */
export default function feed({ data, key }) {
  if (data && !seen.has(data)) {
    seen.add(data);
    feeds.set(key, data);
    document.dispatchEvent(new CustomEvent(contract.FEED_EVENT, { detail: data }));
  }
  return () => feeds.delete(key);
}
