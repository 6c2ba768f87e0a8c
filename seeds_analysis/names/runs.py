"""Find names by their capitals: runs of words that the model passed over or cut short."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Doc, Token

from seeds_analysis.doc import context
from seeds_analysis.lexicon import gazetteer, titles, word_set
from seeds_analysis.names.mentions import TokenName, is_number

UNKNOWN = ""  # the label of a name that the model did not see
MAX_RUN_TOKENS = 6  # more is a headline
MAX_PERSON_TOKENS = 5
MIN_LOWER_SHARE = 0.3  # of the long words of a line; a line with fewer is a headline

_HYPHENS = {"-", "‐", "‑"}
_LINKS = word_set("names.links")
_LETTERS = word_set("names.letters")
_COMPASS = word_set("names.compass")
_OPENERS = {".", "!", "?", ":", "—", "–", "(", "[", "|", "/", "-", "·", "•", "…", "‘", "’", "“", "”", "_"}


def headlines(doc: Doc) -> bytearray:
    """1 for each token in a line where most words have a capital: capitals say nothing there."""
    marks = bytearray(len(doc))
    start = 0
    for end in [*(token.i for token in doc if "\n" in token.text), len(doc)]:
        words = [token for token in doc[start:end] if token.is_alpha and len(token) > 3]
        if sum(token.is_lower for token in words) < MIN_LOWER_SHARE * len(words):
            marks[start:end] = b"\1" * (end - start)
        start = end + 1
    return marks


def _named_in_story(doc: Doc, names: Iterable[TokenName]) -> list[TokenName]:
    """The names without those in the headline that the story does not name: its capitals mislead the model.

    What the story names is found in the headline as a repeat.
    """
    in_headline = headlines(doc)
    words = [token.text for token in doc]
    pairs = {pair for i, pair in enumerate(pairwise(words)) if not in_headline[i]}
    singles = {word for word, _ in pairs}
    title = context.furniture(doc, "headline")

    def is_known(start: int, end: int) -> bool:
        if (
            doc[start:end].text.casefold() in gazetteer.places()
            or words[end - 1].casefold() in gazetteer.places()
        ):
            return True
        if end - start < 3 and gazetteer.is_given_name(words[start]):
            return True
        return words[start] in singles and all(pair in pairs for pair in pairwise(words[start:end]))

    return [
        (start, end, label)
        for start, end, label in names
        if not in_headline[start]
        or not any(first <= doc[start].idx < last for first, last in title)
        or is_known(start, end)
    ]


def complete_runs(doc: Doc, names: Iterable[TokenName]) -> list[TokenName]:
    """The names, each with the capitalised words beside it, and the runs of such words that hold none."""
    found = _named_in_story(doc, names)
    owner = {i: number for number, (start, end, _) in enumerate(found) for i in range(start, end)}
    in_lower = {token.text for token in doc if token.is_lower}
    missed: list[TokenName] = []
    gone: set[int] = set()
    for start, end in _runs(doc, in_lower):
        owners = {owner[i] for i in range(start, end) if i in owner}
        if end - start > MAX_RUN_TOKENS:
            continue
        if not owners:
            missed.append((start, end, UNKNOWN))
        elif len(owners) == 1:
            (number,) = owners
            found[number] = _completed(doc, found[number], start, end)
        elif _is_one_person([found[number] for number in sorted(owners)]):
            numbers = sorted(owners)
            found[numbers[0]] = found[numbers[0]][0], found[numbers[-1]][1], "PERSON"
            gone.update(numbers[1:])
    kept = [name for number, name in enumerate(found) if number not in gone]
    return sorted([*kept, *missed])


def _is_one_person(parts: Sequence[TokenName]) -> bool:
    """Whether the model cut the name of a person into these parts."""
    start, end = parts[0][0], parts[-1][1]
    return end - start <= MAX_PERSON_TOKENS and all(label == "PERSON" for _, _, label in parts)


def _completed(doc: Doc, name: TokenName, start: int, end: int) -> TokenName:
    """A name with the words of its run before it; a person's also with a surname after it."""
    first, last, label = name
    if label in ("ORG", "WORK_OF_ART") and first and doc[first - 1].text == "The":
        first -= not begins_sentence(doc[first - 1])
        start = min(start, first)
    if doc[start].pos_ == "ADJ":  # the Italian Senate
        start = first
    if label == "PERSON":
        is_full = " " in doc[first:last].text
        start = first if is_full else start
        end = last if is_full and end > last + 1 else end
        return min(first, start), max(last, end), label
    if start < first and doc[first:last].text.casefold() in gazetteer.places():
        label = label if doc[start].lower_ in _COMPASS else "ORG"  # Cricket Australia
    return min(first, start), last, label


def _runs(doc: Doc, in_lower: set[str]) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words outside headlines, without titles and without the capital of a sentence."""
    in_headline = headlines(doc)
    i = 0
    while i < len(doc):
        if in_headline[i] or not _is_name_word(doc[i]):
            i += 1
            continue
        end = i + 1
        while end < len(doc) and (step := _step(doc, end)):
            end += step
        start = i
        if begins_sentence(doc[i]) and (doc[i].pos_ != "PROPN" or doc[i].lower_ in in_lower):
            start += 1
        if end - start == 1 and doc[start].lower_ in in_lower:
            start = end
        if start < end and doc[start].text[:1].isupper():
            yield start, end
        i = end


def _step(doc: Doc, end: int) -> int:
    """How many tokens go on with the name that ends at `end`."""
    token = doc[end]
    follows = bool(doc[end - 1].whitespace_)
    if follows and _is_name_word(token):
        return 1
    if end + 1 < len(doc) and _is_name_word(doc[end + 1]) and bool(token.whitespace_) == follows:
        return 2 * (token.text in (_HYPHENS if not follows else _LINKS))
    return 0


def _is_name_word(token: Token) -> bool:
    if not token.text[:1].isupper() or token.is_stop or is_number(token) or token.ent_type_ == "NORP":
        return False
    if _is_prefix(token) or token.lower_ in _LETTERS:
        return False
    return gazetteer.is_given_name(token.text) or not titles.is_title(token)


def _is_prefix(token: Token) -> bool:
    """The T of "T-shirt", the D of "D-Ohio"."""
    following = token.nbor() if token.i + 1 < len(token.doc) else token
    return len(token) == 1 and following.text in _HYPHENS and not token.whitespace_


def begins_sentence(token: Token) -> bool:
    """Whether a word may have its capital only because it begins a sentence or headline."""
    if titles.follows_rank(token):
        return False
    if token.is_sent_start or token.i == 0:
        return True
    before = token.nbor(-1)
    return bool(before.is_space or before.is_quote) or before.text in _OPENERS
