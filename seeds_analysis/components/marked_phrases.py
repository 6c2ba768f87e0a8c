"""Words in quotation marks that quote nobody: titles, nicknames, terms, scare quotes."""

from spacy.tokens import Doc

from seeds_analysis.components.pieces import Piece
from seeds_analysis.lexicon import read_words

# A longer phrase in marks without a cue is more likely words somebody said.
MAX_SCARE_WORDS = 3

# Longer words in capitals behind a possessive are a headline quoted, not a programme's name.
MAX_TITLE_WORDS = 5

# Between "call" and the name stands who is called so.
MAX_OBJECT_TOKENS = 6

_MAKERS = {"star", "actor", "actress", "host", "author", "director", "creator", "singer", "anchor", "co-host"}
_CALLING = {"call", "dub", "nickname", "name"}
_NAMING = {"called", "named", "titled", "entitled", "dubbed", "nicknamed", "termed", "labeled", "labelled"}
_TERM_NOUNS = {"word", "term", "phrase", "expression", "slogan", "hashtag", "label", "nickname", "so-called"}
# fmt: off
_SMALL = {"a", "an", "and", "as", "at", "but", "by", "de", "del", "for", "from", "in", "is", "la", "my", "of",
          "on", "or", "our", "the", "to", "with", "your"}
# fmt: on


def phrase_kind(doc: Doc, piece: Piece) -> str | None:
    """The kind of a marked phrase ("title", "nickname", "term", "scare"), or None if the words may be said.

    "title" and "nickname" are certain enough to overrule a cue nearby; "term" and "scare" are for words that
    no cue claims.
    """
    text = piece.text.strip()
    words = text.split()
    if _between_names(doc, piece, words):
        return "nickname"
    if _capitalised(words) and _names_a_work(doc, piece, text, words):
        return "title"
    if _capitalised(words) and _is_called(doc, piece, words):
        return "nickname"
    if _is_named(doc, piece):
        return "title" if _capitalised(words) else "term"
    if piece.whole or not words:
        return None
    if _is_term(doc, piece):
        return "term"
    return "scare" if len(words) <= MAX_SCARE_WORDS else None


def _between_names(doc: Doc, piece: Piece, words: list[str]) -> bool:
    """First "Nickname" Last."""
    before, after = _neighbours(doc, piece)
    if before is None or after is None or len(words) > 3 or not words[0][:1].isupper():
        return False
    return bool(
        doc[before].pos_ == "PROPN"
        and doc[after].pos_ == "PROPN"
        and doc[before].is_title
        and doc[after].is_title
        and piece.stretch.open_start - doc[before].idx - len(doc[before]) <= 1
        and words[-1][-1:].isalnum()
        and doc[before].ent_type_ in ("PERSON", "")
        and doc[after].ent_type_ in ("PERSON", "")
    )


def _capitalised(words: list[str]) -> bool:
    """Title case: every word that is not small starts with a capital or digit."""
    heavy = [word for word in words if word.lower() not in _SMALL]
    return bool(heavy) and all(not word[:1].islower() for word in heavy) and words[0][:1].isupper()


def _names_a_work(doc: Doc, piece: Piece, text: str, words: list[str]) -> bool:
    """A word for a work stands right beside the marks, or the model read the words as a work's title."""
    if text.endswith((",", "?", "!")) and piece.whole and len(words) > 6:
        return False
    before, after = _neighbours(doc, piece)
    near = [doc[i] for i in (before, after) if i is not None]
    if before is not None and before > 0:
        near.append(doc[before - 1])
        if doc[before].tag_ == "POS" and doc[before - 1].ent_type_ in ("ORG", "PRODUCT", "PERSON"):
            return len(words) <= MAX_TITLE_WORDS  # Radio Leiva's "The Long Night"
    if after is not None and doc[after].lemma_.lower() in _MAKERS:
        return True
    if any(
        token.lemma_.lower() in read_words("work_nouns") for token in near if token.pos_ in ("NOUN", "PROPN")
    ):
        return True
    start, end = piece.tokens
    works = sum(doc[i].ent_type_ == "WORK_OF_ART" for i in range(start, end))
    return (
        works * 2 > end - start and len(words) > 1 and not (before is not None and doc[before].pos_ == "VERB")
    )


def _is_called(doc: Doc, piece: Piece, words: list[str]) -> bool:
    """They call him "Old Iron": a name in capitals for somebody."""
    start, _ = piece.tokens
    nearby = doc[max(doc[start].sent.start, start - MAX_OBJECT_TOKENS) : start]
    return len(words) <= MAX_SCARE_WORDS and any(t.pos_ == "VERB" and t.lemma_ in _CALLING for t in nearby)


def _is_named(doc: Doc, piece: Piece) -> bool:
    """A website called "...", the plan, dubbed "...": a participle hands out the name."""
    before, _ = _neighbours(doc, piece)
    return (
        before is not None
        and doc[before].tag_ == "VBN"
        and doc[before].dep_ == "acl"
        and (doc[before].lower_ in _NAMING)
    )


def _is_term(doc: Doc, piece: Piece) -> bool:
    before, _ = _neighbours(doc, piece)
    if before is None:
        return False
    token = doc[before]
    if token.lower_ in _NAMING or token.lemma_.lower() in _TERM_NOUNS:
        return True
    return token.lower_ in ("as", "called", "-called") or (
        token.lower_ == "called" and before > 1 and doc[before - 2].lower_ == "so"
    )


def _neighbours(doc: Doc, piece: Piece) -> tuple[int | None, int | None]:
    """The words right before and after the marks, if no other punctuation stands between."""
    before: int | None = piece.tokens[0] - 1
    while before is not None and before >= 0 and doc[before].idx >= piece.stretch.open_start:
        before -= 1
    if before is not None and (before < 0 or doc[before].is_punct or doc[before].is_space):
        before = None
    after: int | None = piece.tokens[1]
    while after is not None and after < len(doc) and doc[after].idx < piece.stretch.close_end:
        after += 1
    if after is not None and (after >= len(doc) or doc[after].is_punct or doc[after].is_space):
        after = None
    return before, after
