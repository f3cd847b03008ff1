"""Keeps modules that need the extra `training` from doctests where it is not installed."""

import importlib.util

_NEED_TORCH = (
    "__main__", "checkpoint", "encoder", "export", "folder_reader", "labelling", "loop", "losses",
    "model", "pairs", "record", "rerank_labels", "reranker", "restoring", "stepped",
)  # fmt: skip

if importlib.util.find_spec("torch") is None:
    collect_ignore = [f"pincite/qa/training/{name}.py" for name in _NEED_TORCH]
