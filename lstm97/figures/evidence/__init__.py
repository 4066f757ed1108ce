"""Charts of what was measured often: costs, proofs, the paper's rows, many seeds, a class.

They are read at rest.
"""
