"""From a file to a network that runs: found, chosen, read.

A file may hold several networks, or one whose framework its names do not tell. Then nothing is
guessed: the refusal says what there is to choose from, and the choice is an argument.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lstm97.demands import is_one_of, of_kind
from lstm97.engine import Stack
from lstm97.engine.activations import Array
from lstm97.formats.archives import read_keras, read_npz
from lstm97.formats.arrays import LARGEST, FileContents, numbers
from lstm97.formats.contents import kind_of
from lstm97.formats.frameworks.keras_names import keras_networks
from lstm97.formats.frameworks.torch_names import by_shape, torch_networks
from lstm97.formats.gates import to_arrays, to_params
from lstm97.formats.hdf5 import read_hdf5
from lstm97.formats.live import read_live
from lstm97.formats.parts import (
    ROLES,
    Candidate,
    Framework,
    Part,
    candidate,
    fitting,
    with_options,
)
from lstm97.formats.refusal import FileRefusal
from lstm97.formats.safe import read_safetensors
from lstm97.records import brief

READERS = {
    "safetensors": read_safetensors,
    "npz": read_npz,
    "keras": read_keras,
    "hdf5": read_hdf5,
}
MOST_UNITS = 512
MOST_WEIGHTS = 8_000_000  # 64 MB of float64


@brief
@dataclass(frozen=True, eq=False)
class LoadedNetwork:
    """A network of somebody's own, as the engine runs it.

    ``stack`` has the weights of every layer, ``candidate`` what is known of it, and ``weights`` how
    many numbers it was read from.
    """

    candidate: Candidate
    stack: Stack
    weights: int

    def by_name(self, grad: Stack) -> dict[str, Array]:
        """A gradient under the names and in the shapes of the file."""
        layers = zip(self.candidate.layers, grad.layers, strict=True)
        return {
            part.arrays[role]: array
            for part, params in layers
            for role, array in to_arrays(part, params).items()
        }


def file_contents(source: Any, name: str = "") -> FileContents:
    """All arrays of ``source``: a path, the bytes of a file (``name`` may be that of the file), a
    state dict, a module or a model. Nothing is unpickled. Raises FileRefusal.
    """
    if isinstance(source, str | Path):
        path = Path(source)
        return file_contents(contents(path), path.name)
    if not isinstance(source, bytes | bytearray | memoryview):
        return read_live(source)
    data = bytes(source)
    if len(data) > LARGEST:
        raise FileRefusal("too-large", megabytes=len(data) >> 20, most=LARGEST >> 20)
    return READERS[kind_of(data, Path(name).suffix.lower())](data)


def contents(path: Path) -> bytes:
    """The bytes of a file that is not too large. Raises FileRefusal."""
    try:
        size = path.stat().st_size
        if size > LARGEST and path.suffix.lower() not in (".pt", ".pth", ".pkl", ".ckpt"):
            raise FileRefusal("too-large", megabytes=size >> 20, most=LARGEST >> 20)
        with path.open("rb") as file:
            return file.read(LARGEST)
    except OSError as error:
        raise FileRefusal("missing", file=str(path)) from error


def networks(file: FileContents, framework: Framework | None = None) -> tuple[Candidate, ...]:
    """Every recurrent network in a file, found by names and shapes.

    With ``framework`` arrays under other names are taken for its, if there is one way only to do
    it. Raises FileRefusal if there is none, and if only the framework is unknown.
    """
    if framework is not None and not is_one_of(framework, ROLES):
        raise ValueError(f"framework must be one of {', '.join(ROLES)}, got {framework!r}")
    found = (*torch_networks(file), *keras_networks(file))
    if framework:
        found = tuple(one for one in found if one.framework == framework)
    if found:
        return found
    anyhow = {one: by_shape(file.arrays, one) for one in ROLES}
    if framework is None and any(anyhow.values()):
        raise FileRefusal("ask-framework")
    if framework and anyhow[framework]:
        return _match_shapes(file, framework, anyhow[framework] or {})
    raise FileRefusal("no-network")


def _match_shapes(
    file: FileContents, framework: Framework, roles: dict[str, str]
) -> tuple[Candidate, ...]:
    """Networks of arrays that were told apart by their shapes."""
    end = {"torch": "_l0", "keras": ""}[framework]
    path = {"torch": "", "keras": "network/"}[framework]
    known = FileContents({f"{path}{role}{end}": file.arrays[name] for role, name in roles.items()})
    found = {"torch": torch_networks, "keras": keras_networks}[framework](known)
    back = {f"{path}{role}{end}": name for role, name in roles.items()}
    return tuple(
        candidate(one.name, tuple(_restore(part, back) for part in one.layers)) for one in found
    )


def _restore(part: Part, names: dict[str, str]) -> Part:
    return with_options(part, {"arrays": {r: names[name] for r, name in part.arrays.items()}})


def read(
    source: Any,
    *,
    name: str = "",
    network: str | Sequence[str] | None = None,
    framework: Framework | None = None,
    activation: str | None = None,
    reset: str | None = None,
) -> LoadedNetwork:
    """The recurrent network in ``source``, which is anything that `file_contents` takes.

    ``network`` is the name of one of several, or names of layers from the bottom up that stand on
    each other. ``activation`` ("tanh", "relu", ...) and ``reset`` ("after", "before") tell what a
    file does not. Raises FileRefusal; see `refusal.CODES`.
    """
    file = source if isinstance(source, FileContents) else file_contents(source, name)
    chosen = choose(networks(file, framework), network)
    told = {"activation": activation, "reset": reset}
    return load(file, _with_answers(chosen, told))


def choose(found: Sequence[Candidate], network: str | Sequence[str] | None = None) -> Candidate:
    """The one network there is, or the one asked for. Raises FileRefusal if that is not clear."""
    if network is None:
        hopeless = [one.trouble for one in found if one.trouble]
        if len(hopeless) == len(found):
            raise hopeless[0]
        if len(found) > 1:
            raise FileRefusal("ask-network", networks=tuple(one.name for one in found))
        return found[0]
    by_name = {part.name: candidate(part.name, (part,)) for one in found for part in one.layers}
    by_name |= {one.name: one for one in found}
    of_kind("network", network, (str, list, tuple), "a name of a network, or several")
    asked = [network] if isinstance(network, str) else list(network)
    for one in asked:
        of_kind("network", one, str, "a name of a network, or several")
    unknown = [one for one in asked if one not in by_name]
    if unknown or not asked:
        raise FileRefusal("no-such-network", name=", ".join(unknown), networks=tuple(by_name))
    if len(asked) == 1:
        return by_name[asked[0]]
    layers = tuple(part for one in asked for part in by_name[one].layers)
    return candidate(" + ".join(asked), layers)


def _with_answers(chosen: Candidate, told: dict[str, str | None]) -> Candidate:
    for name, value in told.items():
        of_kind(name, value, (str, type(None)), "a name, or None")
    if not any(told.values()):
        return chosen
    layers = tuple(
        with_options(layer, {**told, "reset": told["reset"] if layer.kind == "gru" else None})
        for layer in chosen.layers
    )
    kept = [one for one in chosen.assumptions if not told.get(one)]
    return candidate(chosen.name, layers, *kept)


def load(file: FileContents, chosen: Candidate) -> LoadedNetwork:
    """The numbers of a network that was found in a file. Raises FileRefusal."""
    for trouble in (
        chosen.trouble,
        fitting(chosen.layers),
        _direction_trouble(chosen),
        _too_much(chosen),
    ):
        if trouble:
            raise trouble
    layers, weights = [], 0
    for part in chosen.layers:
        if part.kind == "gru" and not part.reset:
            raise FileRefusal("ask-reset", name=part.name)
        given = {role: numbers(one, file.arrays[one]) for role, one in part.arrays.items()}
        weights += sum(array.size for array in given.values())
        layers.append(to_params(part, given))
    return LoadedNetwork(chosen, Stack(tuple(layers)), weights)


def _direction_trouble(chosen: Candidate) -> FileRefusal | None:
    """Layers of which some hear the end first can't stand on each other."""
    turned = {layer.backwards for layer in chosen.layers}
    return FileRefusal("bidirectional", name=chosen.name) if len(turned) > 1 else None


def _too_much(chosen: Candidate) -> FileRefusal | None:
    widest = max(chosen.hidden)
    blocks = {"lstm": 4, "gru": 3, "rnn": 1}
    weights = sum(
        blocks[layer.kind] * layer.hidden * (layer.inputs + layer.hidden + 2)
        for layer in chosen.layers
    )
    if widest > MOST_UNITS:
        return FileRefusal("too-many-units", hidden=widest, most=MOST_UNITS)
    if weights > MOST_WEIGHTS:
        return FileRefusal("too-many-weights", weights=weights, most=MOST_WEIGHTS)
    return None
