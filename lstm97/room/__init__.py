"""A class that answers together: rooms, questions, rounds, votes, and where they are kept.

Nothing here knows HTTP or Streamlit, and nothing of a room is kept in memory: several processes
serve one class, and a server that was killed goes on where it stopped.
"""

from lstm97.room.database import Database, connect
from lstm97.room.question import DONT_KNOW, Axis, Option, Right, RoomQuestion
from lstm97.room.refusal import Refusal

__all__ = [
    "DONT_KNOW",
    "Axis",
    "Database",
    "Option",
    "Refusal",
    "Right",
    "RoomQuestion",
    "connect",
]
