"""A class at once: ``python tests/load.py --sessions 60 --seconds 30``.

Starts the app and lets many sessions act, each moving the length slider of the error race every
two seconds. Prints how long the new result took to come, from the press to the end of the run, and
how much processor time an act cost the server (on a busy machine the more telling number). It
speaks Streamlit's own protocol, so it measures the server without sixty browsers beside it.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import statistics
import sys
import time
from itertools import chain
from pathlib import Path

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

sys.path.insert(0, str(Path(__file__).parent / "browser"))
from driving import ROOT, serve

PAGE, SKIP, LENGTH = "error-race", "skip", "length"
AGAIN = ForwardMsg.FINISHED_EARLY_FOR_RERUN
EVERY = 2.0  # seconds between two acts of one session
ARRIVAL = 0.4  # seconds between two who come


class Session:
    """One reader: knows the widgets that are on the page, and what they were set to."""

    def __init__(self, socket):
        self.socket = socket
        self.widgets = {}  # by a piece of the widget's key
        self.parts = {}  # the fragment that each of them belongs to, if any
        self.page_hash = ""
        self.values = {}
        self.failures = []

    async def act(self, **triggers):
        """Ask for a run and wait for its end; returns the seconds it took."""
        message = BackMsg()
        run = message.rerun_script
        run.query_string = ""
        run.page_script_hash = self.page_hash
        run.page_name = "" if self.page_hash else PAGE
        for widget, value in self.values.items():
            run.widget_states.widgets.add(id=widget).double_array_value.data.append(value)
        for widget in triggers.values():
            run.widget_states.widgets.add(id=widget, trigger_value=True)
        for widget in (*self.values, *triggers.values()):
            run.fragment_id = self.parts[widget]
        began = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        await self._finish()
        return time.perf_counter() - began

    async def _finish(self):
        async for data in self.socket:
            message = ForwardMsg.FromString(data)
            kind = message.WhichOneof("type")
            if kind == "navigation":
                self.page_hash = message.navigation.page_script_hash
            elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
                self._see(message.delta)
            elif kind == "script_finished" and message.script_finished != AGAIN:
                return

    def _see(self, delta):
        element = delta.new_element
        kind = element.WhichOneof("type")
        if kind in ("slider", "button"):
            widget = getattr(element, kind)
            for piece in (SKIP, LENGTH):
                if f"/{piece}" in widget.id:
                    self.widgets[piece] = widget.id
                    self.parts[widget.id] = delta.fragment_id
        if kind == "exception":
            self.failures.append(element.exception.message)


async def read(url, begin, end, times):
    """Open the page, reveal, and act until the end; only what comes after ``begin`` counts."""
    address = url.replace("http", "ws") + "/_stcore/stream"
    how = {"subprotocols": ["streamlit"], "max_size": None, "open_timeout": 60}
    async with websockets.connect(address, **how) as socket:
        session = Session(socket)
        await session.act()
        await session.act(skip=session.widgets[SKIP])
        await asyncio.sleep(random.uniform(0, EVERY))
        while time.perf_counter() < end:
            session.values[session.widgets[LENGTH]] = float(random.randint(10, 200))
            took = await session.act()
            if time.perf_counter() > begin:
                times.append(took)
            await asyncio.sleep(max(0, EVERY - took))
        return session.failures


async def measure(url, sessions, seconds):
    """Times of acts and their mean processor time once everybody is there; what went wrong."""
    times, begin = [], time.perf_counter() + sessions * ARRIVAL + EVERY
    tasks = []
    for _ in range(sessions):
        tasks.append(asyncio.create_task(read(url, begin, begin + seconds, times)))
        await asyncio.sleep(ARRIVAL)
    await asyncio.sleep(begin - time.perf_counter())
    before = server_seconds()
    failures = await asyncio.gather(*tasks)
    return times, (server_seconds() - before) / max(1, len(times)), [*chain(*failures)]


def server_seconds():
    """Processor time that the server, our only child, has used."""
    child = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()[0]
    fields = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=60)
    parser.add_argument("--seconds", type=float, default=30)
    args = parser.parse_args()
    with serve(ROOT / "app.py") as url:
        times, cost, failures = asyncio.run(measure(url, args.sessions, args.seconds))
    cuts = statistics.quantiles(times, n=20)
    print(
        f"{args.sessions} sessions, {len(times)} acts, {len(failures)} failures: "
        f"p50 {1000 * cuts[9]:.0f} ms, p95 {1000 * cuts[18]:.0f} ms, "
        f"{1000 * cost:.0f} ms of processor time an act",
        *set(failures),
        sep="\n",
    )


if __name__ == "__main__":
    main()
