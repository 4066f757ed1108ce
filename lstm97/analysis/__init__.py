"""From a trace or an error flow to the few numbers that a figure shows.

Everything here reads what the engine measured; nothing here models how an error should behave.
Begin with flow: reach (how far does an error get?) and race (who gets further?); probe makes an
error of a known size, and practice, stepping and runs train a race, stream it, and keep it. The
other rooms in the order of the lesson:

- foundations: descent, nudging, one_step; feedforward; ablation, pronoun; contributions, exercise;
  toolbox
- problem: hochreiter, vanishing, path_sum, exploding; conflict
- cell: carousel; valve_game, wiring, schooling; drift, abuse
- scissors: truncation, training; rtrl, online97
- since: forgetting, continual
- quiz and myths: questions to the reader, and sayings, each with its evidence; guess is the curve
  that a reader draws first

small_chain is the small sequence that several pages unroll, retention what a trained net keeps.
"""
