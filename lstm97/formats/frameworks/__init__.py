"""How PyTorch and Keras name the arrays of recurrent layers, and what a Keras config adds.

Neither framework is imported.
"""
