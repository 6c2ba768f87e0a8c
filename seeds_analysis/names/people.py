"""Complete the names of people that a model cut short, ran together with titles or mistook."""

from collections.abc import Callable, Iterator, Sequence

from spacy.tokens import Doc, Token

from seeds_analysis.lexicon import gazetteer, read_words, titles
from seeds_analysis.text import name_keys

TokenName = tuple[int, int, str]  # first token, token after the last, label

# A given name, a middle name and a particle may stand before a surname; more is a headline.
MAX_ADDED_TOKENS = 3
MAX_NICKNAME_TOKENS = 4
MAX_PERSON_TOKENS = 6

_OPENING = frozenset("\"'“‘«„")
_CLOSING = frozenset("\"'”’»“")
_HYPHENS = {"-", "‐", "‑"}
_DAYS = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
# What the model takes an unusual name of a person for.
_MISTAKEN = {"ORG", "GPE", "LOC", "FAC", "PRODUCT", "WORK_OF_ART", "NORP"}
_NO_PARTS = {"DATE", "TIME", "NORP", "CARDINAL", "ORDINAL", "MONEY", "QUANTITY", "PERCENT"}


def complete_people(
    doc: Doc, names: Sequence[TokenName], quotes: Sequence[int], is_taken: Callable[[int, int], bool]
) -> Iterator[TokenName]:
    """The names, in text order, those of people whole.

    A title before a name goes ("Linguist" Ana Ruiz), a given or family name that the model passed over
    comes to it ("Ilaria" Ruiz), and so does a nickname in marks inside it (Ana "Ace" Ruiz). `quotes` are the
    places of quotation marks; `is_taken` tells whether tokens are part of a date or number.
    """
    nicknamed = _nicknamed(doc, quotes, is_taken)
    reached, at = 0, 0
    for position, (start, end, label) in enumerate(names):
        while at < len(nicknamed) and nicknamed[at][0] < end:
            if nicknamed[at][0] >= reached:
                yield nicknamed[at]
                reached = nicknamed[at][1]
            at += 1
        if start < reached:
            continue
        following = names[position + 1] if position + 1 < len(names) else None
        if label == "PERSON":
            start = _behind_mark(doc, start, end)  # noqa: PLW2901
        start, end, label = _without_title(doc, start, end, label)  # noqa: PLW2901
        start, label = _with_given_name(doc, start, end, label, reached)  # noqa: PLW2901
        if label == "PERSON":
            end = _with_family_name(doc, start, end, following, is_taken)  # noqa: PLW2901
        reached = end
        yield start, end, label
    for name in nicknamed[at:]:
        if name[0] >= reached:
            yield name
            reached = name[1]


def _behind_mark(doc: Doc, start: int, end: int) -> int:
    """Where a name begins that a closing mark cuts: "Big Tom" Lee is Lee, by a nickname before it."""
    marks = [i for i in range(start, end - 1) if doc[i].is_quote]
    return marks[0] + 1 if len(marks) == 1 else start


def _without_title(doc: Doc, start: int, end: int, label: str) -> TokenName:
    """Without what somebody is, or the day they spoke, where a given and a family name follow it."""
    first = doc[start]
    if (
        label in _MISTAKEN
        and end - start > 2
        and titles.bare(first) in titles.honorifics()
        and titles.role_noun(doc[start + 1])
    ):
        return (start + 2, end, "PERSON") if _like_person(doc[end - 1]) else (start, end, label)
    if end - start < 2 or (label != "PERSON" and label not in _MISTAKEN):
        return start, end, label
    if end - start == 2 and (label not in ("ORG", "WORK_OF_ART") or not _like_job(first, doc[start + 1])):
        return start, end, label
    if label == "PERSON" and first.lower_ in _DAYS:
        return start + 1, end, label
    if titles.role_noun(first) is None or name_keys.respelled(first.text) in gazetteer.given_name_genders():
        return start, end, label
    rest = doc[start + 1 : end]
    if rest[0].text in _HYPHENS or rest[0].pos_ == "ADJ":
        return start, end, label
    if len(rest) > MAX_PERSON_TOKENS or not all(_in_name(token) for token in rest):
        return start, end, label
    if label != "PERSON" and not _like_person(rest[-1]):
        return start, end, label
    return start + 1, end, "PERSON"


def _like_job(first: Token, name: Token) -> bool:
    """Singer Oumou: a job at the head of a sentence before one word that is no common one."""
    noun = titles.role_noun(first)
    return noun is not None and noun[0] == "job" and bool(first.is_sent_start) and name.tag_ == "NNP"


def _with_given_name(doc: Doc, start: int, end: int, label: str, reached: int) -> tuple[int, str]:
    """Where a bare surname's given name begins, if the model overlooked it.

    What is no person to the model is one where a title stands before the two names: Nurse "Ana" Ruiz.
    """
    if start == reached or (label != "PERSON" and label not in _MISTAKEN) or not _given(doc[start - 1]):
        return start, label
    single = end - start == 1 or (end - start == 3 and doc[start + 1].text in _HYPHENS)
    if not single or not _like_person(doc[end - 1]):
        return start, label
    if name_keys.respelled(doc[start].text) in gazetteer.given_name_genders():  # "Crooked Hillary"
        return start, label
    first = start
    while first > reached and start - first < MAX_ADDED_TOKENS and _given(doc[first - 1]):
        first -= 1
    if _in_headline(doc, first, end) or not _may_begin(doc[first]):
        return start, label
    if label == "PERSON" or (first > 0 and _titled(doc[first - 1])):
        return first, "PERSON"
    return start, label


