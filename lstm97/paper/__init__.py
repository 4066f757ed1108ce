"""The paper's experiments: published conditions and results as data, and training to match them.

Read on in this order: conditions (Tables 10, 11), published (Tables 1 to 9), nets, readings, rows;
then what trains: feed, online, wide, stepwise, growing, stops, trials; then what runs and keeps it:
job, checkpoint, results, reproduce; then table and deviations.
"""
