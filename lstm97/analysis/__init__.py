"""From a trace or an error flow to the few numbers that a figure shows.

Everything here reads what the engine measured; nothing here models how an error should behave.
"""
