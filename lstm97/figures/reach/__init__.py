"""Charts of how far errors reach: lines and bands against steps back, two pictures for experts.

All of them stand on the lesson's fixed axis.
"""
