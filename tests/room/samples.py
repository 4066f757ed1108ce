"""A question to choose from and one to draw, in two languages."""

from lstm97.room.question import Axis, Option, Right, RoomQuestion


def words(en):
    return {"en": en, "zh": f"问：{en}"}


CHOICE = RoomQuestion(
    "bptt.far",
    words("How far?"),
    tuple(Option(slug, words(slug.upper())) for slug in ("a", "b", "c")),
    right=Right(("b",), words={"en": "It was 54 steps.", "zh": "是 54 步。"}),
)
SHEET = Axis((0, 50), (-16, 2), words("step"), words("error"), points=8, decades=True)
DRAWING = RoomQuestion("race.draw", words("Draw it"), sheet=SHEET)
SEVERAL = RoomQuestion(
    "quiz.gates",
    words("Which are there?"),
    tuple(Option(slug, words(slug.upper())) for slug in ("a", "b", "c", "d")),
    right=Right(("a", "c")),
    several=True,
)
