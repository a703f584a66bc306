"""Pretrained bases in the place of our own Llama: random tiny Llama and Qwen2 models in local folders."""

from pathlib import Path

import numpy as np
import pytest
import stand_ins
import torch
from interlat_models.actor import Message, run_actor
from interlat_models.adapter import Adapter, adapt, load_adapter
from interlat_models.checkpoints import exported_decoder
from interlat_models.episodes import COMMAND, Turns
from interlat_models.generate import StaticDecoder, write_thoughts
from interlat_models.hugging_face import Unsupported
from interlat_models.latent import LatentHead, latent_steps
from interlat_models.llama import KeyValues, load_checkpoint, load_llama
from interlat_models.onnx_batch import read_embeddings
from interlat_models.onnx_decoder import build_decoder
from interlat_models.onnx_session import DecoderSession
from interlat_models.pretrained import base_tokenizer, load_base
from interlat_models.sender import teacher_forced_messages
from interlat_models.tier import export_decoder
from interlat_models.tokenizer import ACT, BOP, BOS, OBS, SPECIAL, Codec
from transformers import AutoModelForCausalLM, AutoTokenizer

FAMILIES = {
    "qwen2": stand_ins.qwen,
    "llama": stand_ins.llama,
    "llama with biases": lambda rows: stand_ins.llama(rows, attention_bias=True, mlp_bias=True),
}
WORDS = "Welcome! You arrive at cabinet 3. On the cabinet 3, you see a mug 1."


@pytest.fixture(scope="module", params=FAMILIES)
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch.manual_seed(0)
    tokenizer = stand_ins.chat_tokenizer([])
    # More rows than tokens, as Qwen2.5 has.
    model = FAMILIES[request.param](len(tokenizer) + 9)
    return stand_ins.save(model, tokenizer, tmp_path_factory.mktemp("base"))


def rows(*lengths: int) -> list[list[int]]:
    return [torch.randint(7, 350, (length,)).tolist() for length in lengths]


def test_the_base_computes_what_transformers_computes(folder: Path) -> None:
    """The same words, by their new numbers here and by their own there."""
    model, codec = load_base(folder), Codec(base_tokenizer(folder))
    theirs = AutoModelForCausalLM.from_pretrained(folder).eval()
    original = AutoTokenizer.from_pretrained(folder)
    ids = original(WORDS, add_special_tokens=False, return_tensors="pt").input_ids
    ours = codec.encode(WORDS)
    assert len(ours) == ids.shape[1] and ours != ids[0].tolist()
    with torch.no_grad():
        expected = theirs(input_ids=ids, output_hidden_states=True)
        hidden = model(model.embed(torch.tensor([ours])))
        logits = model.logits(hidden)
    torch.testing.assert_close(hidden, expected.hidden_states[-1], atol=1e-5, rtol=1e-4)
    ordinary = [token for token in original.get_vocab() if token not in SPECIAL]
    here = [codec.tokenizer.token_to_id(token) for token in ordinary]
    there = original.convert_tokens_to_ids(ordinary)
    torch.testing.assert_close(logits[..., here], expected.logits[..., there], atol=1e-5, rtol=1e-4)
    assert model.config.vocab_size == codec.size == len(original) + len(SPECIAL)


def test_the_tokenizer_is_the_base_s_with_our_special_tokens_first(folder: Path) -> None:
    codec, original = Codec(base_tokenizer(folder)), AutoTokenizer.from_pretrained(folder)
    assert [codec.tokenizer.token_to_id(token) for token in SPECIAL] == list(range(7))
    assert codec.encode("<act>go to<obs>")[0] == ACT and codec.encode("<act>go to<obs>")[-1] == OBS
    for text in (WORDS, "!\"#$%&' ", "", "  ünï 漢字 🙂\n"):
        assert codec.decode(codec.encode(text)) == text
        pieces = original.convert_ids_to_tokens(original(text, add_special_tokens=False).input_ids)
        assert [codec.tokenizer.id_to_token(i) for i in codec.encode(text)] == pieces
    assert not any(codec.is_entity)
    model = load_base(folder)
    end = AutoModelForCausalLM.from_pretrained(folder).get_input_embeddings().weight[original.eos_token_id]
    torch.testing.assert_close(model.embeddings[BOS], end)


def test_cached_steps_equal_one_pass(folder: Path) -> None:
    """Ragged rows padded on the left, then single steps; and rows of a StaticDecoder."""
    model, parts = load_base(folder), rows(9, 5)
    with torch.no_grad():
        whole = [model(model.embed(torch.tensor([row])))[0] for row in parts]
        past, head = KeyValues(), torch.zeros(2, 6, model.config.hidden_size)
        valid = torch.zeros(2, 6, dtype=torch.bool)
        for i, row in enumerate(parts):
            padding = 9 - len(row)
            head[i, padding:], valid[i, padding:] = model.embed(torch.tensor(row[:-3])), True
        found = [model.step(head, past, valid)[:, -1]]
        for back in (3, 2, 1):
            found.append(model.step(model.embed(torch.tensor([[row[-back]] for row in parts])), past)[:, 0])
        decoder = StaticDecoder(model, 2)
        decoder.feed([model.embed(torch.tensor(row[:-2])) for row in parts])
        static = decoder.feed([model.embed(torch.tensor(row[-2:])) for row in parts])
    for i in range(2):
        torch.testing.assert_close(torch.stack([f[i] for f in found]), whole[i][-4:], atol=1e-5, rtol=1e-4)
    torch.testing.assert_close(static, torch.stack([w[-1] for w in whole]), atol=1e-5, rtol=1e-4)


