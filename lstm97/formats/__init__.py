"""Networks and sequences of somebody's own, read without ever running what is in a file.

`read` gives a network of PyTorch or Keras as the engine runs it, `sequences_of` what to show it;
what can't be read raises `FileRefusal` with a code. In reading order: refusal, arrays, contents;
safe, archives, hdf5; parts, frameworks, gates; live, loading; tables, sequences.
"""

from lstm97.formats.arrays import LARGEST, FileContents
from lstm97.formats.loading import LoadedNetwork, choose, file_contents, load, networks, read
from lstm97.formats.parts import Candidate, Part
from lstm97.formats.refusal import CODES, FileRefusal
from lstm97.formats.sequences import noise, sequences_of

__all__ = [
    "CODES",
    "LARGEST",
    "Candidate",
    "FileContents",
    "FileRefusal",
    "LoadedNetwork",
    "Part",
    "choose",
    "file_contents",
    "load",
    "networks",
    "noise",
    "read",
    "sequences_of",
]
