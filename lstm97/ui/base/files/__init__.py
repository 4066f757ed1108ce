"""Files to and from the reader that no process of the server keeps."""
