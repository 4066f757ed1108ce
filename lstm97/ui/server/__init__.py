"""What HTTP needs: the client's files on their way, and the sockets.

No page and no text of the lesson is known here."""
