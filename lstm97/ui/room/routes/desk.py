"""The room's desk: every address below ``/room``, what it takes and what it answers.

Phones get a page, then their state as it changes; votes and a teacher's commands come as JSON. A
refusal is a sentence in the language of the request.
"""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from functools import wraps
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse

from lstm97.room import rooms, rounds, votes
from lstm97.room.codes import clean_code, digest
from lstm97.room.database import Database, Trouble
from lstm97.room.pace import Pace
from lstm97.room.refusal import Refusal
from lstm97.room.rooms import Key
from lstm97.room.view import for_phone, for_remote
from lstm97.ui.room.routes import incoming, phrases, sheets
from lstm97.ui.room.watch import EMPTY, Result, RoomState, Watch, look

DAY = 24 * 3600  # seconds
AGAIN = 2000  # milliseconds after which a browser comes back to a broken stream
STREAM = {"cache-control": "no-store", "x-accel-buffering": "no"}  # proxies pass on at once
WRONG_CODES = (30, 0.5)  # tries at once, and a second: a class types wrong, a machine guesses
VOTES = (20, 2.0)
REFUSALS = ("gone", "not-teacher")  # what a wrong code or secret is told

Endpoint = Callable[[Any, Request], Awaitable[Response]]
Stages = Callable[[str], Mapping[str, list[str]]]  # of each plan, in a language
_log = logging.getLogger("lstm97.room")


def _language(request: Request) -> str:
    return phrases.request_language(
        request.query_params.get("lang"), request.headers.get("accept-language")
    )


def refusals_as_text(endpoint: Endpoint) -> Endpoint:
    """What is refused becomes a sentence, and so does a database that does not answer."""

    @wraps(endpoint)
    async def wrapped(desk: Any, request: Request) -> Response:
        try:
            return await endpoint(desk, request)
        except Refusal as refusal:
            return _refuse(request, refusal.reason)
        except Trouble as error:
            _log.error("the database of rooms does not answer: %s", error)
            return _refuse(request, "unreachable")

    return wrapped


def _refuse(request: Request, reason: str) -> Response:
    sentence = phrases.refusal(_language(request), reason)
    return JSONResponse(
        {"refused": reason, "says": sentence}, sheets.STATUS[reason], headers=sheets.SAFE
    )


