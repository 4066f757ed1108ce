"""The command line: ``python -m lstm97 check``, and the other commands of `COMMANDS`.

Each command is a module with ``add_arguments(parser)`` and ``run(args) -> int``; its docstring is
its help, and what ``run`` returns is the exit status.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from lstm97 import threads
from lstm97.folders import CLONE
from lstm97.paper.errors import RunError

START = """The interactive lesson is not one of these commands; start it from a clone:
  pip install ".[app]" && streamlit run app.py"""
COMMANDS = {
    "bake": "lstm97.bake",
    "check": "lstm97.check",
    "bench": "lstm97.bench",
    "flow": "lstm97.flow.command",
    "export": "lstm97.ui.export",
    "reproduce": "lstm97.paper.run.reproduce",
    "table": "lstm97.paper.show.table",
}
# Commands that need more than the package.
OF_THE_PROJECT = {"bake", "export", "reproduce", "table"}


def build_parser() -> argparse.ArgumentParser:
    """One sub-command for each entry of `COMMANDS`."""
    parser = argparse.ArgumentParser(
        prog="python -m lstm97",
        epilog=START,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    subparsers = parser.add_subparsers(required=True, metavar="command")
    for name, path in COMMANDS.items():
        module = import_module(path)
        doc = (module.__doc__ or "").strip()
        command = subparsers.add_parser(
            name,
            help=doc.partition("\n")[0],
            description=doc,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        module.add_arguments(command)
        command.set_defaults(run=module.run, command=name)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status.

    A wrong argument ends it with status 2, what cannot be read or written with 1 and a sentence.
    """
    threads.one()  # commands are imported late, and NumPy with them
    args = build_parser().parse_args(argv)
    if args.command in OF_THE_PROJECT and not CLONE:
        print(f"{args.command} works on files of the project; run it in a clone", file=sys.stderr)
        return 1
    try:
        status: int = args.run(args)
    except BrokenPipeError:  # whoever read the output has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (RunError, OSError) as error:
        print(_sentence(error), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return status


def _sentence(error: RunError | OSError) -> str:
    """What went wrong, without the number that the system has for it."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return str(error)


if __name__ == "__main__":
    sys.exit(main())
