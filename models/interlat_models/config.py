"""Settings of a tier: one TOML file, a section for each stage, read into dataclasses.

A stage saves the settings it ran with beside its weights (`<output>.config.json`).
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from .batches import BatchSize


@dataclass(frozen=True)
class StageConfig:
    """What every stage has. Budgets end a stage with its learning rate's decay, whichever is first."""

    tokens: float = 1e6
    minutes: float = 10.0
    batch_tokens: int = 4000  # a batch and worker
    batch_rows: int = 64  # at most
    few_shapes: bool = False  # for a GPU (batches.py)
    lr: float = 4e-3  # Muon's; AdamW's is 0.75 of it, or all of it where `optimizer` is adamw
    # "muon" (for matrices, with AdamW for the rest) is for models from scratch, "adamw" for pretrained
    # bases and the only one that DeepSpeed can shard.
    optimizer: str = "muon"
    save_every: float = 60.0  # seconds between saved states
    # Fuses elementwise work with torch.compile: 1.4 times faster on a CPU after 30 seconds; needs a
    # C++ compiler, without one it is left out.
    compile: bool = False

    @property
    def batch_size(self) -> BatchSize:
        return BatchSize(self.batch_tokens, self.batch_rows, self.few_shapes)


@dataclass(frozen=True)
class DataConfig:
    episodes: int = 40000  # of the train split
    dev_episodes: int = 400  # of each view
    renumbered_share: float = 0.1


@dataclass(frozen=True)
class BaseConfig(StageConfig):
    """A folder or name of a pretrained Llama or Qwen2 in `pretrained`, else a model of these sizes."""

    pretrained: str = ""
    dim: int = 128
    layers: int = 4
    heads: int = 4
    # Slower than the usual 10,000: a match should not weigh less for standing further away.
    rope_theta: float = 100000.0


@dataclass(frozen=True)
class SenderConfig(StageConfig):
    # A checkpoint of the run, or a pretrained base by folder or name.
    start_from: str = "base.pt"
    two_object_copies: int = 2  # the two-object task is the hardest to say in full


@dataclass(frozen=True)
class ActorTextConfig(StageConfig):
    # Like the sender's, and chosen independently of it: another kind, width or tokenizer is fine.
    start_from: str = "base.pt"
    longest: int = 900  # tokens of an example; longer explorations are cut
    # Text that commits to a place is followed by: "named" the place named, then a search (the fair
    # reading of it), or "informed" what the readers of latents are shown, too (the paper's protocol).
    # With "nothing" the actor of stage 3 never reads words: it explores alone (the paper's No-CoT).
    text_turns: str = "named"


@dataclass(frozen=True)
class ActorConfig(ActorTextConfig):
    start_from: str = "actor_text.pt"
    sender: str = "sender.pt"
    lr: float = 3e-3
    none_share: float = 0.2
    text_share: float = 0.16
    full_share: float = 0.3  # the other latents: mixed and subset alike
    uncertain_copies: int = 2  # of episodes of the uncertain view, among those with a message
    extra_losses_every: int = 3
    # L_sep and L_align grow from the first to the second weight (the paper's figures).
    separation: tuple[float, float] = (0.01, 0.5)
    alignment: tuple[float, float] = (0.01, 0.05)
    curriculum: bool = True
    adapter: bool = True


@dataclass(frozen=True)
class CompressedConfig(StageConfig):
    sender: str = "sender.pt"
    actor: str = "actor.pt"
    lr: float = 3e-3
    two_object_copies: int = 2
    longest_turns: int = 260
    teacher_every: int = 4
    task: float = 1.0
    kl: float = 0.1
    direction: float = 0.1
    # Not the paper's: what the steps are first asked to say (models/README.md); fades out over a share.
    telegram: float = 1.0
    telegram_share: float = 0.5


@dataclass(frozen=True)
class TierConfig:
    tier: str
    title: str = ""
    seed: int = 0
    data: DataConfig = field(default_factory=DataConfig)
    base: BaseConfig = field(default_factory=BaseConfig)
    sender: SenderConfig = field(default_factory=SenderConfig)
    actor_text: ActorTextConfig = field(default_factory=ActorTextConfig)
    actor: ActorConfig = field(default_factory=ActorConfig)
    compressed: CompressedConfig = field(default_factory=CompressedConfig)

    def pretrained_of(self, start_from: str) -> str:
        """Whose tokenizer a model needs that starts from there: a pretrained base, or "" for our own."""
        return self.base.pretrained if start_from.endswith(".pt") else start_from


Config = TypeVar("Config")


def build(kind: type[Config], values: dict[str, Any], where: str = "") -> Config:
    """A dataclass from a table. Raises ValueError with the name of a key that does not exist."""
    fields = {each.name: each for each in dataclasses.fields(kind)}
    types = {name: type(getattr(kind(**({"tier": ""} if "tier" in fields else {})), name)) for name in fields}
    made = {}
    for name, value in values.items():
        if name not in fields:
            raise ValueError(f"{where}{name} is not a setting. Choose from {', '.join(fields)}.")
        if dataclasses.is_dataclass(types[name]):
            made[name] = build(types[name], value, f"{where}{name}.")
        elif types[name] is bool and not isinstance(value, bool):
            raise ValueError(f"{where}{name} must be true or false, not {value!r}.")
        else:
            made[name] = types[name](value)
    return kind(**made)


def load_tier(path: str | Path) -> TierConfig:
    with open(path, "rb") as file:
        return build(TierConfig, tomllib.load(file))


@dataclass(frozen=True)
class StageOptions:
    """One run of a stage: where, how, and its settings."""

    name: str  # of its files: <run>/<name>.pt, .state.pt, .log.jsonl, .config.json
    run: Path
    config: Any
    seed: int = 0
    workers: int = 1
    resume: bool = False
    snapshots: bool = False

    def save_config(self, processes: int) -> None:
        content = {"seed": self.seed, "processes": processes, **dataclasses.asdict(self.config)}
        (self.run / f"{self.name}.config.json").write_text(json.dumps(content, indent=1) + "\n")


def _parse_value(text: str) -> Any:
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


def stage_options(section: str, output: str, description: str) -> StageOptions:
    """The options of a stage's command line; `section` names its part of the tier's TOML."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--config", default="models/configs/tiny.toml", help="the tier's settings")
    parser.add_argument("--run", type=Path, default=Path("models/work/tiny"), help="folder of the run")
    parser.add_argument("--name", default=output, help="of the files this stage writes")
    parser.add_argument("--seed", type=int, help="in place of the one in the settings")
    parser.add_argument("--workers", type=int, default=1, help="processes of this machine, one core each")
    parser.add_argument("--resume", action="store_true", help="go on from the last saved state")
    parser.add_argument("--snapshots", action="store_true", help="keep weights on the way, for curves")
    parser.add_argument(
        "--set", nargs="*", default=[], metavar="KEY=VALUE", help="settings of this stage to change"
    )
    options = parser.parse_args()
    tier = load_tier(options.config)
    config = getattr(tier, section)
    changes = {key: _parse_value(value) for key, _, value in (text.partition("=") for text in options.set)}
    values = {each.name: getattr(config, each.name) for each in dataclasses.fields(config)}
    config = build(type(config), {**values, **changes}, f"{section}.")
    return StageOptions(
        name=options.name,
        run=options.run,
        config=config,
        seed=tier.seed if options.seed is None else options.seed,
        workers=options.workers,
        resume=options.resume,
        snapshots=options.snapshots,
    )
