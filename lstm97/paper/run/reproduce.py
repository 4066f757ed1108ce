"""Train rows of the paper's tables with its own algorithm, watch them, and go on later.

Each trial's weights and sequences follow from --seed and its number alone, so that neither
--workers nor an interruption changes a result. A checkpoint is written every half minute and
with --resume the same command goes on from there.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import sys
import time
from collections.abc import Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Thread

from lstm97.paper.data.conditions import experiment_of
from lstm97.paper.data.presets import CLASSROOM, find_row
from lstm97.paper.data.row import Row
from lstm97.paper.data.rows import ROWS
from lstm97.paper.run import job as work
from lstm97.paper.run.job import Job, plan
from lstm97.paper.show.comparison import comparisons
from lstm97.paper.show.table import lines, notes
from lstm97.words import FALLBACK, translate

LONG = 110  # sequences longer than this make a row a long one


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("experiment", nargs="*", default=["6a", "4", "3a"], help=_names())
    parser.add_argument("--trials", type=positive, default=10)
    parser.add_argument("--workers", type=positive, default=os.cpu_count() or 1)
    parser.add_argument("--preset", choices=("paper", "classroom"), default="paper")
    parser.add_argument("--out", default="runs", metavar="DIR", help="where results are left")
    parser.add_argument("--seed", type=int, default=1997)
    parser.add_argument("--limit", type=positive, help="give a trial up after so many sequences")
    parser.add_argument("--long", action="store_true", help="rows with long lags too")
    parser.add_argument("--resume", action="store_true", help="go on from the last checkpoint")


def positive(text: str) -> int:
    """An option's number; raises ArgumentTypeError unless it is 1 or more."""
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"must be 1 or more, got {text!r}")
    return int(text)


def _names() -> str:
    return f"an experiment (its rows of usual lag), one row, or all; rows: {', '.join(ROWS)}"


def chosen(names: Sequence[str], *, long: bool = False, preset: str = "paper") -> list[Row]:
    """The rows that ``names`` stand for. Raises ValueError for a name that stands for none."""
    known = {s: ROWS[s] for s in (CLASSROOM if preset == "classroom" else ROWS)}
    slugs: list[str] = []
    for name in names:
        found = (
            [name]
            if name in known
            else [
                slug
                for slug, row in known.items()
                if name in ("all", experiment_of(slug))
                and not row.beside
                and (long or name == "all" or not is_long(row))
            ]
        )
        if not found:
            raise ValueError(f"no experiment {name!r}; there are {', '.join(known)}")
        slugs += [slug for slug in found if slug not in slugs]
    return [find_row(slug, preset) for slug in slugs]


def is_long(row: Row) -> bool:
    """Whether a row's sequences are far longer than the shortest of its table."""
    return max(row.parameters.get("length", 0), row.parameters.get("q", 0)) > LONG


def run(args: argparse.Namespace) -> int:
    """Run the command; 0 when every trial has ended."""
    try:
        rows = chosen(args.experiment, long=args.long, preset=args.preset)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    command = " ".join(["python -m lstm97 reproduce", *_said(args)])
    jobs = [
        Job(group, args.trials, args.seed, args.out, command, args.resume, args.preset, args.limit)
        for group in plan(rows)
    ]
    if not args.resume:
        for job in jobs:
            job.progress.unlink(missing_ok=True)
    os.environ.update(dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"), "1"))
    context = multiprocessing.get_context("spawn")
    try:
        with ProcessPoolExecutor(args.workers, context, _end_with_the_command) as executor:
            follow(jobs, executor)
    except KeyboardInterrupt:
        print(f"\n{translate(FALLBACK, 'paper.run.stopped')}", file=sys.stderr)
        return 130
    slugs = {row.published for row in rows} if args.preset == "paper" else set()
    found = [one for one in comparisons(Path(args.out)) if one.published.row in slugs]
    if found:
        print("\n".join([*lines(found), "", *notes(found)]))
    return 0


def _end_with_the_command() -> None:
    """A worker does not outlive the command, however that ended: one job has one writer."""
    Thread(target=_end_after, args=(multiprocessing.parent_process(),), daemon=True).start()


def _end_after(command: BaseProcess) -> None:
    command.join()
    os._exit(1)


def follow(jobs: Sequence[Job], executor: Executor) -> None:
    """Run jobs on any executor and show how far they are until all are done."""
    waiting: dict[Future[str], Job] = {executor.submit(work.run, job): job for job in jobs}
    live = sys.stderr.isatty()
    told = 0.0
    while waiting:
        done, _ = wait(waiting, timeout=1.0, return_when="FIRST_COMPLETED")
        for future in done:
            job = waiting.pop(future)
            future.result()
            _line(progress(job) + "  done", live=live, last=True)
        if waiting and (live or time.monotonic() - told > 60):
            told = time.monotonic()
            _line("   ".join(filter(None, map(progress, waiting.values()))), live=live)


def progress(job: Job) -> str:
    """How far a job is: sequences, solved trials, rate, and how long it can take at most."""
    if not job.progress.exists():
        return ""
    told = json.loads(job.progress.read_text())
    rate = told["seen"] / max(told["seconds"], 1e-9)
    left = (told["limit"] - told["seen"]) / max(rate, 1e-9) if told["live"] else 0.0
    return (
        f"{job.name} [{_bar(told['trials'] - told['live'], told['trials'])}] "
        f"{told['seen']:,} sequences, {told['solved']}/{told['trials']} solved, "
        f"{rate:,.0f}/s, at most {_time(left)} left"
    )


def _bar(done: int, whole: int, width: int = 10) -> str:
    filled = done * width // whole
    return "#" * filled + "." * (width - filled)


def _time(seconds: float) -> str:
    if seconds < 5400:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h"


def _line(text: str, *, live: bool, last: bool = False) -> None:
    if text:
        end = "\n" if last or not live else ""
        print(f"\r\033[K{text}" if live else text, end=end, file=sys.stderr, flush=True)


def _said(args: argparse.Namespace) -> list[str]:
    words = [*args.experiment, f"--trials {args.trials}", f"--seed {args.seed}"]
    words += ["--long"] * args.long + [f"--preset {args.preset}"] * (args.preset != "paper")
    words += [f"--limit {args.limit}"] * (args.limit is not None)
    return words
