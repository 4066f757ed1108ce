"""The reader's files on the page: where they are dropped, what is asked, what can't be read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from lstm97.engine.arrays.batches import PaddedBatch
from lstm97.formats import LARGEST, Candidate, FileRefusal, LoadedNetwork
from lstm97.ui.base.files.drop import DroppedFile, drop
from lstm97.ui.base.measures import READING
from lstm97.ui.base.numbers import whole
from lstm97.ui.base.part import whole as whole_page
from lstm97.ui.base.text import language, listed, t
from lstm97.ui.link import controls
from lstm97.ui.pages.your_network import session_files
from lstm97.ui.pages.your_network.conditions import (
    PAGE,
    SETTINGS,
    NetworkValues,
    chosen_network,
    fitting,
)
from lstm97.ui.pages.your_network.session_files import NETWORK, OWN, SEQUENCES, SessionFile

QUESTIONS = {  # refusals that are questions: what they ask for, and the answers
    "ask-framework": ("framework", ("torch", "keras")),
    "ask-reset": ("reset", ("after", "before")),
}
ACTIVATIONS = ("tanh", "relu")
OWN_FILE, LONGEST = "data.csv", 20_000  # what typed sequences are called; characters


def notes(values: NetworkValues) -> None:
    """Below the controls: the place for a file, and what is to be said about the one there is."""
    with st.container(gap="xsmall", key="files"):
        _drop("network", NETWORK, _take)
        _fewer(values)
        if values.network == OWN:
            _network(session_files.file(NETWORK))


def _drop(name: str, place: str, take: Any) -> None:
    words = {one: t(f"{PAGE}.drop.{name}.{one}") for one in ("label", "help")}
    if session_files.file(place):
        words["help"] = ""  # its reader knows, and what is said of the file needs the room
    words["large"] = t(f"{PAGE}.drop.large", most=LARGEST >> 20)
    drop(key=f"{PAGE}/drop/{name}", words=words, most=LARGEST, take=take)


def _take(given: DroppedFile) -> None:
    session_files.hold(NETWORK, given.name, given.data)
    controls.apply(SETTINGS, {"network": OWN})
    whole_page()


def _take_sequences(given: DroppedFile) -> None:
    """A file takes the place of what was typed, so the field is emptied."""
    session_files.hold(SEQUENCES, given.name, given.data)
    st.session_state[_typed_key()] = ""
    whole_page()


def _typed_key() -> str:
    return f"{PAGE}/typed/{language()}"


def _take_text(key: str) -> None:
    """Sequences that the reader has typed; without any, or with too many, it is noise again."""
    text = str(st.session_state[key])
    if text.strip() and not _is_long(text):
        session_files.hold(SEQUENCES, OWN_FILE, text.encode())
    else:
        session_files.drop(SEQUENCES)
    whole_page()


def _is_long(text: str) -> bool:
    """Whether a text belongs in a file; a field with a limit of its own refuses it in silence."""
    return len(text) > LONGEST


def _network(one: SessionFile | None) -> None:
    """What is known of the file, what is asked, or why it is not read."""
    if one is None or one.gone:
        return _missing(one)
    found = session_files.outcome(one)
    several = session_files.candidates(one)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(_describe(one, found))
        _more(one, several, found)
    return _ask(one, several, found)


def _missing(one: SessionFile | None) -> None:
    if one is None:
        st.info(t(f"{PAGE}.file.missing"), icon=":material/upload_file:")
    else:
        st.warning(t(f"{PAGE}.file.gone", name=controls.plain(one.name)), width=READING)


def _describe(one: SessionFile, found: LoadedNetwork | FileRefusal) -> str:
    """The file in a line."""
    name = controls.plain(one.name)
    if isinstance(found, FileRefusal):
        return name
    kinds = [t(f"{PAGE}.kinds.{kind}") for kind in found.candidate.kinds]
    layers = listed(
        t(f"{PAGE}.file.one_layer", kind=kind, units=units)
        for kind, units in zip(kinds, found.candidate.hidden, strict=True)
    )
    return t(
        f"{PAGE}.file.known",
        name=name,
        framework=t(f"{PAGE}.frameworks.{found.candidate.framework}"),
        layers=layers,
        inputs=found.candidate.inputs,
        weights=whole(found.weights),
    )


def _ask(
    one: SessionFile, several: Sequence[Candidate], found: LoadedNetwork | FileRefusal
) -> None:
    """What the file does not tell, as controls; or why it can't be read."""
    told = dict(one.answers)
    if len(several) > 1:
        names = tuple(candidate.name for candidate in several)
        _tell(one, "network", names, plain=True)
    for name, options in QUESTIONS.values():
        asking = isinstance(found, FileRefusal) and QUESTIONS.get(found.code, ("", ()))[0] == name
        if asking or name in told:
            _tell(one, name, options)
    if "activation" in told or (
        isinstance(found, LoadedNetwork) and "activation" in found.candidate.assumptions
    ):
        _tell(one, "activation", ACTIVATIONS)
    if isinstance(found, FileRefusal) and not _asks(found):
        st.warning(refusal(found), width=READING, icon=":material/block:")
    if isinstance(found, FileRefusal):
        st.caption(t(f"{PAGE}.file.instead"))
    elif "stacked" in found.candidate.assumptions:
        st.caption(t(f"{PAGE}.file.stacked"))


