"""Find names by their capitals: runs of words that the model passed over or cut short."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

from seeds_analysis.doc import context
from seeds_analysis.lexicon import gazetteer, titles, word_set
from seeds_analysis.names.mentions import TokenName, is_number

UNKNOWN = ""  # the label of a name that the model did not see
MIN_LOWER_SHARE = 0.3  # of the long words of a line; a line with fewer is a headline

_HYPHENS = {"-", "‐", "‑"}
_COMPASS = word_set("names.compass")
_OPENERS = {".", "!", "?", ":", "—", "–", "(", "[", "|", "/", "-", "·", "•", "…", "‘", "’", "“", "”", "_"}


def complete_runs(doc: Doc, names: Iterable[TokenName]) -> list[TokenName]:
    """The names, each with the capitalised words next to it, and the runs of such words that hold none."""
    # The capitals of a headline mislead the model: a name there is a place or one of the story.
    title = max((end for _, end in context.furniture(doc, "headline")), default=0)
    in_story = {token.text for token in doc if token.idx >= title}
    found = [one for one in names if one[2] in ("GPE", "LOC") or doc[one[1] - 1].text in in_story]
    owner = {i: number for number, (start, end, _) in enumerate(found) for i in range(start, end)}
    missed: list[TokenName] = []
    gone: set[int] = set()
    for start, end in _runs(doc):
        numbers = sorted({owner[i] for i in range(start, end) if i in owner})
        if not numbers:
            missed.append((start, end, UNKNOWN))
            continue
        first, last = found[numbers[0]], found[numbers[-1]]
        if len(numbers) == 1:
            found[numbers[0]] = _completed(doc, first, start, end)
        # The model cut the name of a person in two.
        elif all(found[n][2] == "PERSON" for n in numbers):
            found[numbers[0]] = first[0], last[1], "PERSON"
            gone.update(numbers[1:])
    kept = [name for number, name in enumerate(found) if number not in gone]
    return sorted([*kept, *missed])


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


def _runs(doc: Doc) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words outside headlines, without titles and without the capital of a sentence."""
    in_headline = _headlines(doc)
    i = 0
    while i < len(doc):
        if in_headline[i] or not _is_name_word(doc[i]):
            i += 1
            continue
        end = i + 1
        while end < len(doc) and (step := _step(doc, end)):
            end += step
        is_name = doc[i].pos_ == "PROPN" or bool(doc[i].ent_type_)
        start = i + (begins_sentence(doc[i]) and not is_name)
        if start < end and doc[start].text[:1].isupper():
            yield start, end
        i = end


def _headlines(doc: Doc) -> bytearray:
    """1 for each token in a line where most words have a capital: capitals say nothing there."""
    marks = bytearray(len(doc))
    start = 0
    for end in [*(token.i for token in doc if "\n" in token.text), len(doc)]:
        words = [token for token in doc[start:end] if token.is_alpha and len(token) > 3]
        if sum(token.is_lower for token in words) < MIN_LOWER_SHARE * len(words):
            marks[start:end] = b"\1" * (end - start)
        start = end + 1
    return marks


def _step(doc: Doc, end: int) -> int:
    """How many tokens go on with the name that ends at `end`: a word, or a hyphen and a word."""
    if doc[end - 1].whitespace_:
        return int(_is_name_word(doc[end]))
    is_joined = doc[end].text in _HYPHENS and not doc[end].whitespace_
    return 2 * (is_joined and end + 1 < len(doc) and _is_name_word(doc[end + 1]))


def _is_name_word(token: Token) -> bool:
    return token.text[:1].isupper() and not (token.is_stop or is_number(token) or titles.is_title(token))


def begins_sentence(token: Token) -> bool:
    """Whether a word may have its capital only because it begins a sentence or headline."""
    if token.is_sent_start or token.i == 0:
        return True
    before = token.nbor(-1)
    return bool(before.is_space or before.is_quote) or before.text in _OPENERS
