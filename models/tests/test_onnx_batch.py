"""Ragged batches compute what single sequences compute: in onnxruntime, and in PyTorch."""

from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from interlat_models.batch_agents import think, trained_latents
from interlat_models.checkpoints import ExportedDecoder
from interlat_models.onnx_batch import BatchDecoder, OnnxTier
from interlat_models.onnx_decoder import build_decoder
from interlat_models.onnx_session import DecoderSession, open_session
from interlat_models.row_decoder import ContextFull, Output, drive, outputs
from interlat_models.tokenizer import BOP, BOS, EOP
from interlat_models.torch_tier import TorchRows

ROOT = Path(__file__).parents[2]
TIERS = [ROOT / "tests/models/mini", ROOT / "public/models/tiny"]
SAME = 1e-4
LENGTHS = [3, 41, 17, 1, 90]


@pytest.fixture(scope="module", params=TIERS, ids=lambda path: path.name)
def folder(request: pytest.FixtureRequest) -> Path:
    return request.param


def test_roles_may_share_files() -> None:
    """A tier of published models: other special tokens, other widths, no compressed sender."""
    shared = ROOT / "tests/models/wide"
    if not shared.exists():
        pytest.skip("there is no such tier")
    tier = OnnxTier.load(shared)
    assert tier.sessions["sender"] is tier.sessions["sender-compressed"]
    assert tier.special == tier.manifest["specialTokens"]
    batch = tier.decoder("sender", rows=5)
    single = [DecoderSession(onnx.load(shared / "sender.onnx")) for _ in range(2)]
    for row, session in enumerate(single):
        embeds = some_embeds(tier, "sender", 5 + row, row, highest=300)
        assert_same(batch.feed(row, embeds), session.append(embeds))
    embeds = some_embeds(tier, "sender", 2, 9, highest=300)
    for row, found in batch.step({0: embeds[:1], 1: embeds[1:]}).items():
        assert_same(found, single[row].append(embeds[row : row + 1]))
    states = tier.states("sender", embeds)
    assert tier.adapt(states).shape == (2, tier.manifest["decoders"]["actor"]["dim"])


@pytest.fixture(scope="module")
def tier(folder: Path) -> OnnxTier:
    return OnnxTier.load(folder)


def some_embeds(tier: OnnxTier, role: str, count: int, seed: int, highest: int | None = None) -> np.ndarray:
    tokens = np.random.default_rng(seed).integers(7, highest or tier.codec.size, count)
    return tier.embed(role, tokens.tolist())


def assert_same(found: Output, expected: dict[str, np.ndarray]) -> None:
    np.testing.assert_allclose(found.logits, expected["logits"][-1], atol=SAME)
    np.testing.assert_allclose(found.hidden, expected["hidden_states"][-1], atol=SAME)
    if "next_embeds" in expected:
        np.testing.assert_allclose(found.next_embeds, expected["next_embeds"][-1], atol=SAME)
    assert found.token == expected["logits"][-1].argmax()


@pytest.mark.parametrize("role", ["sender", "sender-compressed", "actor"])
def test_ragged_rows_are_single_sequences(tier: OnnxTier, folder: Path, role: str) -> None:
    batch = tier.decoder(role, rows=len(LENGTHS) + 1)
    model = onnx.load(folder / f"{role}.onnx")
    single = [DecoderSession(model) for _ in LENGTHS]
    for row, length in enumerate(LENGTHS):
        embeds = some_embeds(tier, role, length, row)
        assert_same(batch.feed(row, embeds), single[row].append(embeds))
    for turn in range(6):
        # Some rows sit out, and one gets several positions between.
        chosen = [row for row in range(len(LENGTHS)) if (row + turn) % 3]
        pieces = {row: some_embeds(tier, role, 1, 100 * turn + row) for row in chosen}
        for row, found in batch.step(pieces).items():
            assert_same(found, single[row].append(pieces[row]))
        embeds = some_embeds(tier, role, 7, 1000 + turn)
        assert_same(batch.feed(2, embeds), single[2].append(embeds))
    # A row starts over beside the others.
    batch.start(1)
    again, embeds = DecoderSession(model), some_embeds(tier, role, 12, 7)
    assert_same(batch.feed(1, embeds), again.append(embeds))
    assert_same(batch.step({1: embeds[:1]})[1], again.append(embeds[:1]))


