"""The error race on a page: from the settings in the link to two networks and what they measured.

Training is kept on a shelf, so that a link that says "after 2000 sequences" finds the same
weights, or makes them again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import count

from lstm97.analysis.flow.practice import ROUND, Round, practise
from lstm97.analysis.flow.race import Lap, RaceSetup, beside, contenders, run_race
from lstm97.engine import FULL, TRUNCATED, At, Cuts, Params
from lstm97.paper.show.examples import Example, available, example
from lstm97.tasks import TASKS, Sequences, Task
from lstm97.tasks.own_sequence import DEFAULT, LONGEST
from lstm97.ui.base.courses import Course, Shelf
from lstm97.ui.lesson.training import SHELF_BYTES
from lstm97.ui.link.own_sequence import legible
from lstm97.ui.link.record import Record, choice, curve, integer, line, real, stops
from lstm97.ui.link.settings import Preset, Settings

PAGE = "error-race"
MOST = 20_000  # sequences of training that a link may ask for
MOST_STEPS = 2_500_000  # and their time steps: what can be made again within a minute
SHELF: Shelf[Round] = Shelf(SHELF_BYTES)  # rounds of all sessions together

OWN_LENGTH = ("embedded-reber", "typed")
LOUD = 1.5  # weights between ± this: a spectral radius well above 1
FRESH = "fresh"  # networks that are drawn here, and no experiment's
OF_THE_PAPER = {"task", "length", "text", "input_bias", "output_bias", "rate", "trained"}


def paper_net(networks: str) -> Example | None:
    """The trained net that a setting asks for; None for fresh ones, and where there is none."""
    return None if networks == FRESH else example(networks)


@dataclass(frozen=True)
class RaceValues(Record):
    """What a reader may set of a race."""

    task: str = choice(
        ("temporal-order", "adding", "two-sequence", "embedded-reber", "typed"), "temporal-order"
    )
    length: int = integer(10, 1000, 50)
    scale: float = real(0.05, 3.0, 0.1, step=0.05)
    gradient: str = choice(("truncated", "full"), "truncated")
    networks: str = choice((FRESH, *available()), FRESH, place="more")
    seed: int = integer(1, 9999, 1, box=True, place="more")
    input_bias: float = real(-6.0, 2.0, -2.0, step=0.5, place="more")
    output_bias: float = real(-6.0, 2.0, 0.0, step=0.5, place="more")
    activation: str = choice(("tanh", "logistic", "relu", "identity"), "tanh", place="more")
    enters: str = choice(("task", "every", "one"), "task", place="more")
    step: int = integer(1, 1000, 50, box=True, place="more")
    share: float = stops((0.001, 0.01, 0.1, 0.5), 0.01, place="more")
    rate: float = stops((0.05, 0.1, 0.2, 0.5, 1.0), 0.5, place="more")
    trained: int = integer(0, MOST, 0, step=ROUND, box=True, place="more")
    text: str = line(DEFAULT, longest=2 * LONGEST, place="more")
    sketch: str = curve(place="more")


def idle(values: RaceValues) -> set[str]:
    """Settings that change nothing as the others stand."""
    unused = set(OF_THE_PAPER) if paper_net(values.networks) else set()
    if values.task in OWN_LENGTH:
        unused.add("length")
    if values.task != "typed":
        unused.add("text")
    if values.enters != "one":
        unused.add("step")
    return unused


SETTINGS = Settings(
    PAGE,
    RaceValues,
    presets=(
        Preset(
            "paper",
            {
                "networks": FRESH,
                "task": "temporal-order",
                "length": 100,
                "scale": 0.1,
                "gradient": "truncated",
                "input_bias": -2.0,
                "output_bias": 0.0,
                "activation": "tanh",
                "enters": "task",
                "rate": 0.5,
            },
        ),
        Preset("long", {"networks": FRESH, "task": "temporal-order", "length": 1000}),
        Preset("loud", {"networks": FRESH, "scale": LOUD}),
        Preset("uncut", {"gradient": "full"}),
    ),
    idle=idle,
)


@dataclass(frozen=True)
class RaceConditions:
    """Everything that decides the numbers of a race, hashable.

    With ``networks`` an experiment's, the LSTM is the net that solved it, and ``setup`` says how
    the recurrent network beside it is drawn.
    """

    task: str
    parameters: tuple[tuple[str, int | str | bool], ...]
    setup: RaceSetup
    gradient: str
    rate: float
    networks: str = FRESH

    @property
    def cuts(self) -> Cuts:
        """Where the LSTM's error is cut."""
        return TRUNCATED if self.gradient == "truncated" else FULL


