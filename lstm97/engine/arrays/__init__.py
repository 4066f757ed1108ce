"""What a loop over time is made of: products, room for their results, batches of sequences.

Nothing here knows one kind of network from another.
"""
