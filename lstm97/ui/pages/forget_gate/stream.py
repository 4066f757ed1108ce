"""The endless stream: who resets a memory between two episodes."""

from __future__ import annotations

from dataclasses import dataclass

from lstm97.analysis.since import continual
from lstm97.analysis.since.continual import Life, Stream
from lstm97.figures.scenes.forgetting import stream_scene
from lstm97.figures.stage.scene import Scene
from lstm97.ui.base.caching import wrap_pure
from lstm97.ui.base.numbers import ladder, size
from lstm97.ui.base.text import t
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson.bench import Bench, Drawer, Reading, View, how_to_read
from lstm97.ui.lesson.question import Judgement, Question
from lstm97.ui.lesson.stage import bench_stage
from lstm97.ui.pages.forget_gate import code
from lstm97.ui.pages.forget_gate.sentences import adds_up, of_stream
from lstm97.ui.pages.forget_gate.settings import PAGE, SETTINGS, ForgetGateValues

live = wrap_pure(continual.live, entries=16)


@dataclass(frozen=True)
class StreamRun:
    """A stream and every network's way through it."""

    stream: Stream
    lives: dict[str, Life]


StreamView = View[StreamRun, ForgetGateValues]


def stream_run(values: ForgetGateValues) -> StreamRun:
    """The stream that the controls describe."""
    drawn = Stream(values.episodes, values.length, values.values == "both", values.seed)
    return StreamRun(drawn, live(drawn))


def judge(run: StreamRun) -> Judgement:
    """What becomes of the state of the cell of 1997."""
    old = run.lives["lstm97"]
    right = int(old.right.sum())
    holds = {
        "same": right == len(old.right),
        "grows": adds_up(old, run.stream),
        "fades": abs(float(old.state[-1])) < 0.01 * old.drift,
    }
    told = {"drift": size(old.drift), "right": right, "episodes": len(old.right)}
    return Judgement(frozenset(slug for slug, true in holds.items() if true), told)


def picture(view: StreamView) -> None:
    """The stream; before the answer, without the cell of 1997."""
    key = f"{PAGE}/stream/{view.revealed}"
    bench_stage(view, lambda run: scene(run, view.revealed), key=key)


def scene(run: StreamRun, revealed: bool = True) -> Scene:
    """The stream on the stage, in the reader's language."""
    said = summary(run) if revealed else t(f"{PAGE}.stream.waiting", episodes=run.stream.episodes)
    return stream_scene(run.stream, run.lives, t, said, revealed=revealed)


def readings(view: StreamView) -> list[Reading]:
    """Who answers right, and how far each state has wandered."""
    return [
        Reading(
            t(f"lanes.networks.{side}"),
            t(f"{PAGE}.stream.right", right=int(life.right.sum()), episodes=len(life.right)),
            t(f"{PAGE}.stream.drift", drift=size(life.drift)),
        )
        for side, life in ((side, view.run.lives[side]) for side in ("lstm97", "lstm2000"))
    ]


def remarks(view: StreamView) -> str:
    """What is true of this stream."""
    told = of_stream(view.run.lives, view.run.stream)
    return "\n".join(f"- {t(f'{PAGE}.says.{slug}', **filled)}" for slug, filled in told)


def summary(run: StreamRun) -> str:
    """The stream in words."""
    right = {side: int(life.right.sum()) for side, life in run.lives.items()}
    return t(
        f"{PAGE}.stream.summary",
        episodes=run.stream.episodes,
        length=run.stream.length,
        drift=size(run.lives["lstm97"].drift),
        kept=size(run.lives["lstm2000"].drift),
        **right,
    )


def table(run: StreamRun) -> list[dict[str, str]]:
    """The end of some episodes: what was asked for, and what each network said."""
    last = run.stream.episodes
    wanted = continual.draw(run.stream).targets[run.stream.ends, 0]
    numbers = ladder(last)[1:]
    return [
        {
            t(f"{PAGE}.stream.episode"): str(n),
            t(f"{PAGE}.stream.wanted"): size(float(wanted[n - 1])),
        }
        | {
            t(f"lanes.networks.{side}"): size(float(run.lives[side].answers[n - 1]))
            for side in continual.SIDES
        }
        for n in numbers
    ]


def words(view: StreamView) -> None:
    """The stream in words and numbers."""
    lesson.words_and_rows(summary(view.run), table(view.run))


BENCH = Bench(
    settings=SETTINGS,
    tab="stream",
    controls=("episodes", "length", "values"),
    more=("seed",),
    presets=(),
    measure=stream_run,
    picture=picture,
    question=Question("state", ("same", "grows", "fades"), judge),
    code=code.stream,
    readings=readings,
    notice=remarks,
    ghosts=lambda values: False,
    intro="stream",
    drawers=(
        how_to_read(PAGE, "how-to-read-stream"),
        Drawer("words", "notes", words),
    ),
)
