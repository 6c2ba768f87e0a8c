"""Names of people with a nickname inside or a title before them."""

import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

from seeds_analysis.doc import context
from seeds_analysis.lexicon import gazetteer, read_words, titles
from seeds_analysis.names.mentions import TokenName, is_number

# A given name, a middle name and a particle may come before a surname; more is a headline.
MAX_ADDED_TOKENS = 3

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


def without_titles(doc: Doc, names: Iterable[TokenName]) -> Iterator[TokenName]:
    """The names, those of people without the titles before them, whatever the model took them for."""
    for start, end, label in names:
        inner = next((i + 1 for i in reversed(range(start, end - 1)) if _is_inner_title(doc[i])), start)
        is_full = end - inner > 1 or inner - start > 1  # Baker Ana Ruiz, Lady Justice Ruiz
        is_person = label == "PERSON" or (is_full and label in _LABELS and _ends_like_person(doc[end - 1]))
        if inner > start and is_person and all(map(_may_be_in_name, doc[inner:end])):
            yield inner, end, "PERSON"
        else:
            yield start, end, label


def _is_inner_title(token: Token) -> bool:
    word = titles.bare(token)
    if gazetteer.is_given_name(token.text) or (not token.whitespace_ and token.text[-1] != "."):
        return False
    return word in titles.honorifics() or word in titles.role_nouns()


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
