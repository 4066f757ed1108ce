"""What HTTP needs: the client's files, addresses and sockets.

No page and no text of the lesson is known here.
"""
