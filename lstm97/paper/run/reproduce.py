"""Train rows of the paper's tables with its own algorithm, watch them, and go on later.

Each trial's weights and sequences follow from --seed and its number alone, so that neither
--workers nor an interruption changes a result. A checkpoint is written every half minute and
when the command is interrupted; with --resume the same command goes on from there, also to a
higher --limit.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Event
from pathlib import Path
from threading import Thread

from lstm97.arguments import whole
from lstm97.paper.data.conditions import experiment_of
from lstm97.paper.data.presets import SHORT, find_row
from lstm97.paper.data.row import Row
from lstm97.paper.data.rows import ROWS
from lstm97.paper.errors import RunError, say
from lstm97.paper.run import job as work
from lstm97.paper.run.follow import follow
from lstm97.paper.run.job import FOLDER, Job, plan
from lstm97.paper.run.lock import lock_rows
from lstm97.paper.show.comparison import comparisons
from lstm97.paper.show.table import lines, notes

CREW = 1000  # trials that are trained side by side, at most, and processes
LONG = 110  # sequences longer than this make a row a long one


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("experiment", nargs="*", default=["6a", "4", "3a"], help=_names())
    parser.add_argument("--trials", type=whole(1, CREW), default=10)
    parser.add_argument("--workers", type=whole(1, CREW), default=os.cpu_count() or 1)
    parser.add_argument("--preset", choices=("paper", "classroom"), default="paper")
    parser.add_argument("--out", default="runs", metavar="DIR", help="where results are left")
    parser.add_argument("--seed", type=whole(0), default=1997)
    parser.add_argument("--limit", type=whole(1), help="give a trial up after so many sequences")
    parser.add_argument("--long", action="store_true", help="rows with long lags too")
    parser.add_argument("--resume", action="store_true", help="go on from the last checkpoint")


def _names() -> str:
    return f"an experiment (its rows of usual lag), one row, or all; rows: {', '.join(ROWS)}"


def select(names: Sequence[str], *, long: bool = False, preset: str = "paper") -> list[Row]:
    """The rows that ``names`` stand for. Raises ValueError for a name that stands for none."""
    known = {s: ROWS[s] for s in (SHORT if preset == "classroom" else ROWS)}
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
    """Run the command.

    0 when every trial has ended, 1 when something could not be read or written, 2 for a row that
    does not exist, 130 when it was stopped.
    """
    try:
        rows = select(args.experiment, long=args.long, preset=args.preset)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    try:
        with _folder(Path(args.out)) as folder, lock_rows(folder, [row.slug for row in rows]):
            troubles, stopped = _train(rows, args)
    except RunError as refusal:
        print(refusal, file=sys.stderr)
        return 1
    for trouble in troubles:
        print(trouble, file=sys.stderr)
    if stopped:
        print(f"\n{say('stopped')}", file=sys.stderr)
        return 130
    _print(rows, args)
    return 1 if troubles else 0


@contextmanager
def _folder(out: Path) -> Iterator[Path]:
    """The folder of checkpoints, which can be written to; raises `RunError` if it cannot."""
    folder = out / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(bytes(1))
    except OSError as error:
        values = {"folder": str(out), "reason": error.strerror}
        raise RunError("unwritable", values) from None
    yield folder


def _train(rows: Sequence[Row], args: argparse.Namespace) -> tuple[list[str], bool]:
    """Run the jobs; what went wrong, and whether the user stopped them."""
    command = " ".join(["python -m lstm97 reproduce", *_words(args)])
    jobs = [
        Job(group, args.trials, args.seed, args.out, command, args.resume, args.preset, args.limit)
        for group in plan(rows)
    ]
    if not args.resume:
        for job in jobs:
            job.progress.unlink(missing_ok=True)
    os.environ.update(dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"), "1"))
    context = multiprocessing.get_context("spawn")
    stop = context.Event()
    executor = ProcessPoolExecutor(args.workers, context, begin, (stop,))
    try:
        return follow(jobs, executor), False
    except KeyboardInterrupt:
        stop.set()  # each worker ends its block, writes its checkpoint and returns
        executor.shutdown(cancel_futures=True)
        return [], True
    finally:
        executor.shutdown()


def begin(stop: Event) -> None:
    """Prepare a worker: it stops when told to, and does not outlive the command."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the command is interrupted, and tells it
    work.STOP = stop
    Thread(target=_end_after, args=(multiprocessing.parent_process(),), daemon=True).start()


def _end_after(command: BaseProcess) -> None:
    command.join()
    os._exit(1)


def _print(rows: Sequence[Row], args: argparse.Namespace) -> None:
    """The rows of the paper's tables that were run, as they stand now."""
    slugs = {row.paper_row for row in rows} if args.preset == "paper" else set()
    compared = [one for one in comparisons(Path(args.out)) if one.paper_result.row in slugs]
    if compared:
        print("\n".join([*lines(compared), "", *notes()]))


def _words(args: argparse.Namespace) -> list[str]:
    words = [*args.experiment, f"--trials {args.trials}", f"--seed {args.seed}"]
    words += ["--long"] * args.long + [f"--preset {args.preset}"] * (args.preset != "paper")
    words += [f"--limit {args.limit}"] * (args.limit is not None)
    return words
