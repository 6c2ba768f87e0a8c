"""Turn marked articles into what the network learns from: a label and links for each word."""

import calendar
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from spacy.lang.en.stop_words import STOP_WORDS

from seeds_analysis.network.encoding import CLS, Encoded, Ints, encode, windows
from seeds_analysis.network.labels import LABELS, LINKS, NAMES, NONE
from seeds_analysis.text import Offsets, pair_marks
from training.marked import MarkedArticle, MarkedQuotation, main_span
from training.mentions import Asked, asked_words, find_labels, is_withheld

# Words that are not asked about: those of quotations on which readers differ.
IGNORED = -100
# Words with a capital that are no names, wherever they are.
_CALENDAR = frozenset(
    word.lower() for word in (*calendar.day_name, *calendar.month_name, *calendar.month_abbr, "Sept")
)
# Characters to the quotation of the same speaker.
MAX_DISTANCE = 600


@dataclass(frozen=True, slots=True)
class Example:
    """An encoded article and the gold of each of its words.

    `labels` (words) are indices of LABELS. `links` (words, LINKS) are numbers of words, NONE for no word.
    `negated` (words) is 1 for what somebody did not say, 0 for what was said, IGNORED elsewhere. `referents`
    are the words that name who is meant by a word; what `links` has for them is IGNORED. `names` (words) are
    indices of NAMES.
    """

    name: str
    encoded: Encoded
    labels: Ints
    links: Ints
    negated: Ints
    referents: Sequence[Asked]
    names: Ints


def make_example(article: MarkedArticle) -> Example:
    """Encode an article with its gold."""
    encoded = encode(article.text, pair_marks(article.text)[0])
    words = len(encoded.first)
    labels = np.zeros(words, dtype=np.int64)
    links = np.full((words, len(LINKS)), IGNORED, dtype=np.int64)
    negated = np.full(words, IGNORED, dtype=np.int64)

    for role in ("via", "source", "cue", "content"):
        for quotation in article.quotations:
            for span in getattr(quotation, role):
                start, end = encoded.words(*span)
                labels[start] = LABELS.index("B-" + role)
                labels[start + 1 : end] = LABELS.index("I-" + role)
    for quotation in article.quotations:
        cue = main_span(quotation.cue)
        source, via = main_span(quotation.source), main_span(quotation.via)
        head = cue or source or _head_nearby(article, quotation)
        target = NONE if head is None else encoded.words(*head)[0]
        for span in quotation.content:
            start, end = encoded.words(*span)
            links[start:end, LINKS.index("head")] = target
            negated[start:end] = "denied" in quotation.tags
        for span in quotation.cue:
            start, end = encoded.words(*span)
            links[start:end, LINKS.index("source")] = NONE if source is None else encoded.words(*source)[0]
            links[start:end, LINKS.index("via")] = NONE if via is None else encoded.words(*via)[0]
            negated[start:end] = "denied" in quotation.tags
    for quotation in article.quotations:
        if "optional" in quotation.tags:
            for span in (*quotation.content, *quotation.cue, *quotation.source):
                start, end = encoded.words(*span)
                labels[start:end] = links[start:end] = negated[start:end] = IGNORED
    referents = [] if is_withheld(article.name) else asked_words(article, encoded)
    return Example(article.name, encoded, labels, links, negated, referents, _names(article, encoded))


def _names(article: MarkedArticle, encoded: Encoded) -> Ints:
    """What each word names; IGNORED where a capital may begin a name that the head leaves out."""
    words = [article.text[start:end] for start, end in zip(encoded.starts, encoded.ends, strict=True)]
    known = STOP_WORDS | _CALENDAR | set(words)
    names = np.array(
        [IGNORED if word[0].isupper() and word.lower() not in known else 0 for word in words], dtype=np.int64
    )
    for place, label in find_labels(article):
        names[slice(*encoded.words(*place))] = NAMES.index(label if label in NAMES else "OTHER")
    return names


def _head_nearby(article: MarkedArticle, quotation: MarkedQuotation) -> Offsets | None:
    """The cue or source of the nearest quotation of the same speaker, for words that have none of their own.

    The one before counts half as far as the one after: readers look back.
    """
    place = quotation.content[0][0]
    found = [
        ((place - start) / 2 if start < place else start - place, head)
        for other in article.quotations
        if other.speaker is not None and other.speaker == quotation.speaker
        for head in [main_span(other.cue) or main_span(other.source)]
        if head is not None
        for start in [head[0]]
    ]
    distance, head = min(found, default=(MAX_DISTANCE, None))
    return head if distance < MAX_DISTANCE else None


_DOUBLE = str.maketrans({"“": '"', "”": '"'})


def with_other_marks(article: MarkedArticle, rng: random.Random) -> MarkedArticle:
    """Write an article in another style of quotation marks; the length stays the same."""
    style = rng.random()
    text = article.text
    curly = "“" in text
    if style < 0.5:
        return article
    if style < 0.75:
        if curly:
            return replace(article, text=text.translate(_DOUBLE).replace("‘", "'").replace("’", "'"))
        return replace(article, text=_as_curly(text, "“”"))
    if "‘" in text or "'" in text.replace("'s", "").replace("n't", ""):
        return article
    return replace(
        article, text=_as_curly(text, "‘’") if not curly else text.replace("“", "‘").replace("”", "’")
    )


def _as_curly(text: str, marks: str) -> str:
    letters = list(text)
    for stretch in pair_marks(text)[0]:
        if text[stretch.open_start : stretch.start].strip() == '"':
            letters[stretch.open_start] = marks[0]
        if text[stretch.end : stretch.close_end].strip() == '"':
            letters[stretch.end] = marks[1]
    return "".join(letters)


@dataclass(frozen=True, slots=True)
class Window:
    """One window of an example; the first piece is [CLS], and links and referents are words from 1 on."""

    ids: Ints
    shapes: Ints
    depths: Ints
    first: Ints
    labels: Ints
    links: Ints
    negated: Ints
    referents: Sequence[Asked]
    names: Ints


def cut(example: Example, *, size: int, opening: int | None = None) -> list[Window]:
    """Cut an example into windows; a link to a word outside its window is not asked about."""
    encoded, found = example.encoded, []
    for start, end in windows(encoded.stops, size=size, opening=opening):
        low, high = np.searchsorted(encoded.first, [start, end])
        links = example.links[low:high].copy()
        inside = (links >= low) & (links < high)
        links = np.where(links == NONE, 0, np.where(inside, links - low + 1, IGNORED))
        found.append(
            Window(
                np.concatenate([[CLS], encoded.ids[start:end]]),
                np.concatenate([[0], encoded.shapes[start:end]]),
                np.concatenate([[0], encoded.depths[start:end]]),
                encoded.first[low:high] - start + 1,
                example.labels[low:high],
                links,
                example.negated[low:high],
                [
                    (word - low, [one - low + 1 for one in right if low <= one < high])
                    for word, right in example.referents
                    if low <= word < high
                ],
                example.names[low:high],
            )
        )
    return found
