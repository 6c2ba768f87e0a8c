"""Correct the bounds of the names a model found."""

import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Span, Token

from seeds_analysis.lexicon import gazetteer, read_words, titles, word_set
from seeds_analysis.names.mentions import NAME_LABELS, TokenName

MAX_NAME_TOKENS = 40
MAX_EXTENSION_TOKENS = 12

_PARTY = re.compile(r"[A-Z][-–]")
_POSSESSIVES = {"'s", "’s", "'", "’", "´s", "`s"}
_DETERMINERS = {"the", "a", "an"}
_INNER = {"of", "and", "the", "&", "-", "'s", "’s"}
_PREPOSITIONS = {"of", "on", "for"}
_NO_LAST = _PREPOSITIONS | _DETERMINERS
_LINKS = word_set("names.links")
_AFTER_PEOPLE = word_set("names.letters") | {"of", "from"}


def corrected_names(doc: Doc) -> Iterator[TokenName]:
    """The names among `doc.ents` with better bounds, cut at line breaks; nothing where nothing is left."""
    for ent in doc.ents:
        if ent.label_ not in NAME_LABELS or len(ent) > MAX_NAME_TOKENS:
            continue
        # A name does not run over a line break in a list: each line is a name.
        breaks = [token.i for token in ent if "\n" in token.text]
        for start, end in zip([ent.start, *(i + 1 for i in breaks)], [*breaks, ent.end], strict=True):
            name = _trimmed(doc, start, end, ent.label_)
            if name is not None:
                yield name


def extended_names(doc: Doc, names: Iterable[TokenName]) -> Iterator[TokenName]:
    """The names with what the model cut off: "Treaty" on Open Skies."""
    reached = 0
    for start, end, label in names:
        if start < reached:
            continue  # inside the extended name before
        reached = end
        if label in ("ORG", "LAW", "EVENT", "FAC") and doc[end - 1].lower_ in read_words("name_heads"):
            reached = _end_of_phrase(doc, end)
        yield start, reached, label


def _trimmed(doc: Doc, start: int, end: int, label: str) -> TokenName | None:
    while start < end and _is_no_start(doc[start:end]):
        start += 1
    while start < end and _is_no_end(doc[end - 1]):
        end -= 1
    if (
        end - start > 2
        and start
        and doc[start - 1].text == "("
        and _PARTY.fullmatch(doc[start : start + 2].text)
    ):
        start, label = start + 2, "GPE"  # (D-Newport News)
    if label == "PERSON":  # "US President Ana Ruiz", "Ana Ruiz of Leiva", "Ana Ruiz QC"
        start = next((i + 1 for i in reversed(range(start, end - 1)) if _is_before_person(doc[i])), start)
        end = next((i for i in range(start + 1, end) if doc[i].lower_ in _AFTER_PEOPLE), end)
    if not any(map(str.isupper, doc[start:end].text)):
        return None
    if label == "NORP" and any(map(str.isupper, doc[start:end].text[1:])) and end - start == 1:
        label = "ORG"  # KTRJ
    return start, end, label


def _is_no_start(name: Span) -> bool:
    """Whether the first token does not belong to the name."""
    token = name[0]
    if token.is_space or token.is_punct or token.text in _POSSESSIVES:
        return True
    if len(name) == 1:
        return False
    if token.lower_ in _DETERMINERS:
        return name.text.casefold() not in gazetteer.places()
    return token.is_lower and token.is_alpha and token.lower_ not in _LINKS


def _is_before_person(token: Token) -> bool:
    """Whether the name of a person begins after a token: "President" Ruiz, but not "Dean" Ruiz."""
    is_role = titles.is_title(token) and not gazetteer.is_given_name(token.text)
    return is_role or titles.bare(token) in titles.honorifics() or token.text[0].isdigit()


def _is_no_end(token: Token) -> bool:
    """Whether a last token does not belong to the name."""
    return (
        token.text in _NO_LAST
        or token.is_space
        or token.text in _POSSESSIVES
        or (token.is_punct and token.text != "!")
    )


def _end_of_phrase(doc: Doc, end: int) -> int:
    """Where "of Foreign Affairs" or "on the Law of the Sea" ends; `end` if no such phrase follows."""
    if end >= len(doc) or doc[end].lower_ not in _PREPOSITIONS:
        return end
    last = end
    for token in doc[end : end + MAX_EXTENSION_TOKENS]:
        if token.ent_type_ in ("DATE", "TIME", "PERSON") or token.lower_ in read_words("platforms"):
            break
        if token.text[:1].isupper():
            last = token.i + 1
        elif token.is_space or token.lower_ not in _PREPOSITIONS | _INNER:
            break
    return last if last > end and doc[last - 1].lower_ not in _INNER else end
