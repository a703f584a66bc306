"""SmolLM2-135M's and Qwen2.5-0.5B's shapes as one tier: sender and actor of different widths, tokenizers and
chat templates. The page's runtime and lab are held against the same numbers in tests/parity/bigger-tier.test.ts."""

import json
from pathlib import Path

import bigger
import numpy as np
import onnx
import pytest
import torch
from interlat_models.hugging_face import Unsupported
from interlat_models.onnx_batch import OnnxTier
from interlat_models.onnx_session import DecoderSession, open_session
from interlat_models.templates import published_templates
from test_convert import assert_near, table
from tokenizers import Tokenizer


@pytest.fixture(scope="module")
def stand_ins(tmp_path_factory: pytest.TempPathFactory) -> bigger.Bigger:
    return bigger.Bigger(tmp_path_factory.mktemp("bigger"))


@pytest.fixture(scope="module")
def tier(stand_ins: bigger.Bigger) -> Path:
    stand_ins.convert(stand_ins.folder / "tier")
    return stand_ins.folder / "tier"


def test_onnxruntime_computes_what_transformers_computes(stand_ins: bigger.Bigger, tier: Path) -> None:
    reference = bigger.Reference(stand_ins)
    for role in ("sender", "sender-compressed", "actor"):
        ids = reference.encode("actor" if role == "actor" else "sender", bigger.WORDS)
        session = DecoderSession(onnx.load(tier / f"{role}.onnx"))
        embeds = table(tier, role, ids).astype(np.float32)
        parts = [session.append(embeds[:-1]), session.append(embeds[-1:])]
        for name, wanted in reference.answers(role, ids).items():
            assert_near(np.stack([part[name][-1] for part in parts]), wanted.numpy(), f"{role} {name}")
    latents = torch.randn(9, 576)
    found = open_session(onnx.load(tier / "adapter.onnx")).run(["embeds"], {"latents": latents.numpy()})[0]
    assert_near(found, stand_ins.adapter(latents).numpy(), "adapter")


def test_the_manifest_has_both_tokenizers_and_a_template_a_role(stand_ins: bigger.Bigger, tier: Path) -> None:
    manifest = json.loads((tier / "manifest.json").read_text())
    numbers = {role: words.convert_tokens_to_ids for role, words in stand_ins.words.items()}
    assert manifest["actorTokens"]["bop"] == numbers["actor"]("<bop>")
    assert manifest["specialTokens"]["bos"] == numbers["sender"]("<|im_start|>") != manifest["actorTokens"]["bos"]
    assert set(manifest["templates"]) == {"sender", "sender-compressed", "actor"}
    for role, name in (("sender", "tokenizer.json"), ("actor", "tokenizer.actor.json")):
        words = Tokenizer.from_file(str(tier / name)).encode(bigger.WORDS, add_special_tokens=False)
        assert words.ids == stand_ins.words[role](bigger.WORDS, add_special_tokens=False).input_ids
    with pytest.raises(ValueError, match="npm run evaluate"):
        OnnxTier.load(tier)


def test_templates_by_the_tokens_of_a_tokenizer() -> None:
    chatml, llama3 = {"<|im_start|>": 1, "<|im_end|>": 2}, {"<|start_header_id|>": 1, "<|eot_id|>": 2}
    assert published_templates("auto", "sender", chatml)["sender"]["end"] == "<|im_end|>"
    actor = published_templates("auto", "actor", llama3, "Do this. ")["actor"]
    assert actor["end"] == "<|eot_id|>" and actor["before"].endswith("Do this. ")
    # Our own frame, and none at all.
    assert published_templates("auto", "actor", {**chatml, "<act>": 3}) == {}
    assert published_templates("none", "actor", chatml) == {}
    with pytest.raises(Unsupported, match=r"has no <\|start_header_id\|>, which the llama3 template needs"):
        published_templates("llama3", "sender", chatml)
