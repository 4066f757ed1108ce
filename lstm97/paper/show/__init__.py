"""What was measured: result files, the nets kept with them, and the table beside the paper."""
