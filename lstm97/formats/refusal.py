"""What is not read, by name: the caller turns the name into one sentence.

A file from outside is never to blame on its reader, so every way in which it can be wrong ends
here, and nowhere in a traceback. Sentences stand in the texts, under ``formats.refused``.
"""

from __future__ import annotations

from typing import Any

CODES = {  # code: the values that belong to it
    "missing": ("file",),  # no such file
    "empty": (),  # nothing in it
    "too-large": ("megabytes", "most"),  # more than is read
    "unknown": (),  # no format that is read
    "other": ("kind",),  # a picture, a document, an archive of something else
    "pickle": (),  # PyTorch's .pt, or any other pickle: it could run code
    "single-array": (),  # a .npy where an .npz of named arrays is meant
    "damaged": ("format",),  # cut short, or bytes that make no sense
    "needs": ("package",),  # a package that is not installed
    "no-network": (),  # no recurrent layer among the names
    "ask-framework": (),  # shapes of a recurrent layer, under names of no framework
    "ask-network": ("networks",),  # several, and none was asked for
    "ask-reset": ("name",),  # a GRU without biases: both forms look the same
    "no-such-network": ("name", "networks"),
    "no-chain": ("name", "hidden", "next", "inputs"),  # layers that do not fit on each other
    "missing-weights": ("name", "missing"),  # of a layer, or of one between two layers
    "shapes": ("name",),  # weights of one layer that do not belong together
    "dtype": ("name", "dtype"),  # weights that are no floating-point numbers
    "not-finite": ("name", "count"),  # nan or inf among the weights
    "too-many-units": ("hidden", "most"),
    "too-many-weights": ("weights", "most"),
    "projection": ("name",),  # proj_size of PyTorch
    "peephole": ("name",),
    "layer-norm": ("name",),
    "bidirectional": ("name",),  # of several layers: each hears both directions of the one below
    "activation": ("name", "activation"),  # a squashing function that the engine does not have
    "wrapped": ("name", "layer"),  # a layer of another kind, of which Keras knows many
    "no-table": (),  # no sequences: neither text nor arrays
    "no-number": ("line", "found"),  # in a line of a sequence
    "no-numbers": ("name", "dtype"),  # an array of a sequence, of something else
    "gap": ("line", "column"),  # a number is missing there
    "long-line": ("line", "most"),  # more characters than numbers of one step can have
    "ragged": ("line", "wanted", "found"),  # lines of different lengths
    "lengths": ("shortest", "longest"),  # sequences of different lengths
    "columns": ("wanted", "found"),  # not as many numbers a step as the network has inputs
    "too-many-steps": ("steps", "most"),
    "too-many-numbers": ("numbers", "most"),  # of sequences as they stand side by side
    "too-large-run": ("megabytes", "most"),  # so many sequences and steps of such a network
    "axes": ("name", "shape"),  # an array whose axes can't be told apart
}


class FileRefusal(Exception):  # noqa: N818 - an answer, no error
    """Raised instead of reading; ``code`` is one of `CODES` and ``values`` belong to it."""

    def __init__(self, code: str, **values: Any) -> None:
        assert set(values) == set(CODES[code]), (code, values)
        super().__init__(code, values)
        self.code = code
        self.values = values
