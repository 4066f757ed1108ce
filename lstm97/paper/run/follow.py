"""Run jobs on any executor and show on one line how far they are.

What a job cannot do is said when it ends; the other jobs go on.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, wait
from typing import Any

from lstm97.paper.errors import RunError, say
from lstm97.paper.run import job as work
from lstm97.paper.run.job import Job

WIDTH = 10  # characters of a bar
MINUTE = 60.0  # seconds between two lines where nobody looks on


def follow(jobs: Sequence[Job], executor: Executor) -> list[str]:
    """Run jobs and show how far they are until all are done; what went wrong, a sentence each."""
    waiting: dict[Future[str], Job] = {executor.submit(work.run, job): job for job in jobs}
    live = sys.stderr.isatty()
    last, troubles = 0.0, []
    while waiting:
        done, _ = wait(waiting, timeout=1.0, return_when="FIRST_COMPLETED")
        for future in done:
            job = waiting.pop(future)
            try:
                future.result()
                _line(progress(job) + "  done", live=live, last=True)
            except RunError as trouble:
                troubles.append(str(trouble))
            except BrokenExecutor:
                troubles.append(say("killed", job=job.name, kept=work.checkpoint_sentence(job)))
        if waiting and (live or time.monotonic() - last > MINUTE):
            last = time.monotonic()
            _line("   ".join(filter(None, map(progress, waiting.values()))), live=live)
    return troubles


def progress(job: Job) -> str:
    """How far a job is, in words; nothing where its file can't be read, or holds something else."""
    try:
        return _sentence(job.name, json.loads(job.progress.read_text()))
    except (OSError, ValueError, TypeError, KeyError):
        return ""


def _sentence(name: str, state: Mapping[str, Any]) -> str:
    """Sequences, solved trials, rate, and how long it can take at most."""
    rate = state["seen"] / max(state["seconds"], 1e-9)
    left = (state["limit"] - state["seen"]) / max(rate, 1e-9) if state["live"] else 0.0
    return (
        f"{name} [{_bar(state['trials'] - state['live'], state['trials'])}] "
        f"{state['seen']:,} sequences, {state['solved']}/{state['trials']} solved, "
        f"{rate:,.0f}/s, at most {_time(left)} left"
    )


def _bar(done: int, whole: int) -> str:
    filled = done * WIDTH // whole
    return "#" * filled + "." * (WIDTH - filled)


def _time(seconds: float) -> str:
    if seconds < 5400:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h"


def _line(text: str, *, live: bool, last: bool = False) -> None:
    if text:
        end = "\n" if last or not live else ""
        print(f"\r\033[K{text}" if live else text, end=end, file=sys.stderr, flush=True)
