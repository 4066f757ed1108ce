"""Asks an ASGI application without a network between: a request in, an answer out."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

# A browser of the other tests keeps a loop running in the main thread, where none may be run then.
_apart = ThreadPoolExecutor(1, "asking")


def run(coroutine):
    """What a coroutine returns, run on a loop of its own in a thread of its own."""
    return _apart.submit(asyncio.run, coroutine).result()


@dataclass
class Answer:
    status: int
    headers: dict
    body: bytes
    cookies: tuple = ()  # name and value of each that was set

    def json(self):
        return json.loads(self.body)

    @property
    def text(self):
        return self.body.decode()

    @property
    def cookie(self):
        """Name and value of the cookie that was set."""
        return self.headers.get("set-cookie", "").partition(";")[0]


def scope(method, path, query="", headers=(), host="10.1.2.3"):
    raw = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
    return {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method,
        "path": path, "raw_path": path.encode(errors="replace"), "query_string": query.encode(),
        "root_path": "", "scheme": "http", "headers": raw, "client": (host, 1), "server": ("h", 80),
    }  # fmt: skip


async def ask(app, where, body=b"", *, until=None):
    """The answer; of a stream what comes before ``until`` is true of it."""
    pieces, found, gone = [body], {}, asyncio.Event()

    async def receive():
        if pieces:
            return {"type": "http.request", "body": pieces.pop(), "more_body": False}
        await gone.wait()
        return {"type": "http.disconnect"}

    answer = Answer(0, {}, b"")

    async def send(message):
        if message["type"] == "http.response.start":
            found["status"] = message["status"]
            answer.status = message["status"]
            sent = [(k.decode(), v.decode()) for k, v in message["headers"]]
            answer.headers = dict(sent)
            answer.cookies = tuple(v.partition(";")[0] for k, v in sent if k == "set-cookie")
        else:
            answer.body += message.get("body", b"")
            if until is not None and until(answer.text):
                gone.set()

    await asyncio.wait_for(app(where, receive, send), 20)
    return answer


class Browser:
    """Somebody who asks: keeps cookies, speaks a language."""

    def __init__(self, app, language="en", host="10.1.2.3"):
        self.app, self.language, self.host, self.cookies = app, language, host, {}

    def get(self, path, **more):
        return self.ask("GET", path, **more)

    def post(self, path, sent, **more):
        body = sent if isinstance(sent, bytes) else json.dumps(sent).encode()
        return self.ask("POST", path, body=body, **more)

    def ask(self, method, path, body=b"", headers=(), until=None):
        path, _, query = path.partition("?")
        kept = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        given = dict([("accept-language", self.language), ("cookie", kept),
                      ("content-type", "application/json"), *headers])  # fmt: skip
        where = scope(method, path, query, given.items(), self.host)
        answer = run(ask(self.app, where, body, until=until))
        self.cookies |= dict(one.split("=", 1) for one in answer.cookies)
        return answer
