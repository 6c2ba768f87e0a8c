"""Words in quotation marks that quote nobody: titles, nicknames, terms, scare quotes."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Token

from seeds_analysis.components.mark_surroundings import Surroundings, look_around, words_before
from seeds_analysis.components.pieces import Piece
from seeds_analysis.lexicon import read_words

# A longer phrase in marks without a cue is more likely words somebody said.
MAX_SCARE_WORDS = 3
# Longer words in capitals behind a possessive are a headline quoted, not a programme's name.
MAX_TITLE_WORDS = 5
# A word or two spoken of as such; what is longer was said by somebody.
MAX_TERM_WORDS = 3
# Between "call" and the name, or "known" and "as", stands who is called so, and by whom.
MAX_OBJECT_TOKENS = 6
# Behind "Title," the work is described at once: "the breakfast show that ...".
MAX_APPOSITION = 6
# A sentence about words is looked at as a whole if it is no longer than this.
MAX_SENTENCE = 60

# fmt: off
_MAKERS = {"star", "actor", "actress", "host", "author", "director", "creator", "singer", "anchor", "co-host",
           "showrunner", "writer", "producer"}
_PARTS = {"run", "production", "version", "adaptation", "role", "performance", "episode", "copy", "screening",
          "rendition", "staging", "premiere", "lyric", "cast", "character", "revival", "script", "season",
          "part", "line", "verse", "remake", "translation", "reading", "recording"}
_STAGING = {"star", "sing", "direct", "stage", "perform", "film", "compose", "screen", "air", "premiere",
            "co-star", "act", "play", "write", "record", "release", "publish"}
_TERM_NOUNS = {"word", "term", "phrase", "expression", "slogan", "hashtag", "label", "nickname", "so-called",
               "adjective", "verb", "noun", "pronoun", "prefix", "suffix", "acronym", "abbreviation",
               "meaning", "definition", "spelling", "synonym", "euphemism", "password", "moniker"}
_SPELLING = {"spell", "pronounce", "mispronounce", "misspell", "transliterate"}
_MEANING = {"mean", "translate", "denote", "rhyme", "signify", "connote"}
_LANGUAGE = {"word", "term", "phrase", "expression", "slang", "spelling", "acronym", "abbreviation",
             "language", "english", "french", "spanish", "german", "latin", "greek", "arabic", "equivalent",
             "dictionary", "noun", "verb", "adjective", "prefix", "euphemism", "letter", "meaning"}
_VOICED = {"use", "say", "mention", "repeat", "tweet", "write", "chant", "hear", "shout", "utter", "coin",
           "invoke", "drop", "employ", "prefer", "choose", "avoid", "throw", "read"}
# fmt: on
_CALLING = {"call", "dub", "nickname", "name", "christen"}
_TITLING = {"titled", "entitled", "retitled", "headlined"}
_NAMING = {
    "called",
    "named",
    "dubbed",
    "nicknamed",
    "termed",
    "labeled",
    "labelled",
    "christened",
    "codenamed",
}
_KNOWN = {"known", "knew", "know", "knows", "advertised", "remembered", "identified"}
_GENERIC = {"they", "people", "many", "some", "everybody", "everyone", "who"}
_SELVES = {"himself", "herself", "itself", "themselves", "myself"}
_FORMS = {"form", "questionnaire", "dictionary", "passport", "certificate", "alphabet"}
_DETERMINERS = {"DET", "PRON", "ADJ", "PART", "NUM"}
_DESCRIBING = {"a", "an", "the", "her", "his", "its", "their"}


class Verdict(NamedTuple):
    """What marks may be there for ("title", "nickname", "term", "scare"; None: words said), and how surely.

    What is `certain` needs no weighing against cues nearby. `verb` is the token that gives the name (known
    as, calls herself, sang): it reports nothing.
    """

    kind: str | None
    certain: bool = False
    verb: int | None = None


def phrase_kinds(doc: Doc, pieces: Sequence[Piece], cues: Sequence[int]) -> list[Verdict]:
    """The verdict on each piece; `cues` are the tokens that attribute, in order.

    The same words are the same thing wherever the article has them, and so are words put side by side.
    """
    around = [look_around(doc, piece) for piece in pieces]
    found = [_verdict(phrase, cues) for phrase in around]
    known = {
        _bare(piece): v.kind
        for piece, v in zip(pieces, found, strict=True)
        if v.certain and v.kind != "scare"
    }
    for number, phrase in enumerate(around):
        kind = known.get(_bare(phrase.piece))
        if (
            kind
            and not found[number].certain
            and not (phrase.piece.whole and len(phrase.words) > MAX_TITLE_WORDS)
        ):
            found[number] = Verdict(kind, True)
    _spread(around, found)
    return found


def _bare(piece: Piece) -> str:
    return piece.text.strip(" ,.;:").casefold()


def _spread(around: Sequence[Surroundings], found: list[Verdict]) -> None:
    """“Pin” and “pen”: what is said of one holds for the other."""
    for one, other in zip(range(len(around)), range(1, len(around)), strict=False):
        joint = _joint(around[one], around[other])
        if joint is None:
            continue
        if joint == "from" and not (found[one].certain or found[other].certain):
            found[one] = found[other] = Verdict("term", True)
        elif found[one].certain and found[one].kind != "scare":
            found[other] = Verdict(found[one].kind, True)
        elif found[other].certain and found[other].kind != "scare":
            found[one] = Verdict(found[other].kind, True)


def _joint(first: Surroundings, second: Surroundings) -> str | None:
    """The one word between two short pieces: and, or; tell "pin" from "pen"."""
    short = len(first.words) <= MAX_TERM_WORDS and len(second.words) <= MAX_TERM_WORDS
    if not short or second.before is None or first.after is None or first.after.i != second.before.i:
        return None
    joint = first.after.lower_
    if joint == "from" and len(first.words) == len(second.words) == 1:
        return joint
    return joint if joint in ("and", "or") else None


def _verdict(phrase: Surroundings, cues: Sequence[int]) -> Verdict:
    if not phrase.words:
        return Verdict(None)
    for rule in (_nickname, _title, _term):
        verdict = rule(phrase)
        if verdict is not None:
            return verdict
    if phrase.piece.whole or len(phrase.words) > MAX_SCARE_WORDS:
        return Verdict(None)
    return Verdict("scare", _describes(phrase) and not _attributes(phrase, cues))


def _nickname(phrase: Surroundings) -> Verdict | None:
    """First "Nickname" Last; known as, calls herself, whom they call "the Ghost"."""
    before, after = phrase.beside, phrase.behind
    if before is None or not phrase.named:
        return None
    if after is not None and _between_names(phrase, before, after):
        return Verdict("nickname", True)
    nearby = list(words_before(before, MAX_OBJECT_TOKENS, including=True))
    if before.lower_ == "as":
        known = next((token.i for token in nearby if token.lower_ in _KNOWN), None)
        if known is not None:
            return Verdict("nickname", True, known)
    if before.lower_ in ("aka", "alias", "a.k.a.", "nicknamed"):
        return Verdict("nickname", True, before.i)
    if before.lower_ in ("by", "name"):
        goes = next((token.i for token in nearby[1:4] if token.lemma_ == "go"), None)
        if goes is not None:
            return Verdict("nickname", True, goes)
    verb = next((token for token in nearby if token.pos_ == "VERB" and token.lemma_ in _CALLING), None)
    return None if verb is None else _called(phrase, verb)


def _between_names(phrase: Surroundings, before: Token, after: Token) -> bool:
    if len(phrase.words) > MAX_SCARE_WORDS or not phrase.piece.text[-1:].isalnum():
        return False
    names = before.pos_ == after.pos_ == "PROPN"
    return names and before.text[0].isupper() and bool(after.is_title)


def _called(phrase: Surroundings, verb: Token) -> Verdict | None:
    """They call him "Old Iron": sure where people at large do so, or somebody calls himself so."""
    if verb.tag_ == "VBN" and verb.dep_ == "acl" and verb.lemma_ in ("call", "name"):
        return None  # a website called "..."
    if len(phrase.words) > MAX_SCARE_WORDS:
        return None
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if any(token.lower_ in _SELVES for token in verb.children):
        return Verdict("nickname", True, verb.i)
    if subject is None and verb.i:
        subject = verb.nbor(-1)
    generic = subject is not None and (
        subject.lower_ in _GENERIC or (subject.tag_ == "NNS" and not subject.ent_type_)
    )
    return Verdict("nickname", generic and verb.tag_ in ("VBP", "VB"), verb.i)


def _title(phrase: Surroundings) -> Verdict | None:
    """A word for a work stands beside the marks, or the model read the words as a work's title."""
    before, words, piece = phrase.beside, phrase.words, phrase.piece
    if before is not None and before.lower_ in _TITLING:
        return Verdict("title", phrase.capitalised, before.i)
    if before is not None and before.tag_ == "VBN" and before.dep_ == "acl" and before.lower_ in _NAMING:
        return Verdict("title" if phrase.capitalised else "term", False, before.i)
    if not phrase.capitalised or (piece.text.endswith((",", "?", "!")) and piece.whole and len(words) > 6):
        return None
    if _work_beside(phrase):
        return Verdict("title", True)
    if before is not None and before.i:
        last = before.nbor(-1)
        if before.tag_ == "POS" and last.ent_type_ in ("ORG", "PRODUCT", "PERSON"):
            return (
                Verdict("title") if len(words) <= MAX_TITLE_WORDS else None
            )  # Radio Leiva's "The Long Night"
        if before.lower_ in ("of", "in", "on", "from", "for") and last.lemma_.lower() in _PARTS | _MAKERS:
            return Verdict("title", True)
        if _is_work(last):
            return Verdict("title", before.lower_ in ("of", "in"))
        verb = last if before.lower_ in ("in", "on") and last.lemma_ not in ("write", "publish") else before
        if verb.pos_ == "VERB" and verb.lemma_ in _STAGING and not piece.whole:
            return Verdict("title", True, verb.i)
    start, end = piece.tokens
    read = sum(phrase.doc[i].ent_type_ == "WORK_OF_ART" for i in range(start, end))
    if read * 2 > end - start and len(words) > 1 and not (before is not None and before.pos_ == "VERB"):
        return Verdict("title")
    return None


