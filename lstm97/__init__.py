"""See error flow back through time: in a recurrent network, and in the LSTM of 1997.

The package has one direction of import: ``ui`` draws ``figures`` of what ``analysis`` reads
off an ``engine`` that runs the networks on the sequences of ``tasks``; ``paper`` trains them at the
scale of 1997. ``formats`` reads networks of the reader's own, ``flow`` reports on them, ``room`` is
a class that answers together. ``engine``, ``tasks``, ``analysis`` and ``paper`` need NumPy alone;
begin with `lstm97.engine`. For the command line see ``python -m lstm97 --help``: check, bench and
bake are modules of their own here.
"""
