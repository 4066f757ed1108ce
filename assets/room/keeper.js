// Keeps the teacher's room in the browser, so that it is there again after sleep or a restart of
// the server, and finds out whether this host passes on the room's own addresses.
//
// Other tabs of the same browser know the same cookie: one that leads no room says what it finds
// there, now and when somebody turns to it, and takes nothing away but the room that it has ended.
export default function ({ data, parentElement, setStateValue }) {
  const held = () => document.cookie.split("; ").find((one) => one.startsWith(`${data.name}=`))?.slice(data.name.length + 1) ?? "";
  const put = (value, age) => {
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `${data.name}=${value}; path=/; samesite=strict; max-age=${age}${secure}`;
  };
  if (data.value) put(data.value, 86400);
  else if (data.over && held().startsWith(`${data.over}.`)) put("", 0);

  const tell = () => { if (!document.hidden && !data.value && held()) setStateValue("held", held()); };
  document.removeEventListener("visibilitychange", parentElement.tell);
  parentElement.tell = tell;
  document.addEventListener("visibilitychange", tell);
  tell();

  if (data.ping) {
    fetch(data.ping, { cache: "no-store" })
      .then((answer) => answer.json())
      .then((said) => setStateValue("reached", said.room === true ? "yes" : "no"))
      .catch(() => setStateValue("reached", "no"));
  }
  return () => document.removeEventListener("visibilitychange", parentElement.tell);
}