def _work_beside(phrase: Surroundings) -> bool:
    """The novel "..."; her next book, "..."; "...", the breakfast show; the "..." star."""
    before, after = phrase.before, phrase.after
    if before is not None and _is_work(before):
        return True
    if after is None:
        return False
    if not phrase.comma_behind:
        return _is_work(after) or after.lemma_.lower() in _MAKERS
    described = phrase.doc[after.i + 1 : min(after.i + MAX_APPOSITION, after.sent.end)]
    return after.lower_ in _DESCRIBING and any(_is_work(token) for token in described)


def _is_work(token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN") and token.lemma_.lower() in read_words("work_nouns")


def _term(phrase: Surroundings) -> Verdict | None:
    """The word "...", spelled "...", "..." means."""
    before, after = phrase.beside, phrase.behind
    short = len(phrase.words) <= MAX_TERM_WORDS
    if before is not None and not phrase.piece.whole:
        nouns = [before]
        if before.lower_ in ("of", "for", "is", "as", "between") and before.i:
            nouns.append(before.nbor(-1))
        noun = next((token for token in nouns if token.lemma_.lower() in _TERM_NOUNS), None)
        if noun is not None:
            return Verdict("term", short and not _is_voiced(noun))
        if short and _is_form(before):
            return Verdict("term", True)
        if before.lower_ in ("as", "called", "-called", "so-called") or before.lower_ in _NAMING:
            return Verdict("term", short and _is_spelled(before))
    if before is not None and short and _is_spelled(before):
        return Verdict("term", True)
    if after is not None and short and after.lemma_.lower() in _MEANING:
        return Verdict("term", True)
    if (
        short
        and not phrase.piece.text.endswith(("!", "?", ","))
        and (before is None or before.pos_ != "VERB")
    ):
        sentence = phrase.doc[phrase.piece.tokens[0]].sent
        if len(sentence) <= MAX_SENTENCE and any(token.lower_ in _LANGUAGE for token in sentence):
            return Verdict("term")
    return None


def _is_voiced(noun: Token) -> bool:
    """Somebody uses the word: then the words are said."""
    return any(token.lemma_.lower() in _VOICED for token in (noun.head, noun.head.head))


def _is_spelled(before: Token) -> bool:
    """Spelled "...", pronounced as "...", replaced it with "...", writes its name as "..."."""
    nearby = list(words_before(before, MAX_OBJECT_TOKENS, including=True))
    if any(token.lemma_.lower() in _SPELLING for token in nearby[:3]):
        return True
    return before.lower_ == "with" and any(token.lemma_ in ("replace", "substitute") for token in nearby)


def _is_form(before: Token) -> bool:
    """The form asks for "surname"."""
    return any(token.lemma_ in _FORMS and token.dep_ == "nsubj" for token in words_before(before, 3))


def _describes(phrase: Surroundings) -> bool:
    """Marks around an adjective: the "luxury" flats."""
    before, after = phrase.beside, phrase.behind
    if before is None or after is None or len(phrase.words) >= MAX_SCARE_WORDS:
        return False
    return before.pos_ in _DETERMINERS and after.pos_ in ("NOUN", "PROPN") and phrase.words[0].islower()


def _attributes(phrase: Surroundings, cues: Sequence[int]) -> bool:
    """A cue stands in the same sentence."""
    sentence = phrase.doc[phrase.piece.tokens[0]].sent
    return bisect_left(cues, sentence.start) < bisect_left(cues, sentence.end)