class Desk:
    """Answers for rooms; of a room it keeps nothing, of those who come too often a hash."""

    def __init__(self, db: Callable[[], Database], base: str, stages: Stages) -> None:
        self.watch = Watch(db)
        self._base, self._stages = base, stages
        self._codes, self._votes = Pace(*WRONG_CODES), Pace(*VOTES)

    async def ping(self, _: Request) -> Response:
        """Whether this host passes on what is asked for here."""
        return JSONResponse({"room": True}, headers=sheets.SAFE)

    async def file(self, request: Request) -> Response:
        """A stylesheet or module of these pages."""
        return sheets.file(request.path_params["name"], request.url.query)

    @refusals_as_text
    async def door(self, request: Request) -> Response:
        """Type a code, and go in."""
        typed, asked = request.query_params.get("code"), request.query_params.get("lang")
        lang = _language(request)
        if typed is None:
            return sheets.door(lang, "", asked=asked)
        try:
            code = await self._find(request, typed)
        except Refusal as refusal:
            return sheets.door(lang, "", refusal.reason, asked)
        speaking = f"?lang={lang}" if asked else ""
        return RedirectResponse(f"room/{code}{speaking}", 303, headers=sheets.SAFE)

    async def slash(self, request: Request) -> Response:
        """A slash too many, as it is typed, leads to the address without."""
        at = request.url.path.rstrip("/").rpartition("/")[2]
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"../{at}{query}", 303, headers=sheets.SAFE)

    @refusals_as_text
    async def phone(self, request: Request) -> Response:
        """A student's page, with what is on the wall in it."""
        lang, voter = _language(request), incoming.voter_or_new(request)
        try:
            code = await self._find(request, request.path_params["code"])
        except Refusal as refusal:
            asked = request.query_params.get("lang")
            return sheets.door(lang, "../", refusal.reason, asked)
        seen = await self.watch.run(look, code)
        page = sheets.phone(lang, code, _phone_state(seen, digest(voter, code), lang))
        self._cookie(page, request, incoming.VOTER, voter, f"{self._base}/room", "lax")
        return page

    @refusals_as_text
    async def state(self, request: Request) -> Response:
        """What a phone shows, for those that no stream reaches."""
        code, voter = await self._enter(request)
        seen = await self.watch.run(look, code)
        return JSONResponse(_phone_state(seen, voter, _language(request)), headers=sheets.SAFE)

    @refusals_as_text
    async def events(self, request: Request) -> Response:
        """The same, sent whenever it changes."""
        code, voter = await self._enter(request)
        lang = _language(request)
        return _stream(self._told(code, lambda seen: _phone_state(seen, voter, lang)))

    @refusals_as_text
    async def vote(self, request: Request) -> Response:
        """One vote; when this has answered, it is on the disk."""
        code = clean_code(request.path_params["code"])
        voter = digest(incoming.voter(request), code)
        if self._votes.wait(voter):
            raise Refusal("slow-down")
        self._votes.spend(voter)
        sent = await incoming.body(request)
        given = (sent.get("question"), sent.get("round"), sent.get("answer"))
        kept = await self._guess(request, code, votes.cast, code, voter, *given)
        return JSONResponse({"mine": kept}, headers=sheets.SAFE)

    async def remote(self, request: Request) -> Response:
        """A teacher's second device; nothing on this page is secret."""
        code = clean_code(request.path_params["code"])
        return sheets.remote(_language(request), code, self._stages(_language(request)))

    @refusals_as_text
    async def key(self, request: Request) -> Response:
        """The secret of a teacher's link becomes a cookie that no script can read."""
        code = clean_code(request.path_params["code"])
        sent = await incoming.body(request)
        await self._guess(request, code, rooms.teaches, Key(code, str(sent.get("secret"))))
        answer = JSONResponse({"room": code}, headers=sheets.SAFE)
        path = f"{self._base}/room/{code}"
        secret = str(sent["secret"])
        self._cookie(answer, request, incoming.TEACHER, secret, path, "strict")
        self._cookie(answer, request, incoming.LEADS, f"{code}.{secret}", "/", "strict")
        return answer

    @refusals_as_text
    async def panel(self, request: Request) -> Response:
        """What the remote control shows, sent whenever it changes."""
        code, lang = await self._teach(request), _language(request)
        return _stream(self._told(code, lambda seen: _remote_state(seen, lang), pulse=True))

    @refusals_as_text
    async def panel_state(self, request: Request) -> Response:
        """The same, once."""
        code = await self._teach(request)
        seen = await self.watch.run(look, code)
        return JSONResponse(_remote_state(seen, _language(request)), headers=sheets.SAFE)

    @refusals_as_text
    async def act(self, request: Request) -> Response:
        """A command of the remote control."""
        code = await self._teach(request)
        sent = await incoming.body(request)
        act = ACTS.get(str(sent.get("act")))
        if act is None:
            raise Refusal("no-answer")
        await self.watch.run(act, code, sent)
        seen = await self.watch.run(look, code)
        return JSONResponse(_remote_state(seen, _language(request)), headers=sheets.SAFE)

    async def _find(self, request: Request, typed: str) -> str:
        """The code of a room that there is."""
        code = clean_code(typed)
        return (await self._guess(request, code, rooms.find, code)).code

    async def _guess(
        self, request: Request, code: str, work: Callable[..., Result], *given: Any
    ) -> Result:
        """What ``work`` gives; who is wrong too often has to wait, who belongs to the room never.

        Everything that tells whether there is a room goes through here, or it could be asked
        instead.
        """
        place = incoming.place(request)
        if self._codes.wait(place) and not await self.watch.run(_belongs, request, code):
            raise Refusal("slow-down")
        try:
            return await self.watch.run(work, *given)
        except Refusal as refusal:
            if refusal.reason in REFUSALS:
                self._codes.spend(place)
            raise

    async def _enter(self, request: Request) -> tuple[str, str]:
        """The room and the voter, who has joined it now."""
        cookie = incoming.voter(request)
        code = await self._find(request, request.path_params["code"])
        voter = digest(cookie, code)
        await self.watch.run(rooms.join, code, voter)
        return code, voter

    async def _teach(self, request: Request) -> str:
        code = clean_code(request.path_params["code"])
        secret = incoming.secret(request, incoming.TEACHER)
        return (await self._guess(request, code, rooms.teaches, Key(code, secret))).code

    async def _told(
        self, code: str, state: Callable[[RoomState], dict[str, Any]], *, pulse: bool = False
    ) -> AsyncIterator[str]:
        """A stream of states; a phone hears nothing of those who come and vote."""
        yield f"retry: {AGAIN}\n\n"
        revision = -2
        async for seen in self.watch.follow(code):
            if seen is None:
                yield ": alive\n\n"
            elif pulse or seen.pulse.revision != revision:
                revision = seen.pulse.revision
                yield f"data: {json.dumps(state(seen), separators=(',', ':'))}\n\n"

    def _cookie(
        self, answer: Response, request: Request, name: str, value: str, path: str, same: Any
    ) -> None:
        told = request.headers.get("x-forwarded-proto", request.url.scheme)
        answer.set_cookie(
            name, value, max_age=DAY, path=path, httponly=True, samesite=same,
            secure=told == "https",
        )  # fmt: skip


