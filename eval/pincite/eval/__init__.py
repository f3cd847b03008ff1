"""Measuring: question files, runs, comparison and the gate (`pincite eval`)."""
