"""Writes what PyTorch computes for the TypeScript tests of the runtime to agree with.

    python models/write_parity_fixtures.py --run models/work/mini --models tests/models/mini
    python models/write_parity_fixtures.py --run models/work/tiny --models public/models/tiny \\
        --view uncertain --out tests/parity/fixtures/tiny
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch

from interlat_models.checkpoints import ExportedDecoder, ExportedRun, load_run
from interlat_models.games import GameServer
from interlat_models.manifest import encode_floats
from interlat_models.reference_agents import ReferenceAgents
from interlat_models.tokenizer import SPECIAL, Codec

# A long prefill, an observation's worth of rows on top of it, single steps.
PARTS = [40, 5, 1, 1, 1, 3]
LATENT_STEPS = 8
EPISODE_STEPS = 20
# Two best logits this close may change places on another backend (design.md, section 5).
NEAR_TIE = 1e-3
TEXTS = [
    "",
    " ",
    "go to cabinet 3",
    "You arrive at cabinet 3. On the cabinet 3, you see a mug 1, and a plate 12.",
    "You open the fridge 1. The fridge 1 is open. In it, you see nothing.",
    "You turn on the desklamp 1. Nothing happens.",
    "-= Welcome to TextWorld, ALFRED! =-\n\nYou are in the middle of a room."
    " Looking quickly around you, you see a cabinet 1, and a toaster 1.\n\nYour task is to: x.",
    "You arrive atop cabinet3 and a, a and as",
    "  two spaces, a tab\there, a return\r\n and the end ",
    "Éa naïve 漢字 🚀 'quoted' -- 007 3.14",
    "<eop> is special, < eop > is not",
]


def decoder_fixture(rounded: ExportedDecoder, trained: ExportedDecoder) -> dict:
    vocabulary = rounded.weights.dims.vocabulary
    tokens = np.random.default_rng(1).integers(len(SPECIAL), vocabulary, sum(PARTS)).tolist()

    def outputs(decoder: ExportedDecoder) -> dict[str, str]:
        answers = decoder.answers(decoder.module.embed(torch.tensor(tokens)).detach(), PARTS)
        return {name: encode_floats(np.stack([row[name] for row in answers])) for name in answers[0]}

    return {"tokens": tokens, "parts": PARTS, "sameWeights": outputs(rounded), "trained": outputs(trained)}


def latent_fixture(agents: ReferenceAgents, run: ExportedRun) -> dict:
    prompt = "Your task is to: put a hot potato in sinkbasin. mug 1 in cabinet 3."
    states = agents.compress(prompt, LATENT_STEPS)
    return {
        "prompt": prompt,
        "steps": LATENT_STEPS,
        "states": encode_floats(states.numpy()),
        "adapted": encode_floats(agents.adapt(states).numpy()),
    }


def episode_fixture(agents: ReferenceAgents, view: str | None) -> dict:
    """The first game in which no two best logits are close: every backend must play it alike."""
    named = {} if view is None else {"view": view}
    with GameServer() as server:
        for seed in range(100):
            game = f"g1/dev/kitchen/pick_heat_then_place_in_recep/{seed}/standard"
            agents.margin = float("inf")
            prompt = server.ask(op="open", game=game, **named)["senderPrompt"]
            thought, states = agents.think(prompt)
            messages = {
                "full": agents.adapt(states),
                "trained": agents.adapt(agents.compress(prompt, LATENT_STEPS)),
                "text": agents.embed("actor", thought),
                "none": states[:0],
            }
            lanes = {
                name: agents.play(server, game, message, EPISODE_STEPS)
                for name, message in messages.items()
            }
            if agents.margin > NEAR_TIE:
                return {
                    "game": game,
                    **named,
                    "stepBudget": EPISODE_STEPS,
                    "k": LATENT_STEPS,
                    "thought": thought,
                    "states": encode_floats(states.numpy()),
                    "margin": agents.margin,
                    "lanes": lanes,
                }
    raise SystemExit("In 100 games there is none without a near tie.")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--run", type=Path, required=True, help="folder of the checkpoints")
    parser.add_argument("--models", type=Path, required=True, help="the tier exported from them")
    parser.add_argument("--out", type=Path, default=Path("tests/parity/fixtures"))
    parser.add_argument("--view", help="what the episode's sender is told; absent: as settings without one")
    options = parser.parse_args()
    torch.set_num_threads(1)
    manifest = json.loads((options.models / "manifest.json").read_text())
    run, trained = load_run(options.run), load_run(options.run, rounded=False)
    codec = Codec.load(options.run / "tokenizer.json")
    agents = ReferenceAgents(run, codec, manifest["maxThoughtTokens"], manifest["maxCommandTokens"])
    fixtures = {
        "tokenizer": [{"text": text, "tokens": codec.encode(text)} for text in TEXTS],
        "decoders": {
            role: decoder_fixture(decoder, trained.decoders[role])
            for role, decoder in run.decoders.items()
        },
        "latents": latent_fixture(agents, run),
        "episode": episode_fixture(agents, options.view),
    }
    # What they belong to: the tests say so where the models were exported anew.
    hashes = {file["path"]: file["sha256"] for file in manifest["files"]}
    options.out.mkdir(parents=True, exist_ok=True)
    for name, content in fixtures.items():
        text = json.dumps({"models": hashes, "content": content}, ensure_ascii=False)
        (options.out / f"{name}.json").write_text(text + "\n")


if __name__ == "__main__":
    main()
