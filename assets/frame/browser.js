// What Streamlit does not tell the browser: the language of the page, and that its menu, a list of
// groups, is several lists. A screen reader chooses its voice by the one and counts by the other.
// And what frame.css cannot know: the colour of the page, for what lies above it while it scrolls.
export default function ({ data }) {
  const root = document.documentElement;
  root.lang = data;
  const app = document.querySelector('[data-testid="stApp"]');
  const colour = () => root.style.setProperty("--page", app ? getComputedStyle(app).backgroundColor : "Canvas");
  colour();
  const dark = matchMedia("(prefers-color-scheme: dark)");
  dark.addEventListener("change", colour);
  const repainted = new MutationObserver(colour);
  if (app) repainted.observe(app, { attributeFilter: ["class"] });
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
  return () => {
    observer.disconnect();
    repainted.disconnect();
    dark.removeEventListener("change", colour);
  };
}
