"""From float32 ONNX files of BERT encoders to the int8 files that pincite runs.

For development only: needs the extra `training` (onnx).
"""

from collections.abc import Iterator, Mapping
from math import prod
from pathlib import Path
from typing import Any

FUSED_DOMAIN = "com.microsoft"
LARGEST_CONSTANT = 16
"""Numbers; what is added to attention scores and rests on more of them is learnt, and no mask."""


def quantise(source: Path, to: Path, *, heads: int) -> None:
    """Writes a float32 ONNX file again with its weights in int8, one scale a channel.

    Activations are quantised at run time, one scale a matrix, and attention looks at every token:
    run one text at a time, without padding, or its result depends on its neighbours.
    """
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    prepared = to.with_suffix(".prepared")
    quant_pre_process(str(source), str(prepared), skip_symbolic_shape=True)
    quantize_dynamic(str(prepared), str(to), per_channel=True, weight_type=QuantType.QInt8)
    prepared.unlink()
    model = onnx.load(str(to))
    fuse_attention(model.graph, heads=heads)
    onnx.save(model, str(to))


def fuse_attention(graph: Any, *, heads: int) -> None:
    """Makes one node of each attention, in place: a fifth faster in onnxruntime on a CPU.

    Masks are left out, and inputs that served nothing else.

    Raises:
        ValueError: something learnt is added to the attention's scores, as MPNet does.
    """
    made_by = {name: node for node in graph.node for name in node.output}
    used_by = {name: node for node in reversed(graph.node) for name in node.input}
    for softmax in [node for node in graph.node if node.op_type == "Softmax"]:
        scaled = _without_mask(graph, made_by, made_by[softmax.input[0]])
        product = _product_in(made_by, scaled)
        query, key = (_before_heads(made_by, name) for name in product.input)
        mixed = used_by[softmax.output[0]]
        value = _before_heads(made_by, mixed.input[1])
        joined = used_by[used_by[mixed.output[0]].output[0]]
        _replace(graph, joined, _attention(query, key, value, joined.output[0], heads))
    _prune(graph)


def _without_mask(graph: Any, made_by: Mapping[str, Any], node: Any) -> Any:
    """The node of the scaled scores, which a mask may be added to."""
    if node.op_type != "Add":
        return node
    scores, mask = (made_by[name] for name in node.input)
    if scores.op_type not in ("Mul", "Div", "MatMul"):
        scores, mask = mask, scores
    learnt = {each.name for each in graph.initializer if prod(each.dims) > LARGEST_CONSTANT}
    if not learnt.isdisjoint(_names_behind(made_by, mask)):
        raise ValueError("the attention adds learnt numbers to its scores and cannot be fused")
    return scores


def _names_behind(made_by: Mapping[str, Any], node: Any) -> Iterator[str]:
    """The names of everything that a node is worked out from; lengths of tensors count for none."""
    seen: set[str] = set()
    waiting = [node]
    while waiting:
        for name in waiting.pop().input:
            if name not in seen:
                seen.add(name)
                yield name
                if name in made_by and made_by[name].op_type != "Shape":
                    waiting.append(made_by[name])


def _product_in(made_by: Mapping[str, Any], scaled: Any) -> Any:
    """The product of queries and keys, before it was scaled if it was."""
    if scaled.op_type == "MatMul":
        return scaled
    makers = (made_by[name] for name in scaled.input if name in made_by)
    return next(maker for maker in makers if maker.op_type == "MatMul")


def _before_heads(made_by: Mapping[str, Any], name: str) -> str:
    """What was cut into heads and turned: (1, tokens, width)."""
    turned = made_by[name]
    return str(made_by[turned.input[0]].input[0])


def _attention(query: str, key: str, value: str, output: str, heads: int) -> Any:
    from onnx import helper

    return helper.make_node(
        "MultiHeadAttention",
        [query, key, value],
        [output],
        name=f"{output}_attention",
        domain=FUSED_DOMAIN,
        num_heads=heads,
    )


def _replace(graph: Any, old: Any, new: Any) -> None:
    at = list(graph.node).index(old)
    graph.node.remove(old)
    graph.node.insert(at, new)


def _prune(graph: Any) -> None:
    """Takes away what no output rests on: nodes, weights and inputs."""
    needed = {output.name for output in graph.output}
    kept = []
    for node in reversed(graph.node):
        if not needed.isdisjoint(node.output):
            needed.update(node.input)
            kept.append(node)
    for field, values in (
        (graph.node, kept[::-1]),
        (graph.initializer, [each for each in graph.initializer if each.name in needed]),
        (graph.input, [each for each in graph.input if each.name in needed]),
        (graph.value_info, []),
    ):
        del field[:]
        field.extend(values)
