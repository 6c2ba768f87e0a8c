"""What the ranker knows about the words that are asked about, and about everybody they may mean.

All features are numbers between 0 and 1, so that their weights can be compared.
"""

from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from math import log1p

import numpy as np
import numpy.typing as npt
from spacy.vocab import Vocab

from seeds_analysis.speakers.asking import KINDS, Asked
from seeds_analysis.speakers.referents import Place, Referent, is_body_noun
from seeds_analysis.speakers.story import Story, Turn

Floats = npt.NDArray[np.float32]

NEAR_SENTENCES = 3
LAST_PLACES = 8
LAST_TURNS = 6
# Who said most of the words elsewhere counts as their speaker from this share on.
LEAST_ECHO = 0.5
# Nouns of somebody that a description is compared with.
MAX_LIKENED = 24
# From this chance on the likeliest candidate by the network counts as its choice.
LEAST_POINTED = 0.1
# Vectors that are kept from article to article; 1.2 kB each.
MAX_VECTORS = 4096

# How many numbers there are of each group.
SITUATION, LIKENESS, CANDIDATE = len(KINDS) + 13, 13, 73
NOBODY = 16 + LIKENESS
COUNT = SITUATION + CANDIDATE + 2 * NOBODY

_NEVER = 99
_NO_TURN = Turn(None, -_NEVER, is_question=False, words=frozenset(), named=frozenset())


@dataclass(frozen=True, slots=True)
class _Scene:
    """What all candidates share; `turns` are the last three quotations, the latest first."""

    asked: Asked
    candidates: Sequence[Referent]
    turns: Sequence[Turn]
    other: int | None  # the last speaker who is not that of the last turn
    most: int  # how often the person named most is named
    firsts: Collection[int]  # the first mention in each of the last sentences, as tokens
    most_echoed: float  # the highest of the echoes
    pointed: Mapping[int | None, float]  # the chance of each referent by the network, None for unknown ones
    most_pointed: float  # the highest chance of a candidate
    nobody: float  # the chance of nobody who is named


def rows_of(story: Story, asked: Asked, numbers: Sequence[int]) -> Floats:
    """The features, float32: a row for each candidate, one for somebody else, one for nobody who is named.

    The shape is (candidates + 2, COUNT).
    """
    scene = _scene(story, asked, numbers)
    likeness = _likeness(story, scene, numbers)
    values = array("f")  # numpy takes three times as long to read a list
    for rank, (number, referent) in enumerate(zip(numbers, scene.candidates, strict=True)):
        values.extend(likeness[rank])
        values.extend(_agreement(asked, referent))
        values.extend(_distance(scene, referent, rank))
        values.extend(_prominence(scene, referent))
        values.extend(_speaking(scene, referent, number))
        values.extend(_pointed(scene, number))
        values.extend((number in asked.excluded, number == asked.owner, number == asked.bearer))
    best = [max(column) for column in zip(*likeness, strict=True)] or [0.0] * LIKENESS
    nobody = [*_description(asked), log1p(len(numbers)) / 3, log1p(story.people) / 3]
    nobody += [scene.nobody, scene.pointed.get(None, 0.0), scene.most_echoed, *best]
    table = np.zeros((len(numbers) + 2, COUNT), dtype=np.float32)
    table[:, :SITUATION] = _situation(scene)
    if numbers:
        table[:-2, SITUATION : SITUATION + CANDIDATE] = np.reshape(values, (-1, CANDIDATE))
    table[-2, SITUATION + CANDIDATE : -NOBODY] = nobody
    table[-1, -NOBODY:] = nobody
    return table


