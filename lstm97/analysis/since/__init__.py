"""What came after 1997: the forget gate, and a stream without resets.

The page on the forget gate draws what is computed here.
"""
