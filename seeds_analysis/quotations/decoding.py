"""Read quotations off the chances of the network: the likeliest labels that fit together, and their links."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from seeds_analysis.network import LABELS, LINKS, ROLES, Part, Scores

Floats = NDArray[np.float32]
# Words from the first to the one after the last.
WordRange = tuple[int, int]

# Below this chance there is no link: the network means a word that it has not tagged.
LEAST_LINK = 0.1
# Words that a word may refer to, and the chance that each needs.
MAX_REFERENTS, LEAST_REFERENT = 12, 0.01
_NEVER = -1e4
_B_CONTENT, _I_CONTENT = LABELS.index("B-content"), LABELS.index("I-content")


@dataclass(frozen=True, slots=True)
class Tagged:
    """A content with its cue, source and relay, in words.

    The chances are those of the content, of its link to cue or source, and of the source; `negated` is the
    chance that the words are denied.
    """

    content: WordRange
    cue: WordRange | None
    source: WordRange | None
    via: WordRange | None
    negated: float
    tag_chance: float
    head_chance: float
    source_chance: float


def decode(
    scores: Scores,
    whole: Sequence[tuple[WordRange, float]],
    breaks: Collection[int] = (),
    silent: Iterable[WordRange] = (),
) -> list[Tagged]:
    """Give the contents in text order.

    `whole` are ranges of words that are content as a whole or not at all (words in marks), each with what is
    added to the logarithm of the odds that they are. No content reaches over one of the `breaks`, the words
    at which paragraphs begin, and no word of the `silent` ranges has a role.
    """
    labels = scores.labels.copy()
    for (start, end), lean in whole:
        _bind(labels, start, end, lean)
    for start, end in silent:
        labels[start:end, 1:] = _NEVER
    found = _spans(_likeliest(labels), breaks)
    heads = sorted([*found["cue"], *found["source"]])
    relays = sorted([*found["via"], *found["source"]])
    cues = {
        cue: (
            _best_link(scores.parts, cue, "source", found["source"]),
            _best_link(scores.parts, cue, "via", relays),
        )
        for cue in found["cue"]
    }
    inside = content_chances(scores)
    tagged = []
    for content in found["content"]:
        head, chance = _best_link(scores.parts, content, "head", heads)
        start, end = content
        cue = head if head in cues else None
        (source, source_chance), (via, _) = cues[cue] if cue else ((head, chance), (None, 0.0))
        tagged.append(
            Tagged(
                content=content,
                cue=cue,
                source=source,
                via=via,
                negated=float(scores.negated[slice(*(cue or content))].mean()),
                tag_chance=float(inside[start:end].mean()),
                head_chance=chance,
                source_chance=source_chance,
            )
        )
    return tagged


def content_chances(scores: Scores) -> Floats:
    """Give for each word the chance that it is content."""
    chances: Floats = np.exp(scores.labels[:, _B_CONTENT : _I_CONTENT + 1]).sum(1)
    return chances


def _bind(labels: Floats, start: int, end: int, lean: float) -> None:
    """Let the words be one content or none."""
    inside = np.logaddexp(labels[start:end, _B_CONTENT], labels[start:end, _I_CONTENT])
    outside = np.log1p(-np.exp(np.minimum(inside, -1e-6)))
    if float((inside - outside).mean()) + lean > 0:
        rows = labels[start:end]
        likely = rows[:, [_B_CONTENT, _I_CONTENT]].copy()
        rows[:] = _NEVER
        rows[0, [_B_CONTENT, _I_CONTENT]] = likely[0]
        rows[1:, _I_CONTENT] = 0.0
    else:
        labels[start:end, [_B_CONTENT, _I_CONTENT]] = _NEVER


def _likeliest(labels: Floats) -> list[int]:
    """The likeliest sequence of labels in which an inside follows its beginning (Viterbi 1967)."""
    if not len(labels):
        return []
    back = []
    row = labels[0].tolist()
    previous = [value if number == 0 or number % 2 else _NEVER * 2 for number, value in enumerate(row)]
    for row in labels[1:].tolist():
        best = max(range(len(previous)), key=previous.__getitem__)
        top = previous[best]
        now, came = [], []
        for number, value in enumerate(row):
            if number and number % 2 == 0:
                begin, inside = previous[number - 1], previous[number]
                came.append(number if inside >= begin else number - 1)
                now.append(value + max(begin, inside))
            else:
                came.append(best)
                now.append(value + top)
        back.append(came)
        previous = now
    state = max(range(len(previous)), key=previous.__getitem__)
    states = [state]
    for came in reversed(back):
        state = came[state]
        states.append(state)
    return states[::-1]


def _spans(states: Sequence[int], breaks: Collection[int]) -> dict[str, list[WordRange]]:
    """The ranges of each role, in text order."""
    found: dict[str, list[WordRange]] = {role: [] for role in ROLES}
    start = 0
    for number, state in enumerate([*states, 0]):
        role = (states[start] + 1) // 2 if number else 0
        ends = state == 0 or state % 2 == 1 or number in breaks
        if number and role and ends:
            found[ROLES[role - 1]].append((start, number))
        if ends:
            start = number
    return found


def _best_link(
    parts: Sequence[Part], words: WordRange, kind: str, among: Sequence[WordRange]
) -> tuple[WordRange | None, float]:
    """Choose which of these ranges, in text order, the words are linked to, and say how likely that is.

    Windows may cut what the words belong to. The chance is the mean over the words in a window, of several
    windows the highest: one may not see the cue. None is the answer if no link is likelier, or if all are
    less likely than LEAST_LINK.
    """
    start, end = words
    by_start = attrgetter("start")
    first = max(0, bisect_right(parts, start, key=by_start) - 1)
    parts = parts[first : bisect_left(parts, end, key=by_start)]
    seen = among[bisect_left(among, (parts[0].seen, 0)) : bisect_left(among, (parts[-1].end, 0))]
    heads = np.array([head for head, _ in seen], dtype=np.int64)
    chances = np.zeros(len(seen))
    unlinked = 1.0
    for part in parts:
        own = slice(max(start, part.start) - part.start, min(end, part.end) - part.start)
        rows = np.exp(part.links[LINKS.index(kind), own])
        unlinked = min(unlinked, float(rows[:, 0].mean()))
        columns = heads - part.seen + 1
        within = np.flatnonzero((columns > 0) & (columns < rows.shape[1]))
        chances[within] = np.maximum(chances[within], rows[:, columns[within]].mean(0))
    best = int(chances.argmax()) if len(seen) else 0
    if not len(seen) or chances[best] < max(unlinked, LEAST_LINK):
        return None, unlinked
    return seen[best], float(chances[best])


def referents(scores: Scores, word: int) -> list[tuple[int | None, float]]:
    """Give the words that name what a word means, likeliest first, with their chances; None is no word."""
    number = bisect_right(scores.parts, word, key=attrgetter("start")) - 1
    if number < 0 or word >= scores.parts[number].end:
        return []
    part = scores.parts[number]
    row = np.exp(part.links[LINKS.index("referent"), word - part.start])
    likely = [int(i) for i in np.argsort(-row)[:MAX_REFERENTS] if row[i] >= LEAST_REFERENT]
    return [(part.seen + i - 1 if i else None, float(row[i])) for i in likely]