def test_a_growing_cache_keeps_what_it_holds(tier: OnnxTier, folder: Path) -> None:
    batch = tier.decoder("actor", rows=4)
    single = DecoderSession(onnx.load(folder / "actor.onnx"))
    first = batch.capacity
    for length in (first - 2, 1, 1, 1, first):
        embeds = some_embeds(tier, "actor", length, length)
        expected = single.append(embeds)
        found = batch.feed(1, embeds) if length > 1 else batch.step({1: embeds})[1]
        assert_same(found, expected)
    assert batch.capacity > first
    with pytest.raises(ValueError, match="do not fit"):
        batch.feed(1, some_embeds(tier, "actor", batch.context, 0))


def greedy(tier: OnnxTier, model: onnx.ModelProto, prompt: list[int]) -> list[int]:
    """The CoT by a single sequence."""
    session = DecoderSession(model)
    found = session.append(tier.embed("sender", [*prompt, BOP]))
    tokens: list[int] = []
    while len(tokens) < tier.longest_thought:
        token = int(found["logits"][-1].argmax())
        if token == EOP:
            break
        tokens.append(token)
        found = session.append(tier.embed("sender", [token]))
    return tokens


def test_driven_agents_write_the_same_greedy_tokens(tier: OnnxTier, folder: Path) -> None:
    """More agents than rows, of different length, joining as others end."""
    things = ["mug 1 in cabinet 3.", "plate 2 in fridge 1.", "knife 1 in drawer 2."]
    prompts = [
        [BOS, *tier.codec.encode(" ".join(["Your task is to: put a mug in fridge.", *(things * 3)[:count]]))]
        for count in range(9)
    ]
    model = onnx.load(folder / "sender.onnx")
    results = dict(drive(tier.decoder("sender", rows=5), (think(tier, prompt) for prompt in prompts)))
    assert sorted(results) == list(range(len(prompts)))
    for number, prompt in enumerate(prompts):
        assert results[number].tokens == greedy(tier, model, prompt)
        forced = tier.states("sender", tier.embed("sender", [*prompt, BOP, *results[number].tokens[:-1]]))
        np.testing.assert_allclose(results[number].hidden, forced[len(prompt) :], atol=SAME)
    loops = dict(
        drive(tier.decoder("sender-compressed", rows=5), (trained_latents(tier, p, 8) for p in prompts))
    )
    session = DecoderSession(onnx.load(folder / "sender-compressed.onnx"))
    embeds = np.concatenate([tier.embed("sender-compressed", prompts[4]), tier.latent_start[None]])
    found = session.append(embeds)
    for state in loops[4]:
        np.testing.assert_allclose(state, found["hidden_states"][-1], atol=SAME)
        found = session.append(found["next_embeds"])


def test_an_agent_hears_of_a_full_context(tier: OnnxTier) -> None:
    def endless():
        heard = 0
        while True:
            try:
                yield some_embeds(tier, "actor", 600, 0)
                heard += 1
            except ContextFull:
                return heard

    assert [result for _, result in drive(tier.decoder("actor", rows=2), [endless(), endless()])] == [3, 3]


def test_pytorch_rows_and_onnx_rows_agree(decoder: ExportedDecoder) -> None:
    dims = {"dim": 64, "layers": 2, "kvHeads": 2, "headDim": 32, "vocabulary": 70, "context": 2048}
    session = open_session(build_decoder(decoder.weights, "wasm"))
    ours, theirs = BatchDecoder(session, dims, rows=4), TorchRows(decoder, rows=4)
    random = np.random.default_rng(0)

    def compare(found: Output, expected: Output) -> None:
        assert found.token == expected.token
        for name in ("logits", "hidden", "next_embeds"):
            np.testing.assert_allclose(getattr(found, name), getattr(expected, name), atol=SAME)

    for row, length in enumerate((5, 1, 300)):
        embeds = random.normal(size=(length, 64)).astype(np.float32)
        compare(ours.feed(row, embeds), theirs.feed(row, embeds))
    for _ in range(4):
        pieces = {row: random.normal(size=(1, 64)).astype(np.float32) for row in (0, 2)}
        expected = theirs.step(pieces)
        for row, found in ours.step(pieces).items():
            compare(found, expected[row])


def test_near_ties() -> None:
    logits = np.array([[0.0, 2.0, 1.9995], [3.0, 1.0, 2.0], [5.0, 5.0, 0.0]], np.float32)
    before = logits.copy()
    found = outputs(logits, np.zeros((3, 2)), None)
    assert [one.token for one in found] == [1, 0, 0]
    assert [one.near_tie for one in found] == [True, False, True]
    np.testing.assert_array_equal(logits, before)
