"""Complete the names of people that a model cut short, joined to a title or took for something else."""

import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

from seeds_analysis.doc import context
from seeds_analysis.lexicon import gazetteer, read_words, titles
from seeds_analysis.names.mentions import TokenName, is_number

# A given name, a middle name and a particle may come before a surname; more is a headline.
MAX_ADDED_TOKENS = 3
MAX_PERSON_TOKENS = 6

_HYPHENS = {"-", "‐", "‑"}
_NICKNAME = re.compile(r"(?<=\w )[\"'“‘«](?:the )?[A-Z][^\"'“”‘’«»\n]{0,40}[\"'”’»](?= [A-Z])")
# What the model takes the name of a person for.
_LABELS = {"PERSON", "ORG", "GPE", "LOC", "FAC", "PRODUCT", "WORK_OF_ART", "NORP"}


def nicknamed_people(doc: Doc) -> Iterator[TokenName]:
    """People with a nickname in marks inside the name: Ana "Ace" Ruiz, Tom 'The Hammer' Lee."""
    for found in _NICKNAME.finditer(context.whole_text(doc)):
        nickname = doc.char_span(*found.span(), alignment_mode="expand")
        assert nickname is not None  # noqa: S101 -- offsets come from this Doc
        start, end = nickname.start, nickname.end
        while nickname.start - start < MAX_ADDED_TOKENS and start and _may_be_given_name(doc[start - 1]):
            start -= 1
        while end - nickname.end < MAX_ADDED_TOKENS and end < len(doc) and _may_be_family_name(doc[end]):
            end += 1
        if start < nickname.start and nickname.end < end:
            yield start, end, "PERSON"


def complete_people(doc: Doc, names: Iterable[TokenName]) -> Iterator[TokenName]:
    """The names, in text order, those of people whole and without titles."""
    found = list(names)
    reached = 0
    for position, (start, end, label) in enumerate(found):
        if start < reached:
            continue
        following = found[position + 1] if position + 1 < len(found) else None
        start, label = _without_title(doc, start, end, label)  # noqa: PLW2901
        start, label = _with_given_name(doc, start, end, label, reached)  # noqa: PLW2901
        if label == "PERSON":
            end = _with_family_name(doc, start, end, following)  # noqa: PLW2901
        reached = end
        yield start, end, label


def _without_title(doc: Doc, start: int, end: int, label: str) -> tuple[int, str]:
    """Where a name begins after its title, if a given and a family name follow the title."""
    first, last = doc[start], doc[end - 1]
    if end - start < 3 or label not in _LABELS:
        return start, label
    if label != "PERSON" and titles.bare(first) in titles.honorifics() and titles.role_noun(doc[start + 1]):
        return (start + 2, "PERSON") if _ends_like_person(last) else (start, label)  # Lady Justice Ruiz
    if titles.role_noun(first) is None or gazetteer.is_given_name(first.text):
        return start, label
    rest = doc[start + 1 : end]
    if rest[0].text in _HYPHENS or rest[0].pos_ == "ADJ" or len(rest) > MAX_PERSON_TOKENS:
        return start, label
    fits = all(_may_be_in_name(token) for token in rest) and (label == "PERSON" or _ends_like_person(last))
    return (start + 1, "PERSON") if fits else (start, label)


def _with_given_name(doc: Doc, start: int, end: int, label: str, reached: int) -> tuple[int, str]:
    """Where the given name of a bare surname begins, if the model missed it.

    After a title two such words are a person, whatever the model took them for: Nurse "Ana" Ruiz.
    """
    if start == reached or label not in _LABELS or not _may_be_given_name(doc[start - 1]):
        return start, label
    is_single = end - start == 1 or _is_hyphenated(doc, start, end)
    is_surname = _ends_like_person(doc[end - 1]) and not gazetteer.is_given_name(doc[start].text)
    if not is_single or not is_surname:  # "Crooked Hillary"
        return start, label
    first = start
    while first > reached and start - first < MAX_ADDED_TOKENS and _may_be_given_name(doc[first - 1]):
        first -= 1
    before = doc[first - 1] if first else None
    if _has_capital_of_sentence(doc[first]):
        return start, label
    if label == "PERSON" or (before is not None and titles.is_title(before)):
        return first, "PERSON"
    return start, label


def _with_family_name(doc: Doc, start: int, end: int, following: TokenName | None) -> int:
    """Where the surname after a bare given name ends, if the model missed it or took it for another name."""
    if not _is_hyphenated(doc, start, end) and (
        end - start > 1 or not gazetteer.is_given_name(doc[start].text)
    ):
        return end
    last = doc[end - 1]
    if end >= len(doc) or not last.whitespace_ or last.head.i != end or is_number(doc[end]):
        return end
    if following is not None and following[0] == end and following[1] > end + 1:
        return end
    token = doc[end]
    return end + 1 if token.pos_ == "PROPN" and token.is_title and _ends_like_person(token) else end


def _is_hyphenated(doc: Doc, start: int, end: int) -> bool:
    return end - start == 3 and doc[start + 1].text in _HYPHENS


def _has_capital_of_sentence(token: Token) -> bool:
    """Whether a word may have its capital only because it begins a sentence or headline."""
    if gazetteer.is_given_name(token.text) or titles.follows_rank(token):
        return False
    if token.is_sent_start or token.i == 0:
        return True
    before = token.nbor(-1)
    return bool(before.is_space or before.is_quote) or before.text in {":", "—", "–", "(", "|", "/"}


def _may_be_given_name(token: Token) -> bool:
    return (
        token.is_title
        and token.is_alpha
        and token.pos_ == "PROPN"
        and bool(token.whitespace_)
        and len(token) > 1
        and token.ent_type_ in ("", "PERSON")
        and not titles.is_title(token)
        and not _heads_body(token)
    )


def _may_be_family_name(token: Token) -> bool:
    if token.text in _HYPHENS:
        return not token.whitespace_ and not token.nbor(-1).whitespace_
    return token.pos_ == "PROPN" and token.text[:1].isupper() and not is_number(token)


def _may_be_in_name(token: Token) -> bool:
    return token.text[:1].isupper() or token.text in _HYPHENS | {"de", "da", "van", "von", "al"}


def _heads_body(token: Token) -> bool:
    return token.lower_ in read_words("name_heads") or token.lower_ in read_words("body_nouns")


def _ends_like_person(last: Token) -> bool:
    """Whether a name's last word is not one that organisations, works and places end with."""
    if last.is_upper or last.tag_ == "NNPS":
        return False
    return last.text[:1].isupper() and not _heads_body(last) and titles.role_noun(last) is None
