"""The paper's experiments: published conditions and results as data, and training to match them.

Four rooms, each of which knows only those before it: data (conditions, paper_results, rows), learn
(what trains a row), show (results and table), run (trials, checkpoint, job, reproduce).
"""
