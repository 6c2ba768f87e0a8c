"""The agreement on the Doc: what components write there, and how to look at it.

`context` holds the text and the article's stated facts, `syntax` reads phrases off the parse.
"""

from seeds_analysis.doc import context, syntax
from seeds_analysis.doc.annotations import (
    DateAnnotation,
    EntityAnnotation,
    MarkedPhraseAnnotation,
    QuotationAnnotation,
    read_notices,
)
from seeds_analysis.doc.context import paired_marks
from seeds_analysis.doc.positions import Positions
from seeds_analysis.doc.syntax import TokenRange

__all__ = [
    "DateAnnotation",
    "EntityAnnotation",
    "MarkedPhraseAnnotation",
    "Positions",
    "QuotationAnnotation",
    "TokenRange",
    "context",
    "paired_marks",
    "read_notices",
    "syntax",
]
