"""Names in and around a source's phrase: the name next to a description, and the whole name around a word."""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from seeds_analysis.doc import TokenRange
from seeds_analysis.lexicon import titles, word_set

# A longer run of capitalised words is a headline or a list.
MAX_NAME_TOKENS = 6
# Repeats of one word that are searched for a fuller name.
MAX_REPEATS = 40
# From a description to the name next to it.
MAX_DESCRIPTION_TOKENS = 16

_PARTICLES = word_set("speakers.name_particles")
_NAMING_VERBS = word_set("speakers.naming_verbs")
_BEFORE_NAMES = word_set("speakers.before_names")
_NAMED = {"PERSON", "ORG", "GPE"}
_HYPHENS = {"-", "‐", "‑"}


def apposed_name(root: Token) -> Token | None:
    """The last word of the name next to the head of a description.

    "The vicar, Hugh Bell"; "the union Ferrovia"; "a man named Bell"; "a nurse, who asked to be called Ida".
    """
    is_name = root.pos_ == "PROPN" and titles.bare(root) not in titles.role_nouns()
    if is_name or root.doc[root.i + 1 : root.i + 2].text == ":":  # MODERATOR: Senator Ruiz, two minutes.
        return None
    for child in root.rights:
        if child.i - root.i >= MAX_DESCRIPTION_TOKENS:
            break
        # Brackets hold a party or a place: (D-Newport News).
        if child.dep_ == "appos" and child.pos_ == "PROPN" and not _opens_brackets(child):
            return _last_word(child)
        if child.dep_ in ("relcl", "acl"):
            # "who asked to be called Ida"
            for verb in (child, *(c for c in child.rights if c.dep_ == "xcomp")):
                if (name := _name_given_by(verb)) is not None:
                    return name
    return None


def _opens_brackets(name: Token) -> bool:
    start, _ = name_around(name)
    return start > 0 and name.doc[start - 1].text == "("


def _name_given_by(verb: Token) -> Token | None:
    """A man named X; a nurse who signed herself X; a guest who identified himself only as X."""
    doc, i = verb.doc, verb.i + 1
    if verb.lemma_ not in _NAMING_VERBS:
        return None
    is_passive = any(c.dep_ == "auxpass" for c in verb.lefts)
    names_subject = is_passive or (verb.tag_ == "VBN" and verb.dep_ == "acl")
    while i < len(doc) - 1 and i < verb.i + MAX_NAME_TOKENS and doc[i].lower_ in _BEFORE_NAMES:
        names_subject = names_subject or doc[i].lower_.endswith(("self", "selves", "name"))
        i += 1
    is_name = i < len(doc) and doc[i].is_title and doc[i].is_alpha and doc[i].pos_ == "PROPN"
    return _last_word(doc[i]) if names_subject and is_name else None


def name_around(token: Token) -> TokenRange:
    """The run of capitalised words around a proper noun, without titles before it."""
    doc, start, end = token.doc, token.i, token.i + 1
    while start > 0 and token.i - start < MAX_NAME_TOKENS and _joined(doc[start - 1], doc[start]):
        start -= 1
    while end < len(doc) and end - token.i < MAX_NAME_TOKENS and _joined(doc[end - 1], doc[end]):
        end += 1
    while start < token.i and _is_no_end(doc[start]):
        start += 1
    while end > token.i + 1 and _is_no_end(doc[end - 1]):
        end -= 1
    while start < end - 1 and titles.is_title(doc[start]):
        start += 1
    return start, end


def longest_name(doc: Doc, repeats: Sequence[int]) -> TokenRange:
    """The longest name around one of the tokens: "Marcus Adeyemi" for "Adeyemi"; empty if there is none."""
    names = [name_around(doc[i]) for i in repeats[:MAX_REPEATS]]
    return max((name for name in names if _length(name) < MAX_NAME_TOKENS), key=_length, default=(0, 0))


def fuller_name(token: Token, longest: TokenRange) -> TokenRange:
    """The name around a token, or the longest one with the same word if that is longer."""
    return max(name_around(token), longest, key=_length)


def _length(name: TokenRange) -> int:
    return name[1] - name[0]


def _last_word(token: Token) -> Token:
    return token.doc[name_around(token)[1] - 1]


def _joined(left: Token, right: Token) -> bool:
    """Whether two neighbouring tokens can belong to one name."""
    if left.is_space or right.is_space:
        return False
    if right.text in _HYPHENS or left.text in _HYPHENS:
        return not left.whitespace_ and (left.text[0].isalnum() or right.text[0].isalnum())
    return _in_name(left) and _in_name(right) and bool(left.whitespace_)


def _in_name(token: Token) -> bool:
    text = token.text
    if text.lower() in _PARTICLES:
        return True
    if not text[:1].isupper() or token.is_punct:
        return text in _HYPHENS and not token.whitespace_
    # The tagger misreads unusual given names; a capital inside a sentence shows that they are names.
    if token.pos_ in ("NOUN", "X", "ADJ", "VERB") and not token.is_sent_start:
        return token.ent_type_ in _NAMED or not token.ent_type_
    return token.pos_ == "PROPN" or token.ent_type_ in _NAMED


def _is_no_end(token: Token) -> bool:
    """No name begins or ends with a particle or a mark."""
    return token.lower_ in _PARTICLES or not token.text[0].isalnum()