def _with_family_name(
    doc: Doc, start: int, end: int, following: TokenName | None, is_taken: Callable[[int, int], bool]
) -> int:
    """Where a given name's surname ends, if the model overlooked it or took it for another name."""
    given = doc[start].text
    hyphenated = end - start == 3 and doc[start + 1].text in _HYPHENS
    if not hyphenated and (
        end - start > 1 or name_keys.respelled(given) not in gazetteer.given_name_genders()
    ):
        return end
    last = doc[end - 1]
    if end >= len(doc) or not last.whitespace_ or last.head.i != end or is_taken(end, end + 1):
        return end
    if following is not None and following[0] == end and following[1] > end + 1:
        return end
    token = doc[end]
    return end + 1 if token.pos_ == "PROPN" and token.is_title and _like_person(token) else end


def _nicknamed(doc: Doc, quotes: Sequence[int], is_taken: Callable[[int, int], bool]) -> list[TokenName]:
    """Names with a nickname in marks inside: Ana "Ace" Ruiz, Tom 'The Hammer' Lee."""
    found: list[TokenName] = []
    reached = 0
    for i in quotes:
        token = doc[i]
        if i <= reached or token.text not in _OPENING or token.whitespace_ or i + 3 >= len(doc):
            continue
        close = i + 1
        while close < len(doc) and close - i <= MAX_NICKNAME_TOKENS and doc[close].text not in _CLOSING:
            close += 1
        inner = doc[i + 1 : close]
        if close - i > MAX_NICKNAME_TOKENS + 1 or close + 1 >= len(doc) or not len(inner):
            continue
        if doc[close].text not in _CLOSING or inner[-1].is_punct or not inner[-1].text[:1].isupper():
            continue
        start, end = i, close + 1
        while start > reached and i - start < MAX_ADDED_TOKENS and _given(doc[start - 1]):
            start -= 1
        while end < len(doc) and end - close <= MAX_ADDED_TOKENS and _family(doc[end]):
            end += 1
        if start == i or end == close + 1 or is_taken(start, end) or not doc[close].whitespace_:
            continue
        found.append((start, end, "PERSON"))
        reached = end
    return found


def _may_begin(token: Token) -> bool:
    """The first word of a sentence or headline has its capital from there."""
    if name_keys.respelled(token.text) in gazetteer.given_name_genders():
        return True
    if token.is_sent_start or token.i == 0:
        return False
    before = token.nbor(-1)
    return not (before.is_space or before.is_quote or before.text in {":", "—", "–", "(", "|", "/"})


def _in_headline(doc: Doc, first: int, end: int) -> bool:
    """Words on both sides begin with a capital too, so that it tells nothing."""
    before = doc[first - 1] if first else None
    after = doc[end] if end < len(doc) else None
    return (
        before is not None
        and after is not None
        and before.is_title
        and not _titled(before)
        and after.is_title
        and after.pos_ != "PROPN"
    ) or (before is not None and before.is_title and not _titled(before) and before.pos_ != "PROPN")


def _given(token: Token) -> bool:
    """A word that may be a given name before what follows it."""
    return (
        token.is_title
        and token.is_alpha
        and token.pos_ == "PROPN"
        and bool(token.whitespace_)
        and len(token) > 1
        and token.ent_type_ in ("", "PERSON")
        and not _titled(token)
        and not _heads_body(token)
        and token.lower_ not in _DAYS
    )


def _family(token: Token) -> bool:
    before = token.nbor(-1)
    joined = bool(before.whitespace_) or before.text in _HYPHENS
    if token.text in _HYPHENS:
        return not before.whitespace_ and not token.whitespace_
    return (
        joined
        and token.pos_ == "PROPN"
        and token.text[:1].isupper()
        and token.ent_type_ not in _NO_PARTS
        and not _titled(token)
    )


def _in_name(token: Token) -> bool:
    return (
        token.text[:1].isupper() or token.text in _HYPHENS or token.lower_ in ("de", "da", "van", "von", "al")
    )


def _titled(token: Token) -> bool:
    word = titles.bare(token)
    return (
        word in titles.honorifics()
        or word in titles.role_nouns()
        or word.removesuffix("s") in titles.role_nouns()
        or word == "."
    )


def _heads_body(token: Token) -> bool:
    word = token.lower_
    return word in read_words("name_heads") or word in read_words("body_nouns")


def _like_person(last: Token) -> bool:
    """The last word of a name is not one that bodies, works and places end with."""
    if last.is_upper or last.tag_ == "NNPS":
        return False
    return last.text[:1].isupper() and not _heads_body(last) and titles.role_noun(last) is None