def _asks(refused: FileRefusal) -> bool:
    return refused.code in QUESTIONS or refused.code == "ask-network"


def _tell(one: SessionFile, name: str, options: Sequence[str], *, plain: bool = False) -> None:
    """A control for one thing that the file does not tell."""
    key = f"{PAGE}/told/{one.owner}/{name}/{language()}"
    label = t(f"{PAGE}.ask.{name}")

    def shown(option: str) -> str:
        return option if plain else t(f"{PAGE}.ask.options.{option}")

    def keep() -> None:
        if st.session_state[key] is not None:
            one.answers[name] = st.session_state[key]
            whole_page()

    st.session_state.setdefault(key, one.answers.get(name))
    st.selectbox(label, options, format_func=shown, key=key, on_change=keep,
                 placeholder=t(f"{PAGE}.ask.choose"))  # fmt: skip


def _more(
    one: SessionFile, several: Sequence[Candidate], found: LoadedNetwork | FileRefusal
) -> None:
    """Sequences of the reader's own, and the way back."""
    key = f"{PAGE}/file/more"
    box = st.popover(t(f"{PAGE}.file.more"), key=key, on_change="rerun")
    if not box.open:
        return
    with box:
        st.markdown(t(f"{PAGE}.file.sequences"))
        _drop("sequences", SEQUENCES, _take_sequences)
        key = _typed_key()
        typed = t(f"{PAGE}.file.typed")
        st.text_area(typed, key=key, on_change=_take_text, args=(key,), height=100)
        if _is_long(str(st.session_state[key])):
            st.warning(t(f"{PAGE}.file.too_long", most=whole(LONGEST)), icon=":material/block:")
        if isinstance(found, LoadedNetwork):
            _sequences(session_files.file(SEQUENCES), found.candidate.inputs)
        st.button(t(f"{PAGE}.file.forget"), key=f"{PAGE}/forget", on_click=_forget)
        st.caption(t(f"{PAGE}.file.kept"))


def _sequences(one: SessionFile | None, inputs: int) -> None:
    if one is None or one.gone:
        return
    found = session_files.read_sequences(one, inputs)
    if isinstance(found, FileRefusal):
        st.warning(refusal(found), icon=":material/block:")
    else:
        st.caption(_count(one, found))


def _count(one: SessionFile, found: PaddedBatch) -> str:
    known = {"sequences": found.xs.shape[2], "steps": int(found.lengths.max())}
    return t(f"{PAGE}.file.shown", name=controls.plain(one.name), **known)


def _forget() -> None:
    for place in (NETWORK, SEQUENCES):
        session_files.drop(place)
    controls.apply(SETTINGS, {"network": SETTINGS.every["network"].default})
    whole_page()


def _fewer(values: NetworkValues) -> None:
    """Say it where a large network is shown less than was asked for."""
    loaded = chosen_network(values).network
    wanted = (values.T, values.count)
    steps, count = fitting(loaded.stack, *wanted)
    if (steps, count) != wanted:
        known = {"steps": steps, "sequences": count, "weights": whole(loaded.weights)}
        st.caption(t(f"{PAGE}.file.fewer", **known))


def refusal(refused: FileRefusal) -> str:
    """Why something is not read, in one sentence; names from a file are never markup."""
    return t(f"formats.refused.{refused.code}", **{
        name: _word(value) for name, value in refused.values.items()
    })  # fmt: skip


def _word(value: Any) -> str:
    if isinstance(value, int):
        return whole(value)
    if isinstance(value, tuple) and value and isinstance(value[0], str):
        return listed(controls.plain(one) for one in value[:8])
    return controls.plain(value) if isinstance(value, str) else str(value)
