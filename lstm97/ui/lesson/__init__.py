"""What a page of the lesson is made of: title, question, picture, equations, proof, training.

A page says what its parts are; where and how they stand is decided here, once."""
