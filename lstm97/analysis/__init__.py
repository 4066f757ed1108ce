"""From a trace or an error flow to the few numbers that a figure shows.

Everything here reads what the engine measured; nothing here models how an error should behave.
Begin with reach (how far does an error get?) and race (who gets further?). The other modules in the
order of the lesson:

- foundations: descent; memory, contributions; exercise, rtrl; toolbox
- the problem: hochreiter, vanishing; conflict
- the cure: carousel; gatekeeper, drift, abuse; scissors, paths, course, online97
- since then: forgetting, continual
- questions to the reader: quiz, worksheet, review; myths, each with its evidence; sketch

probe makes an error of a known size; practice, wave and runs train a race, stream it, and keep it.
"""
