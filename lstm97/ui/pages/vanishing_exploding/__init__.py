"""The room of the page ``vanishing-exploding``: errors that vanish or explode."""
