"""Correct the bounds of the names a model found."""

import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Span

from seeds_analysis.doc import context, syntax
from seeds_analysis.lexicon import gazetteer, read_words, titles, word_set
from seeds_analysis.names.mentions import NAME_LABELS, TokenName, is_number
from seeds_analysis.names.runs import begins_sentence

MAX_NAME_TOKENS = 40
MAX_EXTENSION_TOKENS = 12

_POSSESSIVES = {"'s", "’s", "'", "’", "´s", "`s"}
_DETERMINERS = {"the", "a", "an"}
_DANGLING = word_set("names.dangling")
_LINKS = word_set("names.links")
_LETTERS = word_set("names.letters")
_INNER = {"of", "and", "the", "&", "-", "'s", "’s"}
_PREPOSITIONS = {"of", "on", "for"}
# Brackets, handles and the tag of a party: Lee (D-Ohio).
_NO_NAME = re.compile(r"[\[\]{}<>]|^@|^[DRI]-")


def corrected_names(doc: Doc) -> Iterator[TokenName]:
    """The names among `doc.ents` with better bounds, cut at line breaks; nothing where nothing is left."""
    for ent in doc.ents:
        if ent.label_ not in NAME_LABELS or len(ent) > MAX_NAME_TOKENS:
            continue
        start, label = ent.start, ent.label_
        # A name does not run over a line break in a list: each line is a name.
        breaks = [i for i in range(start, ent.end) if doc[i].is_space and "\n" in doc[i].text]
        for first, last in zip([start, *(i + 1 for i in breaks)], [*breaks, ent.end], strict=True):
            name = _trimmed(doc, first, last, label)
            if name is not None:
                yield name


def extended_names(doc: Doc, names: Iterable[TokenName]) -> Iterator[TokenName]:
    """The names with what the model cut off: "Treaty" on Open Skies."""
    reached = 0
    for start, end, label in names:
        if start < reached:
            continue  # inside the extended name before
        longer = end
        if label in ("ORG", "LAW", "EVENT", "FAC") and doc[end - 1].lower_ in read_words("name_heads"):
            longer = _end_of_phrase(doc, end)
        reached = end if any(map(is_number, doc[end:longer])) else longer
        yield start, reached, label


def _trimmed(doc: Doc, start: int, end: int, label: str) -> TokenName | None:
    while start < end and _is_no_start(doc[start:end], label):
        start += 1
    while start < end and _is_no_end(doc[start:end], label):
        end -= 1
    if label == "PERSON":  # "Ana Ruiz of Leiva"
        end = next((i for i in range(start + 2, end) if doc[i].lower_ in ("of", "from")), end)
    if start == end or doc[start].like_url:
        return None
    text = context.whole_text(doc)[slice(*syntax.offsets_of(doc, start, end))]
    if _NO_NAME.search(text) or sum(map(str.isalnum, text)) < 2 or not any(map(str.isupper, text)):
        return None
    if label == "PERSON" and text[0].isdigit():
        return None
    if label == "NORP" and any(map(str.isupper, text[1:])) and text.isalpha():
        label = "ORG"  # KTRJ
    return start, end, label


def _is_no_start(name: Span, label: str) -> bool:
    """Whether the first token does not belong to the name."""
    token = name[0]
    if token.text == "(":
        return ")" not in name.text
    is_mark = token.is_quote or (token.is_punct and token.text not in ("#", "@"))
    if token.is_space or is_mark or token.text in _POSSESSIVES:
        return True
    if len(name) == 1:
        return False
    if token.is_lower and token.is_alpha and token.lower_ not in _LINKS | _DETERMINERS:
        return True
    if token.lower_ in _DETERMINERS:
        if label in ("ORG", "WORK_OF_ART") and token.text == "The":  # told The Oslo Times
            return label == "ORG" and begins_sentence(token)
        return name.text.casefold() not in gazetteer.places()
    if label != "PERSON":
        return False
    role = titles.role_noun(token)
    # "President Ruiz" is Ruiz, but "Dean Ruiz" has Dean for a given name.
    is_title = role is not None and role[0] == "office"
    return titles.bare(token) in titles.honorifics() or (is_title and not gazetteer.is_given_name(token.text))


def _is_no_end(name: Span, label: str) -> bool:
    """Whether the last token does not belong to the name."""
    token = name[-1]
    if token.is_space or token.text in _POSSESSIVES or token.is_quote:
        return True
    if token.text == ")":
        return "(" not in name.text
    if label == "PERSON" and len(name) > 1 and token.is_upper and token.lower_ in _LETTERS:
        return True
    return (token.is_punct and token.text != "!") or (token.lower_ in _DANGLING and token.is_lower)


def _end_of_phrase(doc: Doc, end: int) -> int:
    """Where "of Foreign Affairs" or "on the Law of the Sea" ends; `end` if no such phrase follows."""
    if end >= len(doc) or doc[end].lower_ not in _PREPOSITIONS:
        return end
    last = end
    for i in range(end, min(len(doc), end + MAX_EXTENSION_TOKENS)):
        token = doc[i]
        if token.ent_type_ in ("DATE", "TIME", "PERSON") or token.lower_ in read_words("platforms"):
            break
        if token.text[:1].isupper():
            last = i + 1
        elif token.is_space or token.lower_ not in _PREPOSITIONS | _INNER:
            break
    return last if last > end and doc[last - 1].lower_ not in _INNER else end
