"""The paper's experiments: published conditions and results as data, and training to match them.

Read on in this order: conditions, published, nets, readings, rows; then feed, online, stepwise,
stops and trials, which train; then results, reproduce and table.
"""
