"""Find names that the model missed: repeats of names it found, acronyms that the text explains."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from spacy.tokens import Doc, Token

from seeds_analysis.doc import context
from seeds_analysis.lexicon import gazetteer, read_words, titles
from seeds_analysis.names.mentions import Mentions, TokenName
from seeds_analysis.text import name_keys

MAX_REPEAT_TOKENS = 12
MAX_FORMS = 40  # names that begin with one word; more would cost time

# After a name: ", nicknamed", " is known to everybody as", with a nickname in marks.
_BESIDE = re.compile(
    r"[^.!?;\n\"“”]{0,40}\b(?:nicknamed|dubbed|known (?:to [\w ]{1,30} )?as) "
    r"[\"'“‘«](?:[Tt]he )?([A-Z][^\"'“”‘’«»\n]{0,40}?),?[\"'”’»]"
)
_REPEATED = {"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "EVENT", "LAW"}


def find_nicknames(mentions: Mentions) -> dict[str, str]:
    """From a nickname to the full name: Ana "Ace" Ruiz; Ana Ruiz, known to all as "the Ace"."""
    found = {}
    for person in mentions.found:
        if person.label == "PERSON" and " " in person.text:
            nickname = name_keys.nickname_in(person.text)
            if nickname is None and (beside := _BESIDE.match(context.whole_text(mentions.doc), person.end)):
                nickname = beside[1]
            if nickname and not nickname.isspace():
                found[nickname] = name_keys.without_nickname(person.text)
    return found


def find_repeats(mentions: Mentions, nicknames: Iterable[str]) -> list[TokenName]:
    """Repeats of names: the same words in the same case; a surname or nickname repeats the full name."""
    doc = mentions.doc
    words = [token.text for token in doc]
    in_text = set(words)
    forms = _repeatable_forms(mentions, words)
    for nickname in map(str.split, nicknames):
        forms[nickname[0]].setdefault(tuple(nickname), "PERSON")
    found: list[TokenName] = []
    reached = 0
    for start, word in enumerate(words):
        if start < reached or word not in forms or mentions.is_taken(start, start + 1):
            continue
        for form in sorted(list(forms[word])[:MAX_FORMS], key=len, reverse=True):
            end = start + len(form)
            if tuple(words[start:end]) != form or mentions.is_taken(start, end):
                continue
            if _is_whole_name(doc, end) and (len(form) > 1 or _is_name(doc[start], in_text)):
                found.append((start, end, forms[word][form]))
                reached = end
                break
    return found


def find_bare_heads(mentions: Mentions) -> list[tuple[str, TokenName]]:
    """Bodies named by the noun that heads their name: "the council" after the one name with a council."""
    doc, heads = mentions.doc, read_words("name_heads")
    bodies: dict[str, dict[str, str]] = defaultdict(dict)
    for mention in mentions.found:
        words = mention.text.lower().split()
        if mention.label == "ORG" and len(words) > 1:
            head = next((one for one, following in pairwise(words) if following in ("of", "for")), words[-1])
            if head in heads:
                bodies[head][" ".join(words)] = mention.text
    bare = (token for token in doc if len(bodies.get(token.lower_, ())) == 1 and _stands_alone(token))
    return [
        (next(iter(bodies[token.lower_].values())), (token.i, token.i + 1, "ORG"))
        for token in bare
        if not mentions.is_taken(token.i, token.i + 1)
    ]


def _stands_alone(noun: Token) -> bool:
    """Whether nothing but "the" belongs to a noun."""
    if not noun.i or noun.nbor(-1).lower_ != "the":
        return False
    following = noun.nbor() if noun.i + 1 < len(noun.doc) else None
    return following is None or (following.pos_ not in ("NOUN", "PROPN") and following.lower_ != "of")


def _repeatable_forms(mentions: Mentions, words: Sequence[str]) -> dict[str, dict[tuple[str, ...], str]]:
    """By their first word, the names that may be repeated, with their labels."""
    forms: dict[str, dict[tuple[str, ...], str]] = defaultdict(dict)
    for mention in mentions.found:
        start, end = mention.start_token, mention.end_token
        if mention.label not in _REPEATED or not _is_repeatable(mentions.doc[start]):
            continue
        if end - start <= MAX_REPEAT_TOKENS:
            forms[words[start]].setdefault(tuple(words[start:end]), mention.label)
        surname = mentions.doc[end - 1]
        if mention.label == "PERSON" and end - start > 1 and _is_repeatable(surname) and len(surname) > 2:
            forms[surname.text].setdefault((surname.text,), "PERSON")
            given = words[start]
            if gazetteer.is_given_name(given):
                forms[given].setdefault((given,), "PERSON")
    return forms


def find_acronyms(mentions: Mentions) -> list[tuple[str, TokenName]]:
    """Long names with the acronym in brackets right after them: "Long Name (LN)".

    The acronym's letters must begin words of the name, in order (Schwartz and Hearst, "A simple algorithm
    for identifying abbreviation definitions in biomedical text", PSB 2003, with whole words only).
    """
    doc = mentions.doc
    pairs = []
    for mention in mentions.found:
        at = mention.end_token
        if at + 2 >= len(doc) or doc[at].text != "(" or doc[at + 2].text != ")":
            continue
        acronym = doc[at + 1].text.replace(".", "")
        if acronym.isupper() and acronym.isalpha() and len(acronym) > 1:
            initials = [word[0].upper() for word in mention.text.replace("-", " ").split()]
            rest = iter(initials)
            if acronym[0] == initials[0] and all(letter in rest for letter in acronym):
                pairs.append((mention.text, (at + 1, at + 2, mention.label)))
    return pairs


def _is_repeatable(token: Token) -> bool:
    return token.text[:1].isupper() and not token.is_stop


def _is_whole_name(doc: Doc, end: int) -> bool:
    """Whether the next word does not belong to the name."""
    if end == len(doc) or not doc[end - 1].whitespace_:
        return True
    return not (doc[end].is_title and doc[end].pos_ == "PROPN" and not doc[end].ent_type_)


def _is_name(token: Token, in_text: set[str]) -> bool:
    """Whether a single word is neither the end of another name nor a common word with a capital."""
    before = token.nbor(-1) if token.i else token
    if token.i and before.whitespace_ and before.is_title and before.pos_ == "PROPN" and not before.is_punct:
        return titles.is_title(before)
    # The tagger takes many a name for a noun; a real noun is in lower case somewhere.
    return token.pos_ in ("PROPN", "") or token.lower_ not in in_text
