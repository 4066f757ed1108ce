"""Plants faults in a copy of the stage's modules, one at a time, and says which are noticed.

A test that cannot fail shows nothing: `python tests/stage/mutants.py` exits with 1 where the
modules' tests pass over a fault.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE)]

import packets  # noqa: E402
from running import MODULES, run_node  # noqa: E402


class Mutant(NamedTuple):
    """A fault in words, the test file that notices it, where it stands, and what is replaced."""

    fault: str
    by: str
    file: str
    text: str
    wrong: str


MUTANTS = (
    Mutant(
        "every error ten times too large",
        "packet",
        "packet.js",
        "Math.abs(code) - LOG_OFFSET",
        "Math.abs(code) - (LOG_OFFSET - 1)",
    ),
    Mutant(
        "a wrong mantissa",
        "numbers",
        "numbers.js",
        "10 ** (log - exponent)",
        "10 ** (exponent - log)",
    ),
    Mutant(
        "the error is revealed at the loss",
        "time",
        "time.js",
        'if (phase === "backward") return p > T && t >= 2 * T + 1 - p;',
        'if (phase === "backward") return p >= T && t >= 2 * T - p;',
    ),
    Mutant(
        "curves a fifth off their grid",
        "curves",
        "lanes/curves.js",
        "this.scale.share(unit) * this.bodyHeight",
        "1.2 * this.scale.share(unit) * this.bodyHeight",
    ),
    Mutant(
        "the depth bar half as long",
        "curves",
        "lanes/curves.js",
        "(curve.depth ?? 0))",
        "(curve.depth ?? 0) / 2)",
    ),
    Mutant(
        "the tank upside down",
        "cell",
        "lanes/cell.js",
        "share >= 0 ? PIPE - height : PIPE",
        "share >= 0 ? PIPE : PIPE - height",
    ),
    Mutant(
        "what is written flows by the wrong gate",
        "cell",
        "lanes/cell.js",
        'value("y_in") * value("g")',
        'value("y_out") * value("g")',
    ),
    Mutant(
        "every value one step late",
        "packet",
        "packet.js",
        "(step - 1) * this.columns",
        "Math.max(0, step - 2) * this.columns",
    ),
    Mutant(
        "the sign of an error is lost",
        "numbers",
        "numbers.js",
        "Math.sign(code) * (log === 0",
        "(log === 0",
    ),
    Mutant(
        "what is nearly 1 reads as 1",
        "numbers",
        "numbers.js",
        "n < DIGITS &&",
        "n < digits &&",
    ),
    Mutant(
        "a valve opens when its gate shuts",
        "cell",
        "lanes/cell.js",
        "24 - 20 * this.paintDial",
        "4 + 20 * this.paintDial",
    ),
    Mutant(
        "always the first cell",
        "cell",
        "lanes/cell.js",
        "this.gates[name].at(step, this.cell)",
        "this.gates[name].at(step, 0)",
    ),
    Mutant(
        "rows of a heatmap swapped",
        "lanes",
        "lanes/units.js",
        "4 * (row * width + x)",
        "4 * ((rows - 1 - row) * width + x)",
    ),
    Mutant(
        "a bar half as high",
        "lanes",
        "lanes/bars.js",
        "0, 1) * this.bodyHeight;\n",
        "0, 1) * this.bodyHeight / 2;\n",
    ),
    Mutant(
        "the way back one step early",
        "time",
        "time.js",
        "clamp(2 * T - Math.ceil(p) + 1, 1, T)",
        "clamp(2 * T - Math.ceil(p), 1, T)",
    ),
    Mutant(
        "what is still to come is read out",
        "readout",
        "readout.js",
        'if (isShown(lane.phaseOf?.(i) ?? "always", step, p, T)) return text;',
        "return text;",
    ),
    Mutant(
        "an error's disc as large as its neighbour's",
        "chain",
        "lanes/chain.js",
        'this.error(g, this.x(t), t, this.at("error", t));',
        'this.error(g, this.x(t), t, this.at("error", Math.min(T, t + 1)));',
    ),
    Mutant(
        "numbers of the chain in one row where they touch",
        "chain",
        "lanes/chain.js",
        "if (t % 2) return 0;",
        "if (t) return 0;",
    ),
    Mutant(
        "points at the edge of their step",
        "curves",
        "canvas.js",
        "(t - 0.5) / this.stage.T",
        "(t - 1) / this.stage.T",
    ),
    Mutant(
        "a flag one step late",
        "lanes",
        "lanes/sequence.js",
        "const x = this.x(t);",
        "const x = this.x(t + 1);",
    ),
    Mutant(
        "a depth counted from the end of the sequence",
        "curves",
        "lanes/curves.js",
        "(curve.source ?? this.stage.T) - (curve.depth ?? 0)",
        "this.stage.T - (curve.depth ?? 0)",
    ),
    Mutant(
        "new records on the wrong step",
        "live",
        "stage.js",
        "offset + header.first * columns",
        "offset + (header.first - 1) * columns",
    ),
    Mutant(
        "an arrow by another error's size",
        "cell",
        "lanes/cell.js",
        "1 + 11 * share",
        "1 + 11 * (1 - share)",
    ),
    Mutant(
        "a press on the way back lands on the way there",
        "readout",
        "rail.js",
        "2 * T - Math.round(share * T) : Math.round(share * T)",
        "Math.round(share * T) : Math.round(share * T)",
    ),
    Mutant(
        "a guess one step off",
        "curves",
        "lanes/sketch.js",
        "from + Math.sign(t - from) * i - 1",
        "Math.min(this.values.length - 1, from + Math.sign(t - from) * i)",
    ),
    Mutant(
        "letters of the wrong step",
        "lanes",
        "lanes/sequence.js",
        "const code = codes.at(t);",
        "const code = codes.at(Math.max(1, t - 1));",
    ),
    Mutant(
        "the other end of the colours",
        "lanes",
        "lanes/units.js",
        "(logSize(value) - a) / (b - a)",
        "(b - logSize(value)) / (b - a)",
    ),
    Mutant(
        "an arrow at the other edge",
        "axis",
        "lanes/edges.js",
        "side > 0 ? lane.top() : lane.bottom",
        "side > 0 ? lane.bottom : lane.top()",
    ),
    Mutant(
        "what leaves the axis is drawn along its edge",
        "axis",
        "axis.js",
        "return unit < this.low ? -1 : unit > this.high ? 1 : 0;",
        "return 0;",
    ),
    Mutant(
        "words of the step where a curve leaves, not of where it gets to",
        "axis",
        "axis.js",
        "if (side * unit >= side * last.unit)",
        "if (side * unit < side * last.unit)",
    ),
    Mutant(
        "the wide axis as narrow as the other",
        "axis",
        "lanes/range.js",
        "this.wide ? WIDE_DOMAIN :",
        "",
    ),
    Mutant(
        "a withheld number is read out",
        "axis",
        "lanes/units.js",
        "t === step && unit === row + 1",
        "false",
    ),
    Mutant(
        "a finger that scrolls scrubs",
        "hands",
        "hands.js",
        'if (event.pointerType !== "touch" || sketch?.on) take(event);',
        "take(event);",
    ),
    Mutant(
        "what a cancelled drag moved stays moved",
        "hands",
        "hands.js",
        "stage.go(start.position);",
        "leave();",
    ),
    Mutant(
        "a formula of the step before",
        "formula",
        "lanes/formula.js",
        'side === "-" ? -1 : 0',
        'side === "-" ? -2 : -1',
    ),
    Mutant(
        "a loss beyond the axis without its tip",
        "wiring",
        "lanes/bars.js",
        "this.values.at(t) > high",
        "this.values.at(t) > 2 * high",
    ),
    Mutant(
        "scissors on an edge that nothing cuts",
        "wiring",
        "lanes/wiring.js",
        "(one) => cuts.includes(one)",
        "(one) => !cuts.includes(one)",
    ),
    Mutant(
        "a large error sounds low", "sound", "sound.js", "axis.share(unit)", "1 - axis.share(unit)"
    ),
    Mutant(
        "a ghost is read as this run", "ghost", "lanes/ghost.js", "c.values) })", "[0, 1, 1]) })"
    ),
)


def noticed(mutant: Mutant, packets_folder: Path) -> bool:
    """Plant one fault in a copy of the modules; true if the tests named for it fail on it."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "stage"
        shutil.copytree(MODULES, copy)
        file = copy / mutant.file
        text = file.read_text(encoding="utf-8")
        if text.count(mutant.text) != 1:
            raise ValueError(
                f"{mutant.fault}: {mutant.text!r} does not stand once in {mutant.file}"
            )
        file.write_text(text.replace(mutant.text, mutant.wrong), encoding="utf-8")
        run = run_node(packets_folder, HERE / f"{mutant.by}.test.mjs", modules=copy)
        if re.search(r"^ℹ pass 0$", run.stdout, re.MULTILINE):
            raise ValueError(f"{mutant.fault}: the copy does not even load\n{run.stdout[-2000:]}")
        return run.returncode != 0


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        packets.write(Path(folder))
        passed_over = 0
        for mutant in MUTANTS:
            seen = noticed(mutant, Path(folder))
            passed_over += not seen
            print(f"{'noticed    ' if seen else 'PASSED OVER'} {mutant.fault} ({mutant.file})")
    print(f"{len(MUTANTS) - passed_over} of {len(MUTANTS)} noticed")
    return 1 if passed_over else 0


if __name__ == "__main__":
    sys.exit(main())
