"""The vocabulary all models share: whole pre-tokens, and bytes for everything else (lossless)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, pre_tokenizers

SPECIAL = ("<pad>", "<bos>", "<eos>", "<bop>", "<eop>", "<act>", "<obs>")
PAD, BOS, EOS, BOP, EOP, ACT, OBS = range(7)
# Of a run: what both agents write in, or the sender alone where there is one of the actor, too.
SHARED_FILE, ACTOR_FILE = "tokenizer.json", "tokenizer.actor.json"

# Fixed phrases of the engine and of the sender's prompt, one token each, longest first.
PHRASES = (
    "-= Welcome to TextWorld, ALFRED! =-\n\nYou are in the middle of a room."
    " Looking quickly around you, you see a",
    "\n\nYour task is to:",
    "Your task is to:",
    " is open. In it, you see nothing.",
    " is open. In it, you see a",
    ", you see nothing.",
    ", you see a",
    " is closed.",
    "You arrive at",
    "You open the",
    "You close the",
    "You pick up the",
    "You move the",
    "You turn on the",
    "You clean the",
    "You heat the",
    "You cool the",
    "Nothing happens.",
    " using the",
    " from the",
    " to the",
    " On the",
    "On the",
    ", and a",
    ", a",
    "go to",
    " likely in",
    " maybe in",
    " perhaps in",
    " Name every place.",
)


def _phrase_pattern(phrase: str) -> str:
    # re.escape would write "\ " and a raw newline, which not every regex engine reads alike.
    escaped = re.sub(r"([\\.^$|?*+()\[\]{}])", r"\\\1", phrase).replace("\n", r"\n")
    return escaped + ("(?![a-z])" if phrase[-1].isalpha() else "")


def pattern() -> str:
    """The regex of the pre-tokens, read alike by Oniguruma (Python) and JavaScript."""
    return "|".join(
        [
            *(_phrase_pattern(phrase) for phrase in sorted(PHRASES, key=len, reverse=True)),
            r" ?[a-z]+ [0-9]+",
            r" ?[A-Za-z']+",
            r" ?[0-9]+",
            r" ?[^\sA-Za-z0-9]",
            r"\s",
        ]
    )


def _byte_alphabet() -> list[str]:
    """The 256 byte characters in the order of their bytes (GPT-2's table)."""
    shown = [*range(33, 127), *range(161, 173), *range(174, 256)]
    table = {byte: chr(byte) for byte in shown}
    for byte in range(256):
        if byte not in table:
            table[byte] = chr(256 + len(table) - len(shown))
    return [table[byte] for byte in range(256)]


def build_tokenizer(texts: Iterable[str], entities: Iterable[str], minimum: int = 3) -> Tokenizer:
    """A tokenizer whose vocabulary is every pre-token seen at least `minimum` times in `texts`,
    every entity (" cabinet 3") and the 256 bytes."""
    split = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(pattern()), behavior="isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(word for word, _ in split.pre_tokenize_str(text))
    words = {word for word, count in counts.items() if count >= minimum}
    for entity in entities:
        words.update(word for word, _ in split.pre_tokenize_str(" " + entity))
    alphabet = _byte_alphabet()
    ordered = sorted(words - set(alphabet))
    vocabulary = {token: i for i, token in enumerate([*SPECIAL, *alphabet, *ordered])}
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=[], ignore_merges=True))
    tokenizer.pre_tokenizer = split
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens([AddedToken(token, special=True, normalized=False) for token in SPECIAL])
    return tokenizer


class Codec:
    """Text to ids and back, with the few facts about tokens that training needs."""

    def __init__(self, tokenizer: Tokenizer):
        self.tokenizer = tokenizer
        self.size = tokenizer.get_vocab_size()
        entity = re.compile(r"Ġ?[a-z]+Ġ[0-9]+")
        self.is_entity = [
            bool(entity.fullmatch(tokenizer.id_to_token(i))) for i in range(self.size)
        ]
        self.known: dict[str, list[int]] = {}

    @classmethod
    def load(cls, path: str | Path) -> Codec:
        return cls(Tokenizer.from_file(str(path)))

    @classmethod
    def of_both(cls, run: Path) -> Codec:
        """The one that sender and actor share. Raises ValueError where they do not."""
        if (run / ACTOR_FILE).exists():
            raise ValueError(f"{run}: sender and actor have tokenizers of their own; export the run and use `npm run evaluate`.")
        return cls.load(run / SHARED_FILE)

    def encode(self, text: str) -> list[int]:
        return self.tokenizer.encode(text, add_special_tokens=False).ids

    def encode_known(self, text: str) -> list[int]:
        """The same, remembered: for short texts that come back often."""
        if text not in self.known:
            self.known[text] = self.encode(text)
        return self.known[text]

    def decode(self, ids: list[int]) -> str:
        return self.tokenizer.decode(ids, skip_special_tokens=False)


@dataclass
class Codecs:
    """The sender's and the actor's, of one run; the same object where they share a tokenizer."""

    sender: Codec
    actor: Codec

    @classmethod
    def load(cls, run: Path) -> Codecs:
        sender = Codec.load(run / SHARED_FILE)
        other = run / ACTOR_FILE
        return cls(sender, Codec.load(other) if other.exists() else sender)

    @property
    def own(self) -> Codec | None:
        """The one built from our episodes: a pretrained base's has no tokens for whole entities."""
        return next((codec for codec in (self.sender, self.actor) if any(codec.is_entity)), None)

    def to_actor(self, ids: Sequence[int]) -> Sequence[int]:
        """The sender's words in the actor's tokens."""
        if self.actor is self.sender:
            return ids
        return self.actor.encode(self.sender.decode(list(ids)))
