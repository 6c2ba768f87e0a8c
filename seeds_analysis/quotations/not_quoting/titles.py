"""Titles of works in quotation marks."""

from spacy.tokens import Token

from seeds_analysis.lexicon import read_words, word_set
from seeds_analysis.quotations.not_quoting.surroundings import Surroundings, Verdict

# Longer words in capitals after a possessive are a quoted headline, not a programme's name.
MAX_TITLE_WORDS = 5
# More words that end in a comma or exclamation mark are a statement, even in capitals.
MAX_CRY_WORDS = 6
# The description follows "Title," at once: "the breakfast show that ...".
MAX_APPOSITION = 6

# Up to this many words separate "played" from "in".
MAX_ROLE = 6


def title_verdict(phrase: Surroundings) -> Verdict | None:
    """A word for a work is next to the marks, or the model tagged the words as a title."""
    before, words, piece = phrase.word_before, phrase.words, phrase.piece
    if before is not None and before.lower_ in word_set("phrases.titled"):
        return Verdict("title", phrase.capitalised)
    if not phrase.capitalised or (
        piece.text.endswith((",", "?", "!")) and piece.whole and len(words) > MAX_CRY_WORDS
    ):
        return None
    if _work_beside(phrase):
        return Verdict("title", True)
    if before is not None and before.i:
        last = before.nbor(-1)
        if before.tag_ == "POS" and last.ent_type_ in ("ORG", "PRODUCT", "PERSON"):
            return (
                Verdict("title") if len(words) <= MAX_TITLE_WORDS else None
            )  # Radio Leiva's "The Long Night"
        if before.lower_ in ("of", "in", "on", "from", "for") and _is_about(last):
            return Verdict("title", True)
        if is_work(last):
            return Verdict("title", before.lower_ in ("of", "in"))
        if before.lower_ == "in" and any(
            t.lemma_ in word_set("quotations.roles") for t in phrase.nearby(MAX_ROLE)
        ):
            return Verdict("title", True)
        placed = before.lower_ in ("in", "on")
        verb = last if placed and last.lemma_ not in ("write", "publish") else before
        if verb.pos_ == "VERB" and verb.lemma_ in word_set("phrases.staging") and not piece.whole:
            return Verdict("title", placed or verb.lemma_ not in ("appear", "act", "star"))
    start, end = piece.tokens
    inside = [token for token in phrase.doc[start:end] if token.is_alpha]
    read = sum(token.ent_type_ == "WORK_OF_ART" for token in inside)
    if read * 2 > len(inside) and len(words) > 1 and not (before is not None and before.pos_ == "VERB"):
        return Verdict("title")
    return None


def is_work(token: Token) -> bool:
    """A noun for something that has a title."""
    return token.pos_ in ("NOUN", "PROPN") and token.lemma_.lower() in read_words("work_nouns")


def _is_about(noun: Token) -> bool:
    lemma = noun.lemma_.lower()
    return lemma in word_set("phrases.part") or lemma in word_set("phrases.maker")


def _work_beside(phrase: Surroundings) -> bool:
    """The novel "..."; her next book, "..."; "...", the breakfast show; the "..." star."""
    before, after = phrase.before, phrase.after
    if before is not None and is_work(before):
        return True
    if after is None:
        return False
    if not phrase.comma_after:
        return is_work(after) or after.lemma_.lower() in word_set("phrases.maker")
    return after.lower_ in word_set("quotations.describing") and any(
        is_work(token) for token in phrase.following(MAX_APPOSITION)
    )
