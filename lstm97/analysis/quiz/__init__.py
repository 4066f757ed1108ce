"""The questions of the quiz, how they are drawn, how they come back, and worksheets of them.

Every right answer is computed by the engine."""
