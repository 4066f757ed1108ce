// Lines of source code with their numbers; the marked ones are what an equation says.
export default function ({ data, parentElement }) {
  const list = parentElement.querySelector("ol");
  list.style.setProperty("--mark", data.color);
  list.setAttribute("aria-label", data.label);
  list.replaceChildren(
    ...data.lines.map(([number, text, marked]) => {
      const line = document.createElement("li");
      const code = document.createElement(marked ? "mark" : "span");
      const comment = text.indexOf("  # ");
      code.textContent = comment < 0 ? text : text.slice(0, comment);
      line.dataset.number = number || "";
      line.append(code);
      if (comment >= 0) {
        const aside = document.createElement("i");
        aside.textContent = text.slice(comment);
        code.append(aside);
      }
      return line;
    }),
  );
}
