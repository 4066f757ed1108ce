"""Runs: batches of trials, checkpoints, jobs on several processes, and small runs to watch."""
