// Keeps guesses and pages seen in the browser, as one line of entries "page" and
// "page.question.option.mark". A session that begins is told what was kept; then it is the newest.
const KEPT = "lstm97-progress";

/** What an entry is about: a page, or one question of it. */
const subject = (entry) => entry.split(".").slice(0, 2).join(".");
const entries = (text) => new Map((text || "").split("~").filter(Boolean).map((one) => [subject(one), one]));

function stored() {
  try {
    return localStorage.getItem(KEPT) ?? "";
  } catch {
    return ""; // a browser that keeps nothing
  }
}

export default function ({ data, setStateValue }) {
  const before = data.anew ? "" : stored();
  const now = new Map([...entries(before), ...entries(data.text)]);
  for (const one of data.dropped) now.delete(one);
  try {
    localStorage.setItem(KEPT, [...now.values()].join("~"));
  } catch {
    // then the link on the first page is the way to keep them
  }
  const known = entries(data.text);
  const news = [...entries(before).keys()].some((one) => !known.has(one));
  if (data.fresh && news) setStateValue("kept", before);
}