def _belongs(db: Database, request: Request, code: str) -> bool:
    """True for who has joined this room, and for who leads it."""
    if rooms.has_joined(db, code, digest(incoming.secret(request, incoming.VOTER), code)):
        return True
    try:
        rooms.teaches(db, Key(code, incoming.secret(request, incoming.TEACHER)))
    except Refusal:
        return False
    return True


def _stream(lines: AsyncIterator[str]) -> Response:
    return StreamingResponse(
        lines, media_type="text/event-stream", headers={**sheets.SAFE, **STREAM}
    )


def _phone_state(seen: RoomState, voter: str, lang: str) -> dict[str, Any]:
    if seen.room is None or seen is EMPTY:
        return {"phase": "gone"}
    return for_phone(seen.room, seen.question, seen.answer_of(voter), lang)


def _remote_state(seen: RoomState, lang: str) -> dict[str, Any]:
    if seen.room is None or seen is EMPTY:
        return {"phase": "gone"}
    return for_remote(seen.room, seen.question, seen.pulse, lang)


def _step(name: str) -> Callable[[Database, str, Mapping[str, Any]], object]:
    """A step of the question that the remote control has seen, if it is still on the wall."""

    def act(db: Database, code: str, sent: Mapping[str, Any]) -> object:
        return rounds.step(db, code, _key(db, code, sent), name)

    return act


def _key(db: Database, code: str, sent: Mapping[str, Any]) -> str:
    current = rooms.find(db, code).current
    if not current or sent.get("question") != current:
        raise Refusal("other-question")
    return current


def _bars(db: Database, code: str, sent: Mapping[str, Any]) -> None:
    rounds.show_bars(db, code, _key(db, code, sent), bool(sent.get("on")))


def _turn(db: Database, code: str, sent: Mapping[str, Any]) -> None:
    stage = sent.get("stage")
    if not isinstance(stage, int) or not 0 <= stage < 100:
        raise Refusal("no-answer")
    rooms.turn_to(db, code, stage)


def _bring(db: Database, code: str, sent: Mapping[str, Any]) -> None:
    rooms.bring(db, code, bool(sent.get("on")))


ACTS: Mapping[str, Callable[[Database, str, Mapping[str, Any]], object]] = {
    **{name: _step(name) for name in rounds.STEPS},
    "bars": _bars,
    "stage": _turn,
    "bring": _bring,
}
