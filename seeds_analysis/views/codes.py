"""Codes and numbers in words. One table says what the codes in results mean, on pages and in `explain`."""

from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Code:
    """One code: `words` are for pages, `plural` for headings, `meaning` is a sentence or more."""

    kind: str
    code: str
    words: str
    plural: str
    meaning: str


@cache
def read_codes() -> dict[tuple[str, str], Code]:
    """Give all codes by kind (speaker, reason, warning, error or label) and code, in the table's order."""
    text = resources.files("seeds_analysis.views").joinpath("codes.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {
        (kind, code): Code(kind, code, *words.partition(" | ")[::2], meaning)
        for kind, code, words, meaning in rows
    }


def in_words(kind: str, code: str, *, plural: bool = False) -> str:
    """Say a code in a few words: "vague" as "too vague for a calendar"; an unknown one is spelled out."""
    known = read_codes().get((kind, code))
    if known is None:
        return code if kind == "label" else code.replace("-", " ")
    return known.plural if plural else known.words


def count_of(number: int, noun: str, plural: str | None = None) -> str:
    """Say how many: "1 quotation", "12 quotations", "1,204 words"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
