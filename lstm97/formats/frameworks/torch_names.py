"""Recurrent layers of PyTorch, by the names that its modules give to their weights.

``weight_ih_l0`` is the first layer's weights of the inputs, one block of rows for each gate; before
it stands the path of the module, behind it `_reverse` for the second direction.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from lstm97.formats.arrays import FileContents, StoredArray
from lstm97.formats.parts import KINDS, ROLES, Candidate, Part, candidate
from lstm97.formats.refusal import FileRefusal

NAME = re.compile(
    r"(?P<path>(?:.*\.)?)(?P<role>weight_[ih]h|bias_[ih]h|weight_hr)"
    r"(?:_l(?P<layer>\d{1,3}))?(?P<reverse>_reverse)?"
)
PECULIAR = {
    "projection": re.compile(r"weight_hr(_l\d+)?(_reverse)?"),
    "peephole": re.compile(r"(weight|bias|[wp])_c[ifo](_l\d+)?|peephole.*"),
    "layer-norm": re.compile(r"(layer_?norm|ln)\w*(\..*)?", re.IGNORECASE),
}
Layers = dict[tuple[int, bool], dict[str, str]]


def torch_networks(file: FileContents) -> list[Candidate]:
    """Every ``nn.LSTM``, ``nn.GRU``, ``nn.RNN`` and their cells, each with all of its layers."""
    found: dict[str, Layers] = defaultdict(lambda: defaultdict(dict))
    for name in file.arrays:
        match = NAME.fullmatch(name)
        if match and match["role"] != "weight_hr":
            layer = int(match["layer"] or 0), bool(match["reverse"])
            found[match["path"]][layer][match["role"]] = name
    networks = []
    for path, layers in found.items():
        if any({"weight_ih", "weight_hh"} & set(arrays) for arrays in layers.values()):
            networks += _directions(file, path, layers)
    return networks


def _directions(file: FileContents, path: str, layers: Layers) -> list[Candidate]:
    """One network for each direction; with several layers they can't be taken apart."""
    name = path.rstrip(".") or "network"
    both = any(reverse for _, reverse in layers)
    networks = []
    for reverse in (False, True) if both else (False,):
        numbers = sorted(number for number, turned in layers if turned == reverse)
        called = f"{name} (reverse)" if reverse else name
        parts = [
            _part(file, path, f"{called} {number}", layers[number, reverse]) for number in numbers
        ]
        parts = [replace(part, backwards=reverse) for part in parts]
        if both and len(numbers) > 1:
            parts[0] = replace(parts[0], trouble=FileRefusal("bidirectional", name=name))
        if missing := set(range(numbers[-1])) - set(numbers):
            trouble = FileRefusal(
                "missing-weights", name=called, missing=f"weight_ih_l{min(missing)}"
            )
            parts[0] = replace(parts[0], trouble=trouble)
        networks.append(candidate(called, tuple(parts)))
    return networks


def _part(file: FileContents, path: str, name: str, arrays: dict[str, str]) -> Part:
    trouble = _peculiar(file, path, name) or _missing(name, arrays)
    hints = file.hints.get(path.rstrip("."), {})
    shapes = {role: file.arrays[stored].shape for role, stored in arrays.items()}
    rows, hidden = shapes.get("weight_hh", ()) if len(shapes.get("weight_hh", ())) == 2 else (0, 0)
    kind = KINDS.get(rows // hidden) if hidden and rows % hidden == 0 else None
    inputs = shapes.get("weight_ih", (0,))[-1:]
    wanted = {"weight_ih": (rows, *inputs), "weight_hh": (rows, hidden)}
    if "bias_ih" in shapes or "bias_hh" in shapes:
        wanted |= {"bias_ih": (rows,), "bias_hh": (rows,)}
    if trouble is None and (kind is None or shapes != wanted or not inputs or not inputs[0]):
        trouble = FileRefusal("shapes", name=name)
    known = "activation" in hints or kind != "rnn"
    return Part(
        name=name,
        framework="torch",
        kind=kind or "rnn",
        inputs=inputs[0] if inputs else 0,
        hidden=hidden,
        arrays=arrays,
        activation=hints.get("activation", "tanh"),
        reset="after" if kind == "gru" else "",
        assumptions=() if known else ("activation",),
        trouble=trouble,
    )


def _missing(name: str, arrays: Mapping[str, str]) -> FileRefusal | None:
    """Weights that belong to a layer, biases if it has any, and are not there."""
    some = next(iter(arrays.values()))
    for role in ROLES["torch"] if any("bias" in one for one in arrays) else ROLES["torch"][:2]:
        if role not in arrays:
            missing = some.replace(next(iter(arrays)), role)
            return FileRefusal("missing-weights", name=name, missing=missing)
    return None


def _peculiar(file: FileContents, path: str, name: str) -> FileRefusal | None:
    """What else stands beside the weights and changes what the layer does."""
    for stored in file.arrays:
        if stored.startswith(path):
            for code, pattern in PECULIAR.items():
                own = stored[len(path) :]
                if (path or code != "layer-norm") and pattern.fullmatch(own):
                    return FileRefusal(code, name=name)
    return None


def by_shape(arrays: Mapping[str, StoredArray], framework: Any) -> dict[str, str] | None:
    """Which of a few arrays has which role, if there is one way only; else None.

    For files whose names are nobody's: two matrices of a recurrent layer, and its biases.
    """
    matrices = {name: one.shape for name, one in arrays.items() if len(one.shape) == 2}
    vectors = [name for name, one in arrays.items() if len(one.shape) == 1]
    if framework == "keras":
        matrices = {name: shape[::-1] for name, shape in matrices.items()}
    recurrent = [n for n, (rows, units) in matrices.items() if units and rows in _rows(units)]
    others = [name for name in matrices if name not in recurrent]
    biases = {"torch": 2, "keras": 1}[framework]
    if len(recurrent) != 1 or len(others) != 1 or len(vectors) not in (0, biases):
        return None
    rows, units = matrices[recurrent[0]]
    if len(vectors) == 2 and KINDS[rows // units] == "gru":
        return None  # its two biases do different things
    roles = {"torch": ("weight_ih", "weight_hh", "bias_ih", "bias_hh")}.get(
        framework, ("kernel", "recurrent_kernel", "bias")
    )
    return dict(zip(roles, (others[0], recurrent[0], *vectors), strict=False))


def _rows(units: int) -> set[int]:
    return {blocks * units for blocks in KINDS}