def test_the_stages_start_from_it_and_the_export_takes_it(folder: Path, tmp_path: Path) -> None:
    stand_ins.start(folder, tmp_path)
    model, codec = load_llama(tmp_path / "base.pt").eval(), Codec.load(tmp_path / "tokenizer.json")
    torch.testing.assert_close(model.embeddings, load_base(folder).embeddings)
    prompts = [[BOS, *codec.encode(WORDS)], [BOS, *codec.encode("take mug 1")]]
    for thought in write_thoughts(model, prompts, longest=5):
        assert model.logits(thought.hidden).argmax(-1).tolist() == thought.tokens
    head = LatentHead(model.config.hidden_size)
    latent_steps(model, head, prompts, 3).sum().backward()
    assert model.embeddings.grad.abs().sum() > 0 and head.linear.weight.grad.abs().sum() > 0
    checkpoint = {"config": vars(model.config), "model": model.state_dict(), "meta": {}}
    for bits in (8, 4):
        exported = exported_decoder(checkpoint, bits=bits)
        session = DecoderSession(build_decoder(exported.weights, "webgpu"))
        embeds = exported.module.embed(torch.tensor(prompts[0])).detach()
        expected = exported.answers(embeds, [len(embeds)])[0]["logits"]
        found = session.append(embeds.numpy())["logits"][0]
        assert np.abs(found - expected).max() < 1e-4 * np.abs(expected).max()


def test_a_sender_whose_head_is_not_tied_brings_it(folder: Path, tmp_path: Path) -> None:
    """The page reads latents through it; an actor's are never read."""
    stand_ins.start(folder, tmp_path)
    decoder = exported_decoder(load_checkpoint(tmp_path / "base.pt"))
    tied = load_base(folder).config.tie_word_embeddings
    files = [file for file in export_decoder("sender", decoder, tmp_path)[0] if file["role"] == "head"]
    assert [file["path"] for file in files] == ([] if tied else ["sender-head.bin"])
    assert all(file["role"] != "head" for file in export_decoder("actor", decoder, tmp_path)[0])
    dims = decoder.weights.dims
    head, embeddings = (
        read_embeddings(tmp_path / f"sender-{name}.bin", dims.vocabulary, dims.dim)
        for name in ("embed" if tied else "head", "embed")
    )
    answer = decoder.answers(torch.randn(5, dims.dim), [5])[0]
    wanted = answer["logits"]
    assert np.abs(answer["hidden_states"] @ head.T - wanted).max() < 1e-5 * np.abs(wanted).max()
    if not tied:
        assert np.abs(answer["hidden_states"] @ embeddings.T - wanted).max() > 0.1 * np.abs(wanted).max()


def test_sender_and_actor_of_different_widths(tmp_path: Path) -> None:
    """A Qwen2's messages train a Llama through the adapter's input projection."""
    tokenizer = stand_ins.chat_tokenizer([])
    bases = []
    for name in ("qwen2", "llama"):
        saved = stand_ins.save(FAMILIES[name](len(tokenizer)), tokenizer, tmp_path / name)
        stand_ins.start(saved, tmp_path / "run", name)
        bases.append(load_llama(tmp_path / f"run/{name}.pt"))
    sender, actor = bases
    widths = [model.config.hidden_size for model in bases]
    assert widths[0] != widths[1]
    adapter = Adapter(widths[1], sender_dim=widths[0])
    prompts, thoughts = rows(6, 9), rows(4, 7)
    messages = adapt(adapter, teacher_forced_messages(sender, prompts, thoughts))
    assert [tuple(message.shape) for message in messages] == [(4, widths[1]), (7, widths[1])]
    turns = [Turns([ACT, 9, OBS], [COMMAND] * 3)] * 2
    output = run_actor(actor, [[*p, BOP] for p in prompts], [Message(m) for m in messages], turns)
    torch.nn.functional.cross_entropy(output.logits.float(), output.targets).backward()
    assert adapter.input_projection.weight.grad.abs().sum() > 0
    again = load_adapter(adapter.state_dict())
    assert again.sender_dim == widths[0]
    message = [torch.ones(3, widths[0])]
    torch.testing.assert_close(adapt(again, message)[0], adapt(adapter, message)[0])


def test_what_cannot_be_a_base_says_why(tmp_path: Path) -> None:
    tokenizer = stand_ins.chat_tokenizer([])
    yarn = {"rope_type": "yarn", "rope_theta": 1e4, "factor": 4.0, "original_max_position_embeddings": 64}
    with pytest.raises(Unsupported, match="yarn"):
        load_base(stand_ins.save(stand_ins.qwen(len(tokenizer), rope_parameters=yarn), tokenizer, tmp_path / "yarn"))
