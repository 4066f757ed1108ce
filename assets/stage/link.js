// The page's link as others are given it.

const OURS = /^(present|embed|embed_options|went)(=|$)/; // how this window shows the page, not what is on it

/**
 * The link with the language that the page is shown in, which its address leaves out where it is the
 * reader's own: who opens it may read another. A page that is a file has no such link.
 * @param {string} href
 * @param {string} lang
 */
export function linkIn(href, lang) {
  const [, start, query, anchor] = href.match(/^(https?:[^?#]*)\??([^#]*)(.*)$/) ?? [];
  if (!start) return href;
  const said = query.split("&").filter((one) => one && !OURS.test(one));
  if (lang && !said.some((one) => one.startsWith("lang="))) said.unshift(`lang=${lang}`);
  return start + (said.length ? `?${said.join("&")}` : "") + anchor;
}

/** The link of the page as it stands now. */
export const linkHere = () => linkIn(location.href, document.documentElement.lang);
