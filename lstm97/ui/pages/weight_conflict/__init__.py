"""The room of the page ``weight-conflict``: one weight asked to do two things."""
