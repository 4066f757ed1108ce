"""What came after 1997: the forget gate, and a stream that nobody resets.

The page on the forget gate draws what is computed here."""
