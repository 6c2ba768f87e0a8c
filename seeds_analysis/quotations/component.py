"""The spaCy component that finds quotations: content, cue and source; direct, mixed or indirect."""

from collections.abc import Iterable, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from seeds_analysis.doc import MarkedPhraseAnnotation, QuotationAnnotation, paired_marks
from seeds_analysis.network import session
from seeds_analysis.quotations.search import LEAST_CONFIDENCE, find_quotations
from seeds_analysis.text import Notice


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
    attribution: str,  # noqa: ARG001 -- saved pipelines of 0.2 and before have it; it decides nothing
    least_confidence: float,
) -> "QuotationFinder":
    """Build the component, with the options of `find_quotations`. Raises ModelError without the network."""
    session()
    return QuotationFinder(name, indirect=indirect, least_confidence=least_confidence)


class QuotationFinder:
    """Writes quotations to `doc.spans["seeds_quotations"]`, and other phrases in marks as well."""

    def __init__(
        self,
        name: str = "seeds_quotations",
        *,
        indirect: bool = True,
        least_confidence: float = LEAST_CONFIDENCE,
    ) -> None:
        self.name = name
        self.indirect = indirect
        self.least_confidence = least_confidence

    def __call__(self, doc: Doc) -> Doc:
        """Find and write."""
        self.set_annotations(doc, *self.predict(doc))
        return doc

    def predict(
        self, doc: Doc
    ) -> tuple[list[QuotationAnnotation], list[MarkedPhraseAnnotation], tuple[Notice, ...]]:
        """Return quotations and phrases that quote nobody, in text order, and warnings about marks."""
        stretches, notices = paired_marks(doc)
        if not len(doc) or not doc.has_annotation("DEP"):
            return [], [], notices
        records, phrases = find_quotations(
            doc,
            stretches,
            indirect=self.indirect,
            least=self.least_confidence,
        )
        return records, phrases, notices

    def set_annotations(
        self,
        doc: Doc,
        quotations: Sequence[QuotationAnnotation],
        phrases: Sequence[MarkedPhraseAnnotation],
        notices: Iterable[Notice] = (),
    ) -> None:
        """Write the annotations, with spans labelled CONTENT, CUE, SOURCE and VIA for each quotation."""
        spans = []
        for number, record in enumerate(quotations, start=1):
            spans += [(*offsets, "CONTENT", number) for offsets in record.content]
            for label, offsets in (("CUE", record.cue), ("SOURCE", record.source), ("VIA", record.via)):
                if offsets is not None:
                    spans.append((*offsets, label, number))
        QuotationAnnotation.write(doc, quotations, spans=spans, notices=notices)
        marked = [(p.start, p.end, p.kind.upper(), n) for n, p in enumerate(phrases, start=1)]
        MarkedPhraseAnnotation.write(doc, phrases, spans=marked)
