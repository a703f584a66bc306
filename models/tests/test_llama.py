import pytest
import torch
import torch.nn.functional as F
from interlat_models.generate import StaticDecoder, write_thoughts
from interlat_models.latent import LatentHead, latent_steps
from interlat_models.llama import KeyValues, Llama, LlamaConfig, rotate
from interlat_models.recall_init import recall_start
from interlat_models.sender import teacher_forced_messages
from interlat_models.tokenizer import BOP
from transformers import LlamaConfig as HuggingFaceConfig
from transformers import LlamaForCausalLM

CONFIG = LlamaConfig(vocab_size=300, hidden_size=64, intermediate_size=176, num_hidden_layers=2, num_attention_heads=2)


@pytest.fixture
def model() -> Llama:
    # Larger weights than at the start of training: differences show.
    model = Llama(CONFIG)
    with torch.no_grad():
        for weight in model.parameters():
            weight.add_(torch.randn_like(weight) * 0.1)
    return model


def ids(*lengths: int) -> list[list[int]]:
    return [torch.randint(7, 300, (length,)).tolist() for length in lengths]


def test_hugging_face_computes_the_same(model: Llama) -> None:
    other = LlamaForCausalLM(HuggingFaceConfig(**CONFIG.to_hugging_face())).eval()
    missing, unexpected = other.load_state_dict(model.state_dict(), strict=False)
    assert missing == ["lm_head.weight"] and unexpected == []
    other.tie_weights()
    tokens = torch.tensor(ids(40, 40))
    with torch.no_grad():
        ours = model.logits(model(model.embed(tokens)))
        theirs = other(input_ids=tokens).logits
    assert ours.std() > 0.5
    torch.testing.assert_close(ours, theirs, atol=1e-4, rtol=1e-4)


def test_cached_steps_equal_one_pass(model: Llama) -> None:
    """Ragged rows, padded on the left, then one step at a time."""
    rows = ids(9, 5)
    whole = [model(model.embed(torch.tensor([row])))[0] for row in rows]
    past = KeyValues()
    head = torch.zeros(2, 6, 64)
    valid = torch.zeros(2, 6, dtype=torch.bool)
    for i, row in enumerate(rows):
        part = row[: len(row) - 3]
        head[i, 6 - len(part) :] = model.embed(torch.tensor(part))
        valid[i, 6 - len(part) :] = True
    found = [model.step(head, past, valid)[:, -1]]
    for back in (3, 2, 1):
        found.append(model.step(model.embed(torch.tensor([[row[-back]] for row in rows])), past)[:, 0])
    for i in range(2):
        torch.testing.assert_close(torch.stack([f[i] for f in found]), whole[i][-4:], atol=1e-5, rtol=1e-4)


def test_static_decoder_equals_one_pass(model: Llama) -> None:
    """Rows of other lengths in each call, and rows that leave."""
    rows = ids(12, 7, 20)
    decoder = StaticDecoder(model, 3)
    decoder.feed([model.embed(torch.tensor(row[:-4])) for row in rows])
    decoder.keep([0, 2])
    last = decoder.feed([model.embed(torch.tensor(rows[0][-4:])), model.embed(torch.tensor(rows[2][-4:-1]))])
    expected = [model(model.embed(torch.tensor([row])))[0, -1] for row in (rows[0], rows[2][:-1])]
    torch.testing.assert_close(last, torch.stack(expected), atol=1e-5, rtol=1e-4)


def test_message_states_emit_the_thought(model: Llama) -> None:
    """Generation and teacher forcing give the same H, whose logits are the written tokens."""
    prompts = ids(6, 11)
    thoughts = write_thoughts(model, prompts, longest=8)
    assert all(thought.tokens for thought in thoughts)
    forced = teacher_forced_messages(model, prompts, [thought.tokens for thought in thoughts])
    for thought, hidden in zip(thoughts, forced):
        assert model.logits(thought.hidden).argmax(-1).tolist() == thought.tokens
        # Teacher forcing runs in bfloat16.
        torch.testing.assert_close(hidden, thought.hidden, atol=0.15, rtol=0.05)


def test_latent_steps_feed_themselves(model: Llama) -> None:
    head = LatentHead(64)
    head.start_from(model, torch.randn(400, 64), torch.randint(7, 300, (400,)))
    assert torch.equal(head.start, model.embeddings[BOP])
    prompts = ids(4, 9)
    latents = latent_steps(model, head, prompts, 3)
    for row, prompt in enumerate(prompts):
        embeds = torch.cat([model.embed(torch.tensor(prompt)), head.start[None]])
        for k in range(3):
            hidden = model(embeds[None])[0, -1]
            torch.testing.assert_close(latents[row, k], hidden, atol=1e-5, rtol=1e-4)
            embeds = torch.cat([embeds, head.next_embeds(hidden)[None]])
    latents.sum().backward()
    assert head.start.grad.abs().sum() > 0 and head.linear.weight.grad.abs().sum() > 0


def test_the_loop_starts_as_the_words_go_on(model: Llama) -> None:
    """Where states tell their tokens' embeddings linearly, h2e finds that map."""
    tokens = torch.randint(7, 300, (2000,))
    mixing = torch.linalg.qr(torch.randn(64, 64)).Q
    embeds = F.layer_norm(model.embeddings[tokens], (64,)).detach()
    head = LatentHead(64)
    head.start_from(model, embeds @ mixing, tokens)
    error = (head.next_embeds(embeds @ mixing) - model.embeddings[tokens]).pow(2).mean()
    assert error < 0.1 * model.embeddings[tokens].var()


def test_recall_start_looks_one_and_two_back() -> None:
    """What layer 0 attends to, whatever the tokens are; the ordinary start attends everywhere."""
    config = LlamaConfig(vocab_size=300)
    tokens = torch.tensor(ids(60))
    for start in ("ordinary", "recall"):
        model = Llama(config)
        if start == "recall":
            recall_start(model)
        layer = model.model.layers[0]
        with torch.no_grad():
            x = layer.input_layernorm(model.embed(tokens))
            q, k = (
                rotate(p(x).view(1, 60, 4, 32).transpose(1, 2), model.cos[:60], model.sin[:60])[0]
                for p in (layer.self_attn.q_proj, layer.self_attn.k_proj)
            )
        scores = (q @ k.transpose(1, 2) / 32**0.5)[:, 59]
        found = [scores[head].softmax(-1)[59 - 1 - head % 2].item() for head in range(4)]
        assert (min(found) > 0.8) == (start == "recall"), found
