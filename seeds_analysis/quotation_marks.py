"""Pair quotation marks on characters; knows no spaCy."""

from dataclasses import dataclass

from seeds_analysis.article import Notice


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text between two paired marks, within one paragraph; marks excluded.

    [open_start, start) is the opening mark, [end, close_end) the closing one; a mark that is not there is
    empty. `closed` is "explicit" (a closing mark stands there), "implied" (the paragraph ends and the next
    one reopens: a multi-paragraph quotation) or "missing" (never closed: ends with its paragraph).
    `depth` is 0 for outermost stretches. Stretches of one multi-paragraph quotation share `group`, the
    number of the first of them. `single` tells single from double marks (guillemets count as double).
    """

    open_start: int
    start: int
    end: int
    close_end: int
    closed: str
    depth: int
    group: int
    single: bool


def pair_marks(text: str) -> tuple[tuple[Stretch, ...], tuple[Notice, ...]]:
    """Find the quoted stretches of a text, in text order, and the marks that found no partner."""
    raise NotImplementedError
