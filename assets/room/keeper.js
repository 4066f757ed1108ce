// Keeps the teacher's room in the browser, so that it is there again after sleep or a restart of
// the server, and finds out whether this host passes on the room's own addresses.
export default function ({ data, setStateValue }) {
  const secure = location.protocol === "https:" ? "; secure" : "";
  const age = data.value ? 86400 : 0;
  if (data.value || document.cookie.includes(`${data.name}=`)) {
    document.cookie = `${data.name}=${data.value}; path=/; samesite=strict; max-age=${age}${secure}`;
  }
  if (!data.ping) return;
  fetch(data.ping, { cache: "no-store" })
    .then((answer) => answer.json())
    .then((said) => setStateValue("reached", said.room === true ? "yes" : "no"))
    .catch(() => setStateValue("reached", "no"));
}
