"""The settings of a tier."""

import json
import sys
from pathlib import Path

import pytest
from accelerate.commands.config.config_args import load_config_from_file
from interlat_models.config import ActorConfig, SenderConfig, StageOptions, TierConfig, build, load_tier, stage_options

CONFIGS = Path(__file__).resolve().parents[1] / "configs"


@pytest.mark.parametrize("path", sorted(CONFIGS.glob("*.toml")), ids=lambda path: path.stem)
def test_every_tier_loads(path: Path) -> None:
    tier = load_tier(path)
    assert tier.tier and tier.sender.tokens > 0 and isinstance(tier.sender.tokens, float)


def test_an_unknown_key_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"sender\.tokenz is not a setting.*tokens"):
        build(TierConfig, {"tier": "x", "sender": {"tokenz": 3}})
    with pytest.raises(ValueError, match="senders is not a setting"):
        build(TierConfig, {"tier": "x", "senders": {}})


def test_values_get_the_types_of_the_settings() -> None:
    made = build(ActorConfig, {"tokens": 3, "batch_tokens": 2000.0, "separation": [0, 1], "compile": True})
    assert (made.tokens, made.batch_tokens, made.separation, made.compile) == (3.0, 2000, (0, 1), True)
    assert isinstance(made.batch_tokens, int) and isinstance(made.tokens, float)
    with pytest.raises(ValueError, match=r"actor\.compile must be true or false, not 'yes'"):
        build(ActorConfig, {"compile": "yes"}, "actor.")


def test_whose_tokenizer_a_stage_needs() -> None:
    tier = build(TierConfig, {"tier": "x", "base": {"pretrained": "some/base"}})
    assert tier.pretrained_of("base.pt") == "some/base" and tier.pretrained_of("other/base") == "other/base"
    assert build(TierConfig, {"tier": "x"}).pretrained_of("base.pt") == ""


def test_the_command_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    config = tmp_path / "tier.toml"
    config.write_text('tier = "x"\nseed = 5\n[sender]\nlr = 0.1\n')
    line = ["train_sender.py", "--config", str(config), "--run", str(tmp_path), "--name", "other"]
    line += ["--set", "tokens=1e3", "compile=true", "start_from=some/folder"]
    monkeypatch.setattr(sys, "argv", line)
    options = stage_options("sender", "sender", "")
    assert (options.name, options.seed, options.workers) == ("other", 5, 1)
    assert options.config == SenderConfig(tokens=1000.0, lr=0.1, compile=True, start_from="some/folder")
    options.save_config(2)
    saved = json.loads((tmp_path / "other.config.json").read_text())
    assert (saved["seed"], saved["processes"], saved["lr"]) == (5, 2, 0.1)
    monkeypatch.setattr(sys, "argv", [*line[:3], "--set", "rate=1"])
    with pytest.raises(ValueError, match=r"sender\.rate is not a setting"):
        stage_options("sender", "sender", "")


def test_options_of_a_run_have_defaults() -> None:
    options = StageOptions("a", Path("."), SenderConfig())
    assert (options.workers, options.resume, options.snapshots) == (1, False, False)


@pytest.mark.parametrize("path", sorted((CONFIGS / "accelerate").glob("*.yaml")), ids=lambda path: path.stem)
def test_every_launch_config_is_one_that_accelerate_reads(path: Path) -> None:
    config = load_config_from_file(str(path))
    kind = "DEEPSPEED" if path.stem.startswith("deepspeed") else "MULTI_GPU"
    assert config.distributed_type == kind and config.num_processes > 1
    assert config.use_cpu == (path.stem == "cpu")
    assert (config.num_machines > 1) == (path.stem == "multi_node")
    if kind == "DEEPSPEED":
        assert config.deepspeed_config["zero_stage"] == int(path.stem[-1])
        # The norm that optimizer.py clips to.
        assert config.deepspeed_config["gradient_clipping"] == 1.0
        assert config.mixed_precision == "bf16"
