"""The addresses below ``/room``: pages and streams for phones and for a teacher's remote control.

No Streamlit session stands behind them, so that a class of phones costs the server little.
"""
