"""A thin layer over `onnx.helper`: every node is named by its first output."""

from __future__ import annotations

from typing import Literal

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from .quantize import BLOCK, Quantized

Device = Literal["webgpu", "wasm"]
Dimension = int | str
OPSET = 21
# Protobuf ends at 2 GB. The page opens a model from one buffer and reads no external data.
LARGEST_FILE = 1.5e9


class TooLarge(ValueError):
    """A model that does not fit one file."""


class GraphBuilder:
    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.initializers: list[onnx.TensorProto] = []
        self.inputs: list[onnx.ValueInfoProto] = []
        self.outputs: list[onnx.ValueInfoProto] = []

    def input(self, name: str, shape: list[Dimension], dtype: int = TensorProto.FLOAT) -> str:
        self.inputs.append(helper.make_tensor_value_info(name, dtype, shape))
        return name

    def output(self, name: str, shape: list[Dimension]) -> None:
        self.outputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, shape))

    def constant(self, name: str, values: np.ndarray) -> str:
        self.initializers.append(numpy_helper.from_array(np.asarray(values, order="C"), name))
        return name

    def node(self, op: str, inputs: list[str], outputs: str | list[str], **attributes: object) -> str:
        """Adds a node; returns its first output. Fused operators live in ONNX Runtime's domain."""
        names = [outputs] if isinstance(outputs, str) else outputs
        domain = "com.microsoft" if op in CONTRIB_OPS else ""
        self.nodes.append(helper.make_node(op, inputs, names, name=names[0], domain=domain, **attributes))
        return names[0]

    def linear(
        self, x: str, weights: Quantized, output: str, device: Device, bias: np.ndarray | None = None
    ) -> str:
        """x [..., columns] times the transpose of quantized weights [rows, columns], plus bias [rows].

        WebGPU multiplies by the integers; WASM unfolds them once at load, where that is faster. The page makes
        the first of the second (src/runtime/integer-products.ts): they change together.
        """
        if bias is not None:
            product = self.linear(x, weights, f"{output}.product", device)
            return self.node("Add", [product, self.constant(f"{output}.bias", bias)], output)
        rows, columns = weights.integers.shape
        scales = self.constant(f"{output}.scales", weights.scales)
        if device == "webgpu":
            integers = self.constant(f"{output}.integers", weights.unsigned_blocks())
            return self.node(
                "MatMulNBits",
                [x, integers, scales],
                output,
                K=columns,
                N=rows,
                bits=weights.bits,
                block_size=BLOCK,
            )
        integers = self.constant(f"{output}.integers", weights.integers)
        floats = self.node("DequantizeLinear", [integers, scales], f"{output}.floats", axis=1, block_size=BLOCK)
        turned = self.node("Transpose", [floats], f"{output}.turned", perm=[1, 0])
        return self.node("MatMul", [x, turned], output)

    def model(self, name: str) -> onnx.ModelProto:
        """Raises TooLarge."""
        size = sum(len(tensor.raw_data) for tensor in self.initializers)
        if size > LARGEST_FILE:
            raise TooLarge(
                f"The {name} has {size / 1e9:.2f} GB of weights, a file holds {LARGEST_FILE / 1e9} GB at most: "
                "ONNX files end at 2 GB, and the page reads a model as one file. "
                "Choose a smaller base, or 4 bits."
            )
        graph = helper.make_graph(self.nodes, name, self.inputs, self.outputs, self.initializers)
        # No `onnx.checker`: it does not know ONNX Runtime's operators. Loading the model checks it.
        return helper.make_model(
            graph,
            producer_name="interlat-lab",
            opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", 1)],
            ir_version=10,
        )


CONTRIB_OPS = {"MatMulNBits", "GroupQueryAttention", "SkipSimplifiedLayerNormalization"}
