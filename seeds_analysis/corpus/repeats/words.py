"""The words of a quotation, written alike for all newsrooms."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from seeds_analysis.lexicon import read_table

CUT = "…"

# What was left out; what an editor put in; a number; a word; what ends a clause.
_PIECE = re.compile(
    r"(?P<cut>…|\.(?: ?\.){2,}|\[\s*(?:…|\.(?: ?\.)+)\s*\])|\[[^\]]*\]|(?P<number>\d+(?:[.,]\d+)*)"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)|(?P<percent>%)|(?P<clause>[.,;:!?—–()])"
)
# "Do not" and "don't", "we have" and "we've" are the same words.
_CONTRACTED = {"re": "are", "ve": "have", "ll": "will"}
_DENIED = {"cannot": "can", "can't": "can", "won't": "will"}
# Letters that British and American English write differently, each as neither or one of them writes it.
_SPELLINGS = tuple(
    (re.compile(pattern), letters)
    for pattern, letters in (
        (r"(?<=\w\w)our", "or"),
        (r"[sz](?=e[ds]?$|ing$|ations?$)", "z"),
        (r"(?<=\w\w)ce(?=s?$)", "ze"),
        (r"(?<=\w\w)tre(?=s?$)", "ter"),
        (r"oeu|ae|oe", "e"),
        (r"mme(?=s?$)", "m"),
        (r"ogue(?=s?$)", "og"),
        (r"(?<=\w)que(?=s?$)", "ck"),
        (r"ll(?=ed$|ing$|ers?$)", "l"),
        (r"^grey", "gray"),
        (r"^tyre", "tire"),
    )
)
_NUMBERS = {row[2]: row[1] for row in read_table("date_words") if row[0] == "O"}
_MULTIPLES = {row[2]: int(row[1]) for row in read_table("date_words") if row[0] == "H"}


@dataclass(frozen=True, slots=True)
class Words:
    """The words, with CUT where some were left out, and the places in them where a clause begins."""

    words: tuple[str, ...]
    clauses: frozenset[int]


def read_quotation(text: str) -> Words:
    """Read the words of a quotation, without what an editor put into it in brackets."""
    words: list[str] = []
    clauses = set()
    for found in _PIECE.finditer(text):
        kind = found.lastgroup
        if kind == "word":
            for word in _written(found[0]):
                joined = _joined(words[-1], word) if words and len(words) not in clauses else ""
                words[len(words) - bool(joined) :] = [joined or word]
        elif kind == "number":
            words.append(found[0].replace(",", ""))
        elif kind == "percent":
            words.append(kind)
        elif kind == "cut":
            words.append(CUT)
        elif kind == "clause":
            clauses.add(len(words))
    return Words(tuple(words), frozenset(clauses))


@lru_cache(maxsize=200_000)
def _written(word: str) -> tuple[str, ...]:
    """Write a word as all newsrooms do; a contraction is two words."""
    letters = unicodedata.normalize("NFKD", word.casefold().replace("’", "'"))
    plain = "".join(char for char in letters if not unicodedata.combining(char))
    if plain in _DENIED or plain.endswith("n't"):
        return (_DENIED.get(plain, plain[:-3]), "not")
    first, *ends = plain.split("'")
    for pattern, replacement in _SPELLINGS:
        first = pattern.sub(replacement, first)
    return (_NUMBERS.get(first, first), *(_CONTRACTED.get(end, end) for end in ends))


def _joined(before: str, word: str) -> str:
    """Join two words that others write as one: per cent, forty-one, three hundred; empty if they are two."""
    if (before, word) == ("per", "cent"):
        return "percent"
    if not (before.isascii() and before.isdigit() and len(before) < 7):
        return ""
    if word in _MULTIPLES:
        return str(int(before) * _MULTIPLES[word])
    tens = 20 <= int(before) <= 90 and int(before) % 10 == 0 and word in _UNITS
    return str(int(before) + int(word)) if tens else ""


_UNITS = frozenset("123456789")
