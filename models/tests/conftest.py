import sys
from pathlib import Path

import pytest
import torch

MODELS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(MODELS))


from interlat_models.checkpoints import ExportedDecoder, exported_decoder  # noqa: E402
from interlat_models.llama import Llama, LlamaConfig  # noqa: E402

# Rows of 40 and 48: the last block of 32 is a short one.
CONFIG = LlamaConfig(
    vocab_size=70, hidden_size=64, intermediate_size=48, num_hidden_layers=2, num_attention_heads=2
)


@pytest.fixture(scope="session")
def decoder() -> ExportedDecoder:
    """A two-layer compressed sender with random weights."""
    torch.manual_seed(0)
    module = Llama(CONFIG)
    with torch.no_grad():
        for weight in module.parameters():
            weight += 0.1 * torch.randn_like(weight)
    latent = {
        "norm.weight": torch.linspace(0.5, 1.5, 64),
        "norm.bias": torch.linspace(-1, 1, 64),
        "linear.weight": torch.randn(64, 64),
    }
    checkpoint = {"config": vars(CONFIG), "model": module.state_dict(), "latent": latent, "meta": {}}
    return exported_decoder(checkpoint)


@pytest.fixture(autouse=True)
def one_thread() -> None:
    torch.set_num_threads(1)
    torch.manual_seed(0)
