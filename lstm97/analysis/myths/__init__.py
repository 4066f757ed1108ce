"""Sayings about recurrent networks, each put to an experiment on the engine.

An experiment gives curves for a figure and numbers for a sentence."""
