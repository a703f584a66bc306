"""A tier's actor in the layout that transformers.js and onnxruntime-genai export causal LMs in, for benchmarks.

    python models/export_peer.py --models public/models/tiny --out FOLDER

The same graph and the same 8-bit weights as the tier's WASM file, with token ids and an attention mask in place of
embeddings and lengths. FOLDER/onnx/model.onnx, config.json, generation_config.json and the tokenizer.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from interlat_models.onnx_batch import read_embeddings

REPLACED = ("inputs_embeds", "seqlens_k", "total_sequence_length", "num_logits_to_keep")


def peer_graph(model: onnx.ModelProto, table: np.ndarray) -> onnx.ModelProto:
    """`table`: input embeddings [vocabulary, dim]."""
    graph = model.graph
    constants = {
        "peer.table": table.astype(np.float32),
        "peer.axis": np.array([1], np.int64),
        "peer.one": np.array(1, np.int64),
        "num_logits_to_keep": np.array(1, np.int64),
    }
    nodes = [
        helper.make_node("Gather", ["peer.table", "input_ids"], ["inputs_embeds"]),
        helper.make_node("ReduceSum", ["attention_mask", "peer.axis"], ["peer.seen"], keepdims=0),
        helper.make_node("Sub", ["peer.seen", "peer.one"], ["peer.last"]),
        helper.make_node("Cast", ["peer.last"], ["seqlens_k"], to=TensorProto.INT32),
        helper.make_node("Shape", ["attention_mask"], ["peer.shape"]),
        helper.make_node("Gather", ["peer.shape", "peer.one"], ["peer.total"]),
        helper.make_node("Cast", ["peer.total"], ["total_sequence_length"], to=TensorProto.INT32),
    ]
    kept = [value for value in graph.input if value.name not in REPLACED]
    ids = [("input_ids", ["batch_size", "sequence_length"]), ("attention_mask", ["batch_size", "seen"])]
    added = [helper.make_tensor_value_info(name, TensorProto.INT64, shape) for name, shape in ids]
    outputs = [value for value in graph.output if value.name != "hidden_states"]
    body = [*nodes, *graph.node]
    for field, values in (("input", [*added, *kept]), ("output", outputs), ("node", body)):
        graph.ClearField(field)
        getattr(graph, field).extend(values)
    graph.initializer.extend(numpy_helper.from_array(array, name) for name, array in constants.items())
    return model


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--models", type=Path, default=Path("public/models/tiny"))
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    manifest = json.loads((options.models / "manifest.json").read_text())
    dims, tokens = manifest["decoders"]["actor"], manifest["specialTokens"]
    table = read_embeddings(options.models / "actor-embed.bin", dims["vocabulary"], dims["dim"])
    (options.out / "onnx").mkdir(parents=True, exist_ok=True)
    files = manifest["files"]
    actor = next(file["path"] for file in files if file["role"] == "actor" and file.get("device") != "webgpu")
    model = peer_graph(onnx.load(options.models / actor), table)
    onnx.save(model, options.out / "onnx/model.onnx")
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copy(options.models / name, options.out / name)
    config = {
        "architectures": ["LlamaForCausalLM"],
        "model_type": "llama",
        "hidden_size": dims["dim"],
        "num_hidden_layers": dims["layers"],
        "num_attention_heads": dims["heads"],
        "num_key_value_heads": dims["kvHeads"],
        "head_dim": dims["headDim"],
        "vocab_size": dims["vocabulary"],
        "max_position_embeddings": dims["context"],
        "bos_token_id": tokens["bos"],
        "eos_token_id": tokens["eos"],
    }
    (options.out / "config.json").write_text(json.dumps(config, indent=1))
    # No token ends a text: as many are written as are asked for.
    generation = {"bos_token_id": tokens["bos"], "eos_token_id": None, "pad_token_id": 0}
    (options.out / "generation_config.json").write_text(json.dumps(generation, indent=1))


if __name__ == "__main__":
    main()
