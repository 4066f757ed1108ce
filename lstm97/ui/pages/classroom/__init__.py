"""The room of the page ``classroom``: the lesson plan, worksheets and links for teachers."""
