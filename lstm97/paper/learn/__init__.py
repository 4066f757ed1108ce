"""What trains the rows: sequences for many trials at once, and a learner for each kind of net."""
