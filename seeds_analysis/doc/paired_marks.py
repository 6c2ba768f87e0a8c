"""The quotation marks of a Doc, paired once: the layout needs them before the parse, quotations behind it."""

from weakref import WeakKeyDictionary

from spacy.tokens import Doc

from seeds_analysis.doc.context import whole_text
from seeds_analysis.text import Notice, Stretch, pair_marks

_paired: WeakKeyDictionary[Doc, tuple[tuple[Stretch, ...], tuple[Notice, ...]]] = WeakKeyDictionary()


def paired_marks(doc: Doc) -> tuple[tuple[Stretch, ...], tuple[Notice, ...]]:
    """`pair_marks` of the whole text of a Doc, which no component changes."""
    found = _paired.get(doc)
    if found is None:
        found = _paired[doc] = pair_marks(whole_text(doc))
    return found