def conditions(values: RaceValues) -> RaceConditions:
    """The conditions that the settings describe; a text that cannot be read is replaced."""
    known = paper_net(values.networks)
    if known:
        return _paper_conditions(values, known)
    parameters: tuple[tuple[str, int | str | bool], ...] = (("length", values.length),)
    if values.task == "embedded-reber":
        parameters = ()
    if values.task == "typed":
        parameters = (("text", legible(values.text, DEFAULT)),)
    setup = RaceSetup(
        seed=values.seed,
        scale=values.scale,
        input_bias=values.input_bias,
        output_bias=values.output_bias,
        activation=values.activation,
    )
    return RaceConditions(values.task, parameters, setup, values.gradient, values.rate)


def _paper_conditions(values: RaceValues, known: Example) -> RaceConditions:
    """The race of a trained net; what its experiment has decided is not asked of the settings."""
    setup = RaceSetup(seed=values.seed, scale=values.scale, activation=values.activation)
    task, parameters = known.row.task, tuple(known.row.parameters.items())
    return RaceConditions(task, parameters, setup, values.gradient, known.row.rate, values.networks)


def task_of(race: RaceConditions) -> Task:
    """The task on whose sequence the error is watched."""
    return TASKS[race.task](**dict(race.parameters))


def lesson_of(race: RaceConditions) -> Task:
    """The task to practise; a typed sequence varies its first element, or nothing is to learn."""
    vary = {"vary": True} if race.task == "typed" else {}
    return TASKS[race.task](**dict(race.parameters), **vary)


@lru_cache(maxsize=64)
def sequence_of(race: RaceConditions) -> Sequences:
    """The one sequence on screen, never one of those that were practised; not to be written to."""
    return task_of(race).single(race.setup.seed, 97)


def entering(values: RaceValues, steps: int) -> At:
    """Where errors enter: with the teacher, at every step, or at one step within the sequence."""
    if values.enters == "one":
        return min(values.step, steps) - 1
    return "every" if values.enters == "every" else None


def most(race: RaceConditions) -> int:
    """The longest training there is: fewer of long sequences, which a link must make again.

    0 for nets that have been trained at the paper's scale.
    """
    if race.networks != FRESH:
        return 0
    return min(MOST, MOST_STEPS // len(sequence_of(race).xs) // ROUND * ROUND)


def laps(race: RaceConditions, start: Round, at: At, share: float) -> dict[str, Lap]:
    """Both networks' runs over the sequence on screen, and their errors back."""
    return run_race(start.networks, sequence_of(race), cuts=race.cuts, at=at, share=share)


def before(race: RaceConditions, at: At, share: float) -> dict[str, Lap]:
    """The runs of the same networks as they were before any training."""
    return laps(race, first_round(race), at, share)


def first_round(race: RaceConditions) -> Round:
    """Both networks as a race begins."""
    nothing = {"rnn": float("nan"), "lstm97": float("nan")}
    return Round(pair(race, race.setup.seed), nothing, nothing, ())


def pair(race: RaceConditions, seed: int) -> dict[str, Params]:
    """Both networks, drawn with this seed; a trained one is as it was left."""
    setup, known = replace(race.setup, seed=seed), paper_net(race.networks)
    return beside(known.lstm, setup) if known else contenders(task_of(race), setup)


def course(race: RaceConditions) -> Course[Round]:
    """The training of both networks, as far as any session has watched it."""
    return SHELF.course(race, lambda: Course(_practice(race), ROUND))


def _practice(race: RaceConditions) -> Iterator[tuple[int, Round]]:
    """Round by round, by number of sequences, until a network diverges."""
    task, current = lesson_of(race), first_round(race)
    yield 0, current
    for number in count():
        if current.divergent:
            return
        current = practise(
            current.networks,
            task,
            rate=race.rate,
            seed=race.setup.seed,
            number=number,
            cuts=race.cuts,
        )
        yield (number + 1) * ROUND, current
