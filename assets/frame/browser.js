// What Streamlit does not tell the browser: the language of the page, and that its menu, a list of
// groups, is several lists. A screen reader chooses its voice by the one and counts by the other.
export default function ({ data }) {
  document.documentElement.lang = data;
  const mend = () => {
    for (const menu of document.querySelectorAll('[data-testid="stSidebarNavItems"]')) {
      menu.setAttribute("role", "presentation");
      for (const group of menu.children) {
        group.setAttribute("role", "list");
        group.setAttribute("aria-label", group.querySelector("header")?.innerText.split("\n")[0] ?? "");
        group.querySelector("header")?.setAttribute("role", "presentation");
      }
    }
  };
  mend();
  const sidebar = document.querySelector('[data-testid="stSidebar"]');
  const observer = new MutationObserver(mend);
  if (sidebar) observer.observe(sidebar, { childList: true, subtree: true });
  return () => observer.disconnect();
}
