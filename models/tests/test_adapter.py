import torch
import torch.nn.functional as F
from interlat_models.adapter import Adapter, NoAdapter, adapt


def reference(adapter: Adapter, hidden: torch.Tensor) -> torch.Tensor:
    """The paper's adapter for one message [steps, dim], with nn.MultiheadAttention itself."""
    x = adapter.input_norm(hidden)[None]
    attended, _ = adapter.attention(x, x, x)
    x = adapter.attention_norm(x + attended)[0] * adapter.scale
    change = adapter.up(F.gelu(adapter.down_norm(adapter.down(x))))
    return torch.clamp((x + change) * adapter.output_scale, -10, 10)


def test_padded_batch_equals_single_messages() -> None:
    adapter = Adapter(64, output_scale=7.0, scale=1.3)
    messages = [torch.randn(steps, 64) * 2 for steps in (5, 1, 12)]
    for message, found in zip(messages, adapt(adapter, messages)):
        expected = reference(adapter, message)
        torch.testing.assert_close(found, expected, atol=1e-5, rtol=1e-5)
    assert any((reference(adapter, m).abs() == 10).any() for m in messages), "the clamp is not reached"


def test_all_weights_learn() -> None:
    adapter = Adapter(64)
    adapt(adapter, [torch.randn(5, 64)])[0].pow(2).sum().backward()
    assert [name for name, weight in adapter.named_parameters() if weight.grad is None] == []


def test_without_an_adapter_messages_of_any_length_have_gradients() -> None:
    """Shorter messages are padded with zeros, whose norm must not be divided by."""
    scaling = NoAdapter(0.14)
    first, second = adapt(scaling, [torch.randn(3, 8), torch.randn(1, 8)])
    assert len(first) == 3 and len(second) == 1
    assert first.pow(2).mean(-1).sqrt().allclose(torch.tensor(0.14), rtol=1e-3)
    (first.sum() + second.sum()).backward()
    assert scaling.output_scale.grad is not None and scaling.output_scale.grad.isfinite()
