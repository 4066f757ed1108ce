"""The room of the page ``quiz``: questions with feedback."""
