"""Keeps modules that need the extra `training` from doctests where it is not installed."""

import importlib.util

if importlib.util.find_spec("torch") is None:
    collect_ignore_glob = ["pincite/qa/training/*"]