def _scene(story: Story, asked: Asked, numbers: Sequence[int]) -> _Scene:
    candidates = [story.referents[number] for number in numbers]
    firsts = dict[int, int]()
    for referent in candidates:
        for place in referent.seen[-LAST_PLACES // 2 :]:
            firsts[place.sentence] = min(place.token, firsts.get(place.sentence, place.token))
    pointed, nobody = story.pointed_at(asked.content)
    turns = [*reversed(story.turns[-LAST_TURNS:]), _NO_TURN, _NO_TURN, _NO_TURN]
    return _Scene(
        asked=asked,
        candidates=candidates,
        turns=turns[:3],
        other=next((turn.speaker for turn in turns if turn.speaker != turns[0].speaker), None),
        most=story.most,
        firsts=set(firsts.values()),
        most_echoed=max(asked.echoes.values(), default=0.0),
        pointed=pointed,
        most_pointed=max((pointed.get(number, 0.0) for number in numbers), default=0.0),
        nobody=nobody,
    )


def _situation(scene: _Scene) -> list[float]:
    """What is asked, where, and after which quotation."""
    asked, last = scene.asked, scene.turns[0]
    apart = abs(asked.paragraph - last.paragraph)
    latest = [r.seen[-1].sentence for r in scene.candidates if r.seen]
    return [
        *(float(asked.kind == kind) for kind in KINDS),
        asked.opens,
        asked.in_headline,
        asked.is_subject,
        asked.is_question,
        last.is_question,
        last.speaker is None,
        apart == 0,
        apart == 1,
        1 / (1 + apart),
        1 / (1 + sum(asked.sentence - sentence <= 1 for sentence in latest)),
        1 / (1 + sum(r.gender is not None and r.gender == asked.gender for r in scene.candidates)),
        1 / (1 + sum(r.entity is not None for r in scene.candidates)),
        bool(scene.pointed) or scene.nobody > 0,
    ]


def _description(asked: Asked) -> list[float]:
    """The form of a description."""
    return [
        asked.article == "definite",
        asked.article == "indefinite",
        asked.article == "possessed",
        asked.article == "",
        asked.is_kin,
        asked.known,
        asked.noun_kind == "person",
        asked.noun_kind == "body",
        asked.noun_kind == "document",
        asked.gender is not None,
        log1p(len(asked.words)) / 2,
    ]


def _likeness(story: Story, scene: _Scene, numbers: Sequence[int]) -> list[list[float]]:
    """For each candidate, how well the roles, names and neighbours fit the noun of a description."""
    asked = scene.asked
    if not asked.noun:
        return [[0.0] * LIKENESS for _ in scene.candidates]
    phrases = [referent.phrases.get(asked.noun, ()) for referent in scene.candidates]
    whole = [any(asked.words <= phrase for phrase in found) for found in phrases]
    only_whole, only_noun = _only(scene, whole), _only(scene, phrases)
    near = [story.nouns_near(number) for number in numbers]
    return [
        [
            whole[i],
            bool(phrases[i]),
            bool(phrases[i]) and not whole[i],
            _contrasts(asked, phrases[i]),
            i == only_whole,
            i == only_noun,
            asked.noun in near[i],
            _nearest(story, asked.noun, referent.phrases),
            _nearest(story, asked.noun, near[i]),
            bool(referent.phrases) and not phrases[i],
            not phrases[i] and referent.kind == "body" and any(map(is_body_noun, referent.phrases)),
            asked.noun_kind == referent.kind,
            asked.noun_kind == "person" and referent.kind != "person",
        ]
        for i, referent in enumerate(scene.candidates)
    ]


def _only(scene: _Scene, fitting: Sequence[object]) -> int | None:
    """The one candidate that fits: of those mentioned so far, if one of them does."""
    found = [i for i, fits in enumerate(fitting) if fits]
    found = [i for i in found if scene.candidates[i].seen] or found
    return found[0] if len(found) == 1 else None


def _contrasts(asked: Asked, phrases: Sequence[frozenset[str]]) -> bool:
    """Whether other words distinguish somebody: the Republican nominee is not the Democratic nominee."""
    others = [phrase - {asked.noun} for phrase in phrases]
    return bool(asked.words) and bool(others) and all(other and not other & asked.words for other in others)


def _nearest(story: Story, noun: str, others: Iterable[str]) -> float:
    """The largest cosine of the noun with one of the others."""
    vocab = story.doc.vocab
    own = _unit(vocab, noun)
    return max([float(own.dot(_unit(vocab, other))) for other in islice(others, MAX_LIKENED)], default=0.0)


@lru_cache(maxsize=MAX_VECTORS)
def _unit(vocab: Vocab, word: str) -> Floats:
    """The vector of a word, of length 1; zeros if the model has none."""
    vector = np.asarray(vocab.get_vector(word), dtype=np.float32)
    unit: Floats = vector / np.float32(np.linalg.norm(vector) or 1.0)
    return unit


def _agreement(asked: Asked, referent: Referent) -> list[float]:
    """Gender and kind. Where the article does not tell a gender, the pronouns after the name are a hint."""
    known = asked.gender is not None
    heard = referent.he if asked.gender == "m" else referent.she
    return [
        known and referent.gender == asked.gender,
        known and referent.gender is None and referent.heard == asked.gender,
        known and referent.gender is None and referent.heard is None,
        (heard + 0.5) / (referent.he + referent.she + 1) if known else 0.5,
        referent.kind == "person",
        referent.kind == "body",
        referent.kind == "group",
        referent.kind in ("document", "place", "thing"),
        referent.entity is None,
        referent.unclear,
        bool(referent.phrases),
    ]


def _distance(scene: _Scene, referent: Referent, rank: int) -> list[float]:
    """How far the last and the next mention are, and what the last one was."""
    asked, last = scene.asked, referent.seen[-1] if referent.seen else None
    since = asked.sentence - last.sentence if last else _NEVER
    paragraphs = asked.paragraph - last.paragraph if last else _NEVER
    following = referent.next_place(asked.token)
    ahead = following.sentence - asked.sentence if following else _NEVER
    return [
        last is None,
        since == 0,
        since == 1,
        since == 2,
        1 / (1 + abs(since)),
        paragraphs == 0,
        paragraphs == 1,
        1 / (1 + abs(paragraphs)),
        *_last_mention(scene, last),
        1 / (1 + rank),
        rank == 0,
        1 / (1 + len(scene.candidates)),
        ahead == 0,
        ahead == 1,
        ahead > NEAR_SENTENCES,
        last is None and ahead <= 1,
    ]


def _last_mention(scene: _Scene, last: Place | None) -> list[float]:
    if last is None:
        return [0.0] * 6
    return [
        last.role == "subject",
        last.role == "embedded",
        last.role == "object",
        last.quoted,
        not last.named,
        last.token in scene.firsts,
    ]


def _prominence(scene: _Scene, referent: Referent) -> list[float]:
    """How much the article, and this part of it, is about the candidate."""
    asked = scene.asked
    near = [p for p in referent.seen[-LAST_PLACES:] if asked.sentence - p.sentence <= NEAR_SENTENCES]
    here = [place for place in near if place.paragraph == asked.paragraph]
    led = {(asked.sentence - place.sentence, place.named) for place in near if place.role == "subject"}
    named = len(referent.places)
    return [
        (0, True) in led or (0, False) in led,
        (1, True) in led or (1, False) in led,
        (0, True) in led,
        (1, True) in led,
        bool(here) and here[0].role == "subject" and not here[0].quoted,
        log1p(len(near)) / 2,
        log1p(len(here)) / 2,
        log1p(named) / 3,
        named / max(1, scene.most),
        named >= scene.most,
        bool(referent.places) and referent.places[0].paragraph <= 2,
    ]


def _speaking(scene: _Scene, referent: Referent, number: int) -> list[float]:
    """Whether the candidate spoke before, took turns, was addressed, or said the same words elsewhere."""
    asked, (last, second, third) = scene.asked, scene.turns
    ago = asked.turn - referent.turns[-1] if referent.turns else _NEVER
    apart = asked.paragraph - last.paragraph
    echo = asked.echoes.get(number, 0.0)
    return [
        number == last.speaker,
        number == second.speaker,
        number == third.speaker,
        number == scene.other,
        number == last.speaker and apart == 0,
        number == last.speaker and apart <= 1,
        number in last.named,
        echo,
        echo > LEAST_ECHO and echo == scene.most_echoed,
        log1p(len(referent.turns)) / 2,
        1 / (1 + ago),
    ]


def _pointed(scene: _Scene, number: int) -> list[float]:
    """How likely the network takes the candidate for the one quoted."""
    chance = scene.pointed.get(number, 0.0)
    return [chance, chance**0.25, chance > LEAST_POINTED and chance == scene.most_pointed]
