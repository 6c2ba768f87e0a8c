"""The component that finds quotations: content, cue and source; direct, mixed or indirect.

The order of work follows Pareti et al. (2013), "Automatically Detecting and Attributing Indirect Quotations":
cues first, then content, then source. Content in marks is found on characters, reported clauses in the parse.
"""

from collections.abc import Iterable, Sequence
from typing import Literal

from spacy.language import Language
from spacy.tokens import Doc

from seeds_analysis.doc import MarkedPhraseAnnotation, QuotationAnnotation, paired_marks
from seeds_analysis.quotations.in_marks.linking import decide_by_weights
from seeds_analysis.quotations.search import LEAST_CONFIDENCE, Search
from seeds_analysis.text import Notice, Offsets


@Language.factory(
    "seeds_quotations",
    requires=["token.dep", "token.head", "token.lemma", "doc.sents"],
    assigns=["doc.spans"],
    default_config={"indirect": True, "attribution": "learned", "least_confidence": LEAST_CONFIDENCE},
)
def make_quotation_finder(
    nlp: Language,  # noqa: ARG001
    name: str,
    indirect: bool,
    attribution: Literal["learned", "rules"],
    least_confidence: float,
) -> "QuotationFinder":
    """Build the component; `indirect` tells whether quotations without marks are wanted too.

    `attribution` is "learned" or "rules": whether weights decide on them and on whose words others are.
    Reported clauses without marks are left out below `least_confidence`, from 0 to 1, and reported phrases
    ("hailed the bridge") below PHRASE_FACTOR times as much, short ones SHORT_FACTOR; rules do not look at it.
    """
    return QuotationFinder(
        name, indirect=indirect, attribution=attribution, least_confidence=least_confidence
    )


def piece_search(doc: Doc) -> "Search":
    """The search for quotations in marks, for training: its pieces and how they are linked."""
    return Search(doc, paired_marks(doc)[0], learned=True)


def before_reports(doc: Doc) -> tuple[bytearray, set[int], list[Offsets]]:
    """What a search without marks starts from: `taken`, `used` and `skipped` of find_reports."""
    search = piece_search(doc)
    records, _, used = search.in_marks(decide_by_weights)
    return search.taken(records), used, list(search.skipped)


class QuotationFinder:
    """Finds quotations and writes them to `doc.spans["seeds_quotations"]`, other marked words beside them."""

    def __init__(
        self,
        name: str = "seeds_quotations",
        *,
        indirect: bool = True,
        attribution: str = "learned",
        least_confidence: float = LEAST_CONFIDENCE,
    ) -> None:
        self.name = name
        self.indirect = indirect
        self.attribution = attribution
        self.least_confidence = least_confidence

    def __call__(self, doc: Doc) -> Doc:
        """Find and write."""
        self.set_annotations(doc, *self.predict(doc))
        return doc

    def predict(
        self, doc: Doc
    ) -> tuple[list[QuotationAnnotation], list[MarkedPhraseAnnotation], tuple[Notice, ...]]:
        """Decide on quotations and marked phrases, both in text order, and the doubts about marks."""
        stretches, notices = paired_marks(doc)
        if not len(doc) or not doc.has_annotation("DEP"):
            return [], [], notices
        search = Search(doc, stretches, learned=self.attribution == "learned", least=self.least_confidence)
        return *search.run(indirect=self.indirect), notices

    def set_annotations(
        self,
        doc: Doc,
        quotations: Sequence[QuotationAnnotation],
        phrases: Sequence[MarkedPhraseAnnotation],
        notices: Iterable[Notice] = (),
    ) -> None:
        """Write what was found."""
        write_quotations(doc, quotations, notices)
        spans = [(p.start, p.end, p.kind.upper(), n) for n, p in enumerate(phrases, start=1)]
        MarkedPhraseAnnotation.write(doc, phrases, spans=spans)


def write_quotations(
    doc: Doc, records: Sequence[QuotationAnnotation], notices: Iterable[Notice] = ()
) -> None:
    """Write quotations with their token view: spans labelled CONTENT, CUE, SOURCE and VIA."""
    spans = []
    for number, record in enumerate(records, start=1):
        spans += [(*offsets, "CONTENT", number) for offsets in record.content]
        for label, found in (("CUE", record.cue), ("SOURCE", record.source), ("VIA", record.via)):
            if found is not None:
                spans.append((*found, label, number))
    QuotationAnnotation.write(doc, records, spans=spans, notices=notices)
