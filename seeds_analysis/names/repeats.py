"""Find names that the model missed: repeats of names it found, acronyms that the text explains."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from seeds_analysis.lexicon import read_words
from seeds_analysis.names.labels import head_of
from seeds_analysis.names.mentions import Mentions, TokenName

MAX_REPEAT_TOKENS = 12
MAX_FORMS = 40  # names that begin with one word; more would cost time

_REPEATED = {"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "EVENT", "LAW"}


def find_repeats(mentions: Mentions) -> list[TokenName]:
    """Repeats of names: the same words in the same case."""
    words = [token.text for token in mentions.doc]
    forms = _repeatable_forms(mentions, words)
    found: list[TokenName] = []
    reached = 0
    for start, word in enumerate(words):
        if start < reached or word not in forms or mentions.is_taken(start, start + 1):
            continue
        for form in sorted(list(forms[word])[:MAX_FORMS], key=len, reverse=True):
            end = start + len(form)
            if tuple(words[start:end]) == form and not mentions.is_taken(start, end):
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
        if mention.label == "ORG" and len(words) > 1 and head_of(words) in heads:
            bodies[head_of(words)][" ".join(words)] = mention.text
    nouns = (noun for the, noun in pairwise(doc) if the.lower_ == "the")
    bare = (noun for noun in nouns if len(bodies.get(noun.lower_, ())) == 1)
    return [
        (next(iter(bodies[token.lower_].values())), (token.i, token.i + 1, "ORG"))
        for token in bare
        if not mentions.is_taken(token.i, token.i + 1)
    ]


def _repeatable_forms(mentions: Mentions, words: Sequence[str]) -> dict[str, dict[tuple[str, ...], str]]:
    """By their first word, the names that may be repeated, with their labels."""
    forms: dict[str, dict[tuple[str, ...], str]] = defaultdict(dict)
    for mention in mentions.found:
        start, end = mention.start_token, mention.end_token
        first = mentions.doc[start]
        is_short = end - start <= MAX_REPEAT_TOKENS
        if mention.label in _REPEATED and is_short and first.text[:1].isupper() and not first.is_stop:
            forms[first.text].setdefault(tuple(words[start:end]), mention.label)
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
