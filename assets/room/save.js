// A file that is made in the browser: a download of the server's lives in one of its processes.
export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button");
  button.textContent = data.label;
  button.onclick = () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["\ufeff", data.text], { type: "text/csv" }));
    link.download = data.name;
    link.click();
    URL.revokeObjectURL(link.href);
  };
}
