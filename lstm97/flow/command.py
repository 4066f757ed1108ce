"""Show how far error flows in a network of PyTorch or Keras, layer by layer.

FILE is a .safetensors, .npz, .keras or .weights.h5 file; nothing is ever unpickled. Without
--sequences the network is shown standard normal noise. The exit status is 1 if the error reaches
less far than --at-least in every layer, and 2, with one sentence, for what can't be read.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
from pathlib import Path

from lstm97.arguments import whole
from lstm97.flow.entries import ENTERS
from lstm97.flow.report import SEQUENCES, STEPS, Report, report
from lstm97.flow.sentences import sentence
from lstm97.formats import FileRefusal
from lstm97.paper.show.replacement import replacement

TELLING = {  # by which option the answer to a question is given
    "ask-network": " (--network NAME)",
    "ask-framework": " (--framework torch or keras)",
    "ask-reset": " (--reset after or before)",
}
TOO_SHALLOW, UNREADABLE = 1, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command."""
    parser.add_argument("file", metavar="FILE", help="the network's weights")
    parser.add_argument("--steps", type=whole(2), default=STEPS, help=f"of noise ({STEPS})")
    parser.add_argument(
        "--count",
        type=whole(1),
        help=f"sequences of noise ({SEQUENCES}, fewer if it is large)",
    )
    parser.add_argument("--seed", type=whole(0), default=1, help="of noise and error (1)")
    parser.add_argument("--sequences", metavar="DATA", help="a .csv or .npz file to show instead")
    parser.add_argument("--errors", choices=ENTERS, default="last", help="step at which they enter")
    parser.add_argument("--network", action="append", help="which one, if the file holds several")
    parser.add_argument("--framework", choices=("torch", "keras"), help="if names don't tell")
    parser.add_argument(
        "--activation", choices=("tanh", "relu", "logistic", "identity"), help="of a plain layer"
    )
    parser.add_argument("--reset", choices=("after", "before"), help="of a GRU without biases")
    parser.add_argument("--at-least", type=whole(0), metavar="N", help="steps back to reach")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--png", metavar="OUT", help="also draw error against steps back")


def run(args: argparse.Namespace) -> int:
    """Print the report; 1 if the error reaches less far than asked for."""
    try:
        found = report(
            args.file,
            args.sequences,
            steps=args.steps,
            sequences=args.count,
            seed=args.seed,
            errors=args.errors,
            network=args.network,
            framework=args.framework,
            activation=args.activation,
            reset=args.reset,
            progress=_print_share if sys.stderr.isatty() else _silent,
        )
    except FileRefusal as refused:
        print(sentence(refused) + TELLING.get(refused.code, ""), file=sys.stderr)
        return UNREADABLE
    print(json.dumps(found.data()) if args.json else found.table())
    if args.png and not draw(found, Path(args.png)):
        return UNREADABLE
    return TOO_SHALLOW if args.at_least is not None and found.depth < args.at_least else 0


def draw(found: Report, path: Path) -> bool:
    """Write the picture; False, with one sentence, where what draws it is not installed."""
    try:
        import vl_convert  # noqa: F401 - Altair looks for it when it writes

        figure = found.figure()
    except ImportError as error:
        package = "altair" if "altair" in str(error) else "vl-convert-python"
        print(sentence(FileRefusal("needs", package=package)), file=sys.stderr)
        return False
    picture = io.BytesIO()
    figure.save(picture, format="png", scale_factor=2)
    with replacement(path) as file:
        file.write(picture.getvalue())
    return True


def _print_share(share: float) -> None:
    print(f"\r{share:4.0%}", end="\n" if share == 1 else "", file=sys.stderr, flush=True)


def _silent(share: float) -> None:
    """Ignore the progress."""
