"""What is done with weights before and after learning: how they are drawn, and kept in a file.

Options that would need other weights than the engine has are refused here, by name.
"""
