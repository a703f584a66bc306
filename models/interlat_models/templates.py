"""How a chat model's texts are wrapped: the manifest's `templates` (src/shared/manifest.ts, src/lab/framing.ts).

The published ones are those of Interlat's public code: the sender's is data_collection/alfworld_collection.py's,
the compressed sender's compression_training/compress.py's, the actor's
eval/alfworld/eval_agent/agents/hidden_agent.py's. For Llama 3 the public code has the actor's alone; its sender's
and compressed sender's here are the same texts in Llama 3's marks.
"""

from __future__ import annotations

import json
from pathlib import Path

from .hugging_face import Unsupported

PLAN = "Now, you are given a step-by-step plan to complete this task as follow: "
REQUEST = "Please generate a plan to solve this task: "
SYSTEM = "<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n"
# Token that tells a family, and the marks of its turns: before a user's words, before the assistant's, the end.
FAMILIES = {
    "chatml": ("<|im_start|>", "<|im_start|>user\n", "\n<|im_start|>assistant\n", "<|im_end|>", SYSTEM),
    "llama3": (
        "<|start_header_id|>",
        "<|start_header_id|>user<|end_header_id|>\n",
        "<|start_header_id|>assistant<|end_header_id|>\n",
        "<|eot_id|>",
        "",
    ),
}
CHOICES = ("auto", "none", *FAMILIES)


def published_templates(kind: str, role: str, vocabulary: dict[str, int], instruction: str = "") -> dict:
    """The templates of "sender" (and "sender-compressed") or "actor"; none where its tokenizer has `<act>`.

    `kind` is one of CHOICES, `instruction` what stands before the actor's first observation.
    """
    if kind == "auto":
        own = "<act>" in vocabulary
        kind = next((name for name, marks in FAMILIES.items() if not own and marks[0] in vocabulary), "none")
    if kind == "none":
        return {}
    mark, user, assistant, end, system = FAMILIES[kind]
    for token in (mark, end):
        if token not in vocabulary:
            raise Unsupported(f"The {role}'s tokenizer has no {token}, which the {kind} template needs.")
    answer = f"{end}{assistant}"
    if role == "sender":
        return {
            "sender": {"before": user, "after": answer, "end": end},
            "sender-compressed": {"before": f"{REQUEST}{system}{user}", "after": ""},
        }
    between = "\n" if kind == "chatml" else ""
    return {
        "actor": {
            "before": f"{system}{user}{instruction}",
            "message": PLAN,
            "after": answer,
            "end": end,
            "observation": {"before": f"{between}{user}Observation: ", "after": answer},
            "command": "Action:",
        }
    }


def read_templates(path: Path | None) -> dict:
    """The manifest's `templates` from a JSON file, as an entry of the manifest; {} without one."""
    return {} if path is None else {"templates": json.loads(path.read_text())}
