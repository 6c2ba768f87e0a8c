"""The words of a quotation, written alike for all newsrooms."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from seeds_analysis.lexicon import read_table

CUT = "…"
_CLAUSE = "."

# What was left out; what an editor put in; a number; a word; what ends a clause.
_PIECE = re.compile(
    r"…|\.(?: ?\.){2,}|\[[^\[\]]{0,200}\]|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[%.,;:!?—–()]"
)
_CUT = re.compile(r"\[?\s*(?:…|\.(?: ?\.)+)\s*\]?")
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
_UNITS = frozenset("123456789")
_SECONDS = {"cent", *_MULTIPLES, *_UNITS}
# An editor's words in brackets are none of the speaker's.
_SIGNS: dict[str, tuple[str, ...]] = {"%": ("percent",), "[": ()}


@dataclass(frozen=True, slots=True)
class Words:
    """The words, with CUT where some were left out, and the places in them where a clause begins."""

    words: tuple[str, ...]
    clauses: frozenset[int]


def read_quotation(text: str) -> Words:
    """Read the words of a quotation, without what an editor put into it in brackets."""
    words: list[str] = []
    clauses: set[int] = set()
    for piece in _PIECE.findall(text):
        for word in _written(piece):
            if word == _CLAUSE:
                clauses.add(len(words))
            elif word in _SECONDS and words and len(words) not in clauses:
                words[-1:] = _joined(words[-1], word)
            else:
                words.append(word)
    return Words(tuple(words), frozenset(clauses))


@lru_cache(maxsize=200_000)
def _written(piece: str) -> tuple[str, ...]:
    """Write a piece as all newsrooms do: words, of which a contraction has two, CUT, or _CLAUSE."""
    if piece[0].isdigit():
        return (piece.replace(",", ""),)
    if not piece[0].isalpha():
        return (CUT,) if _CUT.fullmatch(piece) else _SIGNS.get(piece[0], (_CLAUSE,))
    letters = unicodedata.normalize("NFKD", piece.casefold().replace("’", "'"))
    plain = "".join(char for char in letters if not unicodedata.combining(char))
    if plain in _DENIED or plain.endswith("n't"):
        return (_DENIED.get(plain, plain[:-3]), "not")
    first, *ends = plain.split("'")
    for pattern, replacement in _SPELLINGS:
        first = pattern.sub(replacement, first)
    return (_NUMBERS.get(first, first), *(_CONTRACTED.get(end, end) for end in ends))


def _joined(before: str, word: str) -> tuple[str, ...]:
    """Join two words that others write as one: per cent, forty-one, three hundred."""
    if (before, word) == ("per", "cent"):
        return ("percent",)
    if before.isascii() and before.isdigit() and len(before) < 7:
        if word in _MULTIPLES:
            return (str(int(before) * _MULTIPLES[word]),)
        if word in _UNITS and 20 <= int(before) <= 90 and before[-1] == "0":
            return (str(int(before) + int(word)),)
    return (before, word)
