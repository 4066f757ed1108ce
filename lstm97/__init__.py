"""See error flow back through time: in a recurrent network, and in the LSTM of 1997.

The package has one direction of import: ``ui`` draws ``figures`` of what ``analysis`` reads
off an ``engine`` that runs the networks on the sequences of ``tasks``.
"""
