"""Who a source phrase means: a small network weighs the candidates by what the story says of them.

Mention ranking, where "nobody who is named" is a candidate too, after Denis and Baldridge, "Specialized
Models and Ranking for Coreference Resolution" (EMNLP 2008).
`python -m training --speakers` learns the weights.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Protocol

import numpy as np

from seeds_analysis.speakers.asking import Asked
from seeds_analysis.speakers.features import LEAST_ECHO, Floats, rows_of
from seeds_analysis.speakers.referents import Referent
from seeds_analysis.speakers.story import Story

# Candidates at one place; a list of names may mention hundreds of people.
MAX_CANDIDATES = 16
# They are looked for among the last referents mentioned, and the first of those not mentioned yet.
MAX_REFERENTS = 128
# A pronoun farther than this from the last mention needs a nearer name.
MAX_SENTENCES = 12
# From this chance on, somebody counts as meant.
LIKELY = 0.55

_KINDS = {
    "he": {"person"},
    "it": {"body", "document", "place", "thing"},
    "they": {"group", "body", "person"},
    "nothing": {"person", "body", "group"},
    "name": {"person"},
}


class Ranker(Protocol):
    """Gives chances to candidates."""

    def chances(self, asked: Asked, candidates: Sequence[Referent], rows: Floats) -> Floats:
        """The chance of each row of `rows_of`; they sum to 1."""


@dataclass(frozen=True, slots=True)
class Network:
    """Several networks with one hidden layer, whose chances are averaged.

    `inner` is networks x (features + 1) x units, the last row being the bias; `outer` is networks x units.
    """

    inner: Floats
    outer: Floats

    def chances(self, asked: Asked, candidates: Sequence[Referent], rows: Floats) -> Floats:  # noqa: ARG002
        """The chance of each row; they sum to 1."""
        hidden = np.maximum(rows @ self.inner[:, :-1] + self.inner[:, -1:], 0)
        scores = (hidden @ self.outer[:, :, None])[:, :, 0]
        scores = np.exp(scores - np.maximum.reduce(scores, axis=1, keepdims=True))
        scores /= np.add.reduce(scores, axis=1, keepdims=True)
        averaged: Floats = np.add.reduce(scores, axis=0) / np.float32(len(scores))
        return averaged


@cache
def shipped_network() -> Network:
    """Read the weights of the package: one array, whose last row holds the outer weights."""
    weights = np.load(weights_file(), allow_pickle=False)
    return Network(weights[:, :-1], weights[:, -1])


def weights_file() -> Path:
    """The file with the weights of the package."""
    return Path(__file__).with_name("ranking.npy")


@dataclass(frozen=True, slots=True)
class Ranked:
    """The best candidate and its chance, and the chance that nobody is meant who is named in the article."""

    best: int | None
    chance: float
    nobody: float

    @property
    def likely(self) -> int | None:
        """The best candidate, if it is likely enough."""
        return self.best if self.chance >= LIKELY else None


def rank(story: Story, asked: Asked, numbers: Sequence[int] | None = None) -> Ranked:
    """Weigh the candidates, or only some; who is likely counts as meant by these words from here on."""
    found = candidates(story, asked) if numbers is None else numbers
    referents = [story.referents[number] for number in found]
    chances = story.ranker.chances(asked, referents, rows_of(story, asked, found))
    if not found:
        return Ranked(None, 0.0, float(chances[-1]))
    best = int(chances[:-2].argmax())
    ranked = Ranked(found[best], float(chances[best]), float(chances[-1]))
    if ranked.likely is not None:
        story.meant[asked.token] = ranked.likely
        if asked.gender is not None and referents[best].gender is None:
            referents[best].heard = asked.gender
    return ranked


def candidates(story: Story, asked: Asked) -> list[int]:
    """Who the words may mean by kind, gender and distance: at most MAX_CANDIDATES, the latest seen first.

    For a headline, whoever said its words in the story comes before all others.
    """
    echoes = asked.echoes if asked.in_headline else {}
    noun_kinds = {asked.noun_kind} if asked.noun_kind in ("person", "body") else {"person", "body"}
    kinds = _KINDS.get(asked.kind, noun_kinds)
    found = []
    for number in (*islice(reversed(story.seen), MAX_REFERENTS), *islice(story.unseen, MAX_REFERENTS)):
        referent = story.referents[number]
        fits = asked.gender is None or (referent.gender or referent.heard) in (None, asked.gender)
        fits = fits and number not in asked.within
        if referent.kind in kinds and fits and _is_near(asked, referent):
            latest = -referent.seen[-1].token if referent.seen else 1
            found.append((echoes.get(number, 0.0) < LEAST_ECHO, latest, number))
    return [number for *_, number in sorted(found)[:MAX_CANDIDATES]]


def _is_near(asked: Asked, referent: Referent) -> bool:
    """A description may mean anybody who is named; other words need a mention near them."""
    if asked.kind == "noun" and referent.entity is None:
        return False
    if referent.seen:
        return asked.kind == "noun" or asked.sentence - referent.seen[-1].sentence <= MAX_SENTENCES
    following = referent.next_place(asked.token)
    return following is not None and (asked.kind == "noun" or following.sentence - asked.sentence <= 1)
