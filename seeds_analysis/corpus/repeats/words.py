"""The words of a quotation, written alike for all newsrooms."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from seeds_analysis.lexicon import read_table

CUT = "…"
_CLAUSE = "."

# What was left out, in group 1; what an editor put in.
_EDITED = re.compile(r"(\[\s*(?:…|\.(?: ?\.)+)\s*\]|\.(?: ?\.){2,})|\[[^\[\]]{0,200}\]")
# A word; what was left out; a number; what ends a clause.
_PIECE = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|…|\d+(?:[.,]\d+)*|[%.,;:!?—–()]")
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
_NOT_ALONE = {_CLAUSE, "cent", *_MULTIPLES, *_UNITS}
_SIGNS = {"%": "percent", CUT: CUT}


@dataclass(frozen=True, slots=True)
class Words:
    """The words, with CUT where some were left out, and the places in them where a clause begins."""

    words: tuple[str, ...]
    clauses: frozenset[int]


def read_quotation(text: str) -> Words:
    """Read the words of a quotation, without what an editor put into it in brackets."""
    words: list[str] = []
    clauses: set[int] = set()
    if "[" in text or ".." in text or ". ." in text:
        text = _EDITED.sub(lambda found: f" {CUT} " if found[1] else " ", text)
    for word in chain.from_iterable(map(_written, text.split())):
        if word not in _NOT_ALONE:
            words.append(word)
        elif word == _CLAUSE:
            clauses.add(len(words))
        elif words and len(words) not in clauses:
            words[-1:] = _joined(words[-1], word)
        else:
            words.append(word)
    return Words(tuple(words), frozenset(clauses))


@lru_cache(maxsize=200_000)
def _written(token: str) -> tuple[str, ...]:
    """Write what is between spaces as all newsrooms do: words, CUT, and _CLAUSE."""
    return tuple(chain.from_iterable(map(_spelled, _PIECE.findall(token))))


def _spelled(piece: str) -> tuple[str, ...]:
    """Write a piece as all newsrooms do; a contraction is two words."""
    if piece[0].isdigit():
        return (piece.replace(",", ""),)
    if not piece[0].isalpha():
        return (_SIGNS.get(piece, _CLAUSE),)
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
