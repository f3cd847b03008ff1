"""How the span reader is trained: data, loop, export and measurement.

Run as `python -m pincite.qa.training train|export|evaluate|label CONFIG ...`. The package needs the
extra `training` (torch, transformers, onnx); nothing else in pincite imports it.
"""
