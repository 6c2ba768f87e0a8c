"""Texts whose quotations are marked by hand; the network only says who may be meant.

The marks are those of training/news/WRITING.md: `<c1>` is content, `<s1>` source, `<u1>` cue, `<v1>` relay.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from seeds_analysis.doc.annotations import QuotationAnnotation
from seeds_analysis.network.encoding import encode
from seeds_analysis.network.running import score
from seeds_analysis.quotations.search import with_referents
from seeds_analysis.speakers.component import SpeakerResolver
from seeds_analysis.text import Offsets, pair_marks

CONFIDENCE = 0.95

_TAG = re.compile(r"<(/?)([csuv]\d+)>")
_QUOTATION_MARKS = '"“”'


def speakers(nlp: Language, marked: str) -> tuple[QuotationAnnotation, ...]:
    """Give the quotations of a marked text with their speakers, in text order."""
    return QuotationAnnotation.read(resolved(nlp, marked))


def last(nlp: Language, marked: str) -> QuotationAnnotation:
    """Give the last quotation of a marked text, with its speaker."""
    return speakers(nlp, marked)[-1]


def resolved(nlp: Language, marked: str) -> Doc:
    """Analyze a marked text, its speakers too."""
    return SpeakerResolver()(unresolved(nlp, marked))


def unresolved(nlp: Language, marked: str) -> Doc:
    """Analyze a marked text, and write its quotations without their speakers."""
    text, places = _places(marked)
    doc = nlp(text, disable=["seeds_quotations", "seeds_speakers"])
    numbers = {mark[1:] for mark in places}
    encoded = encode(text, pair_marks(text)[0])
    scores = score(encoded)
    quotations = [
        with_referents(_quotation(text, *(places[role + number] for role in "csuv")), encoded, scores)
        for number in numbers
    ]
    QuotationAnnotation.write(doc, sorted(quotations, key=lambda quotation: quotation.content))
    return doc


def _places(marked: str) -> tuple[str, dict[str, list[Offsets]]]:
    """Take the marks out of a text, and say where each one lies in what is left."""
    text, last = "", 0
    opened: dict[str, int] = {}
    places: dict[str, list[Offsets]] = defaultdict(list)
    for tag in _TAG.finditer(marked):
        text += marked[last : tag.start()]
        last = tag.end()
        if tag[1]:
            places[tag[2]].append((opened.pop(tag[2]), len(text)))
        else:
            opened[tag[2]] = len(text)
    assert not opened
    return text + marked[last:], places


def _quotation(
    text: str,
    content: Sequence[Offsets],
    source: Sequence[Offsets],
    cue: Sequence[Offsets],
    via: Sequence[Offsets],
) -> QuotationAnnotation:
    """Annotate as the network's quotations are, or as a turn if the cue is a colon or a full stop."""
    words = None if not cue else text[slice(*cue[0])]
    in_marks = [text[start] in _QUOTATION_MARKS for start, _ in content]
    is_turn = words in (":", ".")
    kind = "direct" if is_turn or all(in_marks) else "mixed" if any(in_marks) else "indirect"
    return QuotationAnnotation(
        kind=kind,
        content=tuple(
            (start + 1, end - 1) if marks else (start, end)
            for (start, end), marks in zip(content, in_marks, strict=True)
        ),
        closed=tuple("explicit" if marks else None for marks in in_marks),
        cue=cue[0] if cue else None,
        cue_lemma=words,
        source=source[0] if source else None,
        rule="label" if is_turn else "source",
        via=via[0] if via else None,
        unattributed_reason=None if source else "no-source" if cue else "no-cue",
        confidence=CONFIDENCE,
    )
