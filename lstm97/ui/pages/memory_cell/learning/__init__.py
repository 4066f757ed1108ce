"""Networks that learn by themselves: at the game, in a contest, at sentences."""
