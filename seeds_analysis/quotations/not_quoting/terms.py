"""Words in quotation marks that are mentioned as words."""

from spacy.tokens import Token

from seeds_analysis.lexicon import word_set
from seeds_analysis.quotations.not_quoting.surroundings import DETERMINERS, Surroundings, Verdict

# Terms are short; longer words in marks were said by somebody.
MAX_TERM_WORDS = 3
# Longer sentences are not searched for words about language.
MAX_SENTENCE = 60
# Up to this many words separate "replace" from "with", or "write" from "as".
MAX_OBJECT_TOKENS = 10


def term_verdict(phrase: Surroundings) -> Verdict | None:
    """The word "...", spelled "...", "..." means."""
    before, after = phrase.word_before, phrase.word_after
    short = len(phrase.words) <= MAX_TERM_WORDS
    if before is not None and not phrase.piece.whole:
        if _names_words(before):
            return Verdict("term", short)
        if short and _is_form(phrase):
            return Verdict("term", True)
        if before.lower_ in ("as", "called", "-called", "so-called") or before.lower_ in word_set(
            "phrases.named"
        ):
            held = before.lower_ == "as" and phrase.words[0].islower()  # held as "guests"
            return Verdict("term", short and _is_spelled(phrase), "scare" if held else None)
    if before is not None and short and _is_spelled(phrase):
        return Verdict("term", True)
    if after is not None and short and after.lemma_.lower() in word_set("phrases.meaning"):
        return Verdict("term", True)
    if before is not None and (before.pos_ in DETERMINERS or before.pos_ == "VERB"):
        return None
    if short and not phrase.piece.text.endswith(("!", "?", ",")):
        start, end = phrase.sentence
        words = phrase.doc[start:end] if end - start <= MAX_SENTENCE else ()
        if any(token.lower_ in word_set("phrases.language") for token in words):
            return Verdict("term")
    return None


def _names_words(before: Token) -> bool:
    """The word "..."; the meaning of "..."; the Latin "..."."""
    if before.pos_ in ("PROPN", "NOUN", "ADJ") and before.lower_ in word_set("phrases.tongue"):
        return True
    nouns = [before]
    if before.lower_ in ("of", "for", "is", "as", "between") and before.i:
        nouns.append(before.nbor(-1))
    return any(n.pos_ != "VERB" and n.lemma_.lower() in word_set("phrases.term") for n in nouns)


def _is_spelled(phrase: Surroundings) -> bool:
    """Spelled "...", pronounced as "...", replaced it with "..."."""
    nearby = phrase.nearby(MAX_OBJECT_TOKENS)
    word = nearby[0].lower_ if nearby else ""
    if any(token.lemma_.lower() in word_set("phrases.spelling") for token in nearby[:3]):
        return True
    lemmas = {token.lemma_ for token in nearby}
    if word == "as":
        return "write" in lemmas and not lemmas.isdisjoint(("name", "word"))
    return word == "with" and not lemmas.isdisjoint(("replace", "substitute"))


def _is_form(phrase: Surroundings) -> bool:
    """The form asks for "surname"."""
    return any(
        token.lemma_ in word_set("phrases.form") and token.dep_ == "nsubj" for token in phrase.nearby(3)
    )
