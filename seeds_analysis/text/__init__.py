"""Plain text: the article as data, lines and paragraphs, quotation marks, splitting; without spaCy."""

from seeds_analysis.text import breaks, name_keys
from seeds_analysis.text.article import Article, Notice, TextSpan
from seeds_analysis.text.breaks import Offsets, paragraphs
from seeds_analysis.text.mark_pairing import pair_marks
from seeds_analysis.text.splitting import split_text
from seeds_analysis.text.unclosed import Stretch

__all__ = [
    "Article",
    "Notice",
    "Offsets",
    "Stretch",
    "TextSpan",
    "breaks",
    "name_keys",
    "pair_marks",
    "paragraphs",
    "split_text",
]
