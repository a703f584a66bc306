"""An exported decoder in onnxruntime on this machine's CPU."""

from __future__ import annotations

import numpy as np
import onnx
import onnxruntime


def open_session(model: onnx.ModelProto) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    # As the browser does (src/runtime/backend.ts).
    options.add_session_config_entry("session.disable_quant_qdq", "1")
    return onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )


class DecoderSession:
    """One sequence with a growing cache."""

    def __init__(self, model: onnx.ModelProto):
        self.session = open_session(model)
        self.outputs = [output.name for output in self.session.get_outputs()]
        self.length = 0
        self.cache = {
            entry.name: np.zeros((1, entry.shape[1], 0, entry.shape[3]), np.float32)
            for entry in self.session.get_inputs()
            if entry.name.startswith("past_key_values.")
        }

    def append(self, embeds: np.ndarray, keep: int = 1) -> dict[str, np.ndarray]:
        """Embeddings [rows, dim] → outputs [kept, …] of the last `keep` positions (0: all)."""
        self.length += len(embeds)
        feeds = {
            "inputs_embeds": embeds[None],
            "seqlens_k": np.array([self.length - 1], np.int32),
            "total_sequence_length": np.array(self.length, np.int32),
            "num_logits_to_keep": np.array(keep, np.int64),
            **self.cache,
        }
        results = dict(zip(self.outputs, self.session.run(None, feeds)))
        self.cache = {
            name.replace("present.", "past_key_values."): value
            for name, value in results.items()
            if name.startswith("present.")
        }
        return {name: value[0] for name, value in results.items() if not name.startswith("present.")}
