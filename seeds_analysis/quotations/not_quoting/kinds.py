"""Decide why words are in quotation marks where the marks quote nobody."""

import itertools
from collections.abc import Sequence

from spacy.tokens import Token

from seeds_analysis.doc import Positions
from seeds_analysis.lexicon import word_set
from seeds_analysis.quotations.not_quoting.surroundings import Surroundings, Verdict, look_around
from seeds_analysis.quotations.not_quoting.terms import MAX_TERM_WORDS, term_verdict
from seeds_analysis.quotations.not_quoting.titles import MAX_TITLE_WORDS, is_work, title_verdict
from seeds_analysis.quotations.pieces import Piece

# Somebody more likely said a longer phrase in marks, even without a cue.
MAX_SCARE_WORDS = 3
# Up to this many words separate "call" from the name, or "known" from "as".
MAX_OBJECT_TOKENS = 6


def phrase_kinds(positions: Positions, pieces: Sequence[Piece]) -> list[Verdict]:
    """Return a verdict on each piece; the same words get the same one, and so do words side by side."""
    phrases = [look_around(positions, piece) for piece in pieces]
    verdicts = [_verdict(phrase) for phrase in phrases]
    known = {
        _bare(piece): verdict.kind
        for piece, verdict in zip(pieces, verdicts, strict=True)
        if verdict.certain and verdict.kind != "scare"
    }
    for number, phrase in enumerate(phrases):
        kind = known.get(_bare(phrase.piece))
        said = phrase.piece.whole and len(phrase.words) > MAX_TITLE_WORDS
        if kind and not verdicts[number].certain and not said:
            verdicts[number] = Verdict(kind, True)
    _spread(phrases, verdicts)
    _gather(phrases, verdicts)
    return verdicts


def _bare(piece: Piece) -> str:
    return piece.text.strip(" ,.;:").casefold()


def _spread(phrases: Sequence[Surroundings], found: list[Verdict]) -> None:
    """“Pin” and “pen”: give a phrase the certain verdict of the one next to it."""
    for one, other in itertools.pairwise(range(len(phrases))):
        joint = _joint(phrases[one], phrases[other])
        if joint is None:
            continue
        if joint == "from" and not (found[one].certain or found[other].certain):
            found[one] = found[other] = Verdict("term", True)
        elif found[one].certain and found[one].kind != "scare":
            found[other] = Verdict(found[one].kind, True)
        elif found[other].certain and found[other].kind != "scare":
            found[one] = Verdict(found[other].kind, True)


def _gather(phrases: Sequence[Surroundings], found: list[Verdict]) -> None:
    """Writes its name as "leyva" and says "lay-va": a sentence about one word is also about the next."""
    spoken_of = {
        phrase.sentence
        for phrase, verdict in zip(phrases, found, strict=True)
        if verdict.certain and verdict.kind == "term"
    }
    for number, phrase in enumerate(phrases):
        if found[number].certain or len(phrase.words) != 1 or not phrase.words[0].islower():
            continue
        if phrase.sentence in spoken_of:
            found[number] = Verdict("term", True)


def _joint(first: Surroundings, second: Surroundings) -> str | None:
    """Return the word between two short pieces: and, or; tell "pin" from "pen"; from "Leyva" to "Leiva"."""
    short = len(first.words) <= MAX_TERM_WORDS and len(second.words) <= MAX_TERM_WORDS
    if not short or second.before is None or first.after is None or first.after.i != second.before.i:
        return None
    joint: str = first.after.lower_
    if joint == "from" and len(first.words) == len(second.words) == 1:
        return joint
    if joint == "to":
        return joint if first.word_before is not None and first.word_before.lower_ == "from" else None
    return joint if joint in ("and", "or") else None


def _verdict(phrase: Surroundings) -> Verdict:
    if not phrase.words:
        return Verdict(None)
    for rule in (_nickname, title_verdict, term_verdict):
        verdict = rule(phrase)
        if verdict is not None:
            return verdict
    if phrase.piece.whole or len(phrase.words) > MAX_SCARE_WORDS:
        return Verdict(None)
    return Verdict("scare", listed=_otherwise(phrase))


def _otherwise(phrase: Surroundings) -> str | None:
    """Judge words that nobody says by their look alone; None leaves them scare quotes."""
    capitals = sum(word[:1].isupper() for word in phrase.words)
    is_called = phrase.word_before is not None and phrase.word_before.lemma_ == "be"
    if phrase.named and (is_called or not phrase.words[0][:1].isupper()):
        return "nickname"
    if phrase.capitalised and capitals > 1:
        return "title"
    first = phrase.doc[phrase.piece.tokens[0]]
    alone = len(phrase.words) == 1
    return "term" if alone and (phrase.capitalised or first.is_stop or first.pos_ == "INTJ") else None


def _nickname(phrase: Surroundings) -> Verdict | None:
    """First "Nickname" Last; known as, calls herself, people call him "the Ghost"."""
    before, after = phrase.word_before, phrase.word_after
    if not phrase.named:
        return None
    if after is not None and _before_name(phrase, before, after):
        return Verdict("nickname", True)
    if before is None:
        return None
    nearby = phrase.nearby(MAX_OBJECT_TOKENS)
    if (
        before.lower_ in ("aka", "a.k.a.", "nicknamed")
        or before.lemma_.lower() in word_set("phrases.name")
        or (before.lower_ == "as" and any(token.lower_ in word_set("phrases.known") for token in nearby))
        or (before.lower_ == "by" and any(token.lemma_ == "go" for token in nearby[1:3]))
    ):
        return Verdict("nickname", True)
    verb = next(
        (token for token in nearby if token.pos_ == "VERB" and token.lemma_ in word_set("phrases.calling")),
        None,
    )
    return None if verb is None else _called(phrase, verb)


def _before_name(phrase: Surroundings, before: Token | None, after: Token) -> bool:
    """First "Nickname" Last; "Nickname" Last."""
    if len(phrase.words) > MAX_SCARE_WORDS or not phrase.piece.text[-1:].isalnum():
        return False
    if before is None:
        return len(phrase.words) == 1 and after.ent_type_ == "PERSON" and phrase.words[0].istitle()
    proper = "PROPN" in (before.pos_, after.pos_) and before.pos_ != "DET"
    return proper and bool(before.is_title and after.is_title) and phrase.words[0][0].isupper()


def _called(phrase: Surroundings, verb: Token) -> Verdict | None:
    """They call him "Old Iron": certain if people in general do so, or somebody calls himself so."""
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and (is_work(verb.head) or not phrase.capitalised):
        return None  # a website called "..."
    if any(token.lower_ in word_set("phrases.self") for token in verb.children):
        return Verdict("nickname", True)
    if len(phrase.words) > MAX_SCARE_WORDS and verb.tag_ != "VBN":
        return None
    subjects = [child for child in verb.children if child.dep_ == "nsubj"]
    if verb.i:
        subjects.append(verb.nbor(-1))  # islanders call it: the parser may have missed the subject
    anybody = any(
        subject.lower_ in word_set("phrases.anybody") or (subject.tag_ == "NNS" and not subject.ent_type_)
        for subject in subjects
    )
    sure = verb.tag_ in ("VBP", "VB") or verb.lemma_ in ("nickname", "dub", "christen")
    return Verdict("nickname", anybody and sure)
