"""Charts of the first pages: one neuron, one weight, one step, numbers on nodes and wires.

They are read at rest, and take plain arrays.
"""
