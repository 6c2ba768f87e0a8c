"""Where an article mentions its people and bodies, and who its sources are: gold for links to referents."""

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator

from seeds_analysis.network.encoding import Encoded
from seeds_analysis.text import Offsets
from training.marked import MarkedArticle, main_span

# Kinds of speakers that have a name.
NAMED = frozenset({"person", "organisation"})
# Kinds of speakers whose names the gold does not give, or gives together.
_OPEN = frozenset({"unclear", "several"})
_OPENING_MARKS = "“\"‘'«„"
_PRONOUNS = frozenset({"he", "she", "it", "they", "i", "we", "who", "his", "her", "their", "its"})

# Sets of articles for the ranking of speakers alone.
RESERVED = frozenset({f"k{number}" for number in range(8)})

# A word of the article that is asked about, and the words that name the same one; none if nobody is named.
Asked = tuple[int, list[int]]


def is_reserved(name: str) -> bool:
    """Whether the network learns nothing from an article ("k3_08_withdrawn"), and the ranking does."""
    return name.partition("_")[0] in RESERVED


def is_withheld(name: str) -> bool:
    """Whether the network does not learn who the sources of this article are; if not reserved, one in five.

    From these articles the ranking of speakers learns how far it may trust the network.
    """
    return is_reserved(name) or zlib.crc32(name.encode()) % 5 == 0


def find_mentions(article: MarkedArticle) -> dict[str, list[Offsets]]:
    """The places of all forms in the line `names` of the head, by the name; not of forms that two share."""
    owners = defaultdict[str, set[str]](set)
    for name, forms in _names(article).items():
        for form in forms:
            owners[form].add(name)
    found = defaultdict[str, list[Offsets]](list)
    for place, form in _places(article.text, owners, either_case=True):
        if len(owners[form]) == 1:
            found[min(owners[form])].append(place)
    return found


def find_labels(article: MarkedArticle) -> Iterator[tuple[Offsets, str]]:
    """Where the names of the head are in the text, with their labels; descriptions are left out."""
    labels = dict(part.strip().rpartition(" ")[::2] for part in article.head.get("labels", "").split(";"))
    labelled = {name: label for name, label in labels.items() if name}
    for name, forms in _names(article).items():
        if name in labels:
            labelled |= {form.removeprefix("the "): labels[name] for form in forms}
    names = [form for form in labelled if form[0].isupper()]
    return ((place, labelled[form]) for place, form in _places(article.text, names))


def _names(article: MarkedArticle) -> dict[str, list[str]]:
    """The line `names` of the head: each name with its forms, the name among them."""
    parts = (part.partition("=") for part in article.head.get("names", "").split(";"))
    return {
        name.strip(): [form for form in map(str.strip, (name, *forms.split(","))) if form]
        for name, _, forms in parts
    }


def _places(text: str, forms: Iterable[str], *, either_case: bool = False) -> Iterator[tuple[Offsets, str]]:
    """Where the forms are, the longest first; no two overlap. The first letter may be of either case."""
    taken: list[Offsets] = []
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        first = f"[{re.escape(form[0])}{re.escape(form[0].upper())}]" if either_case else re.escape(form[0])
        for match in re.finditer(rf"(?<!\w){first}{re.escape(form[1:])}(?!\w)", text):
            if not any(_overlap(match.span(), other) for other in taken):
                taken.append(match.span())
                yield match.span(), form


def asked_words(article: MarkedArticle, encoded: Encoded) -> list[Asked]:
    """Ask about each mention and source, and about words without a source, by their first words.

    Another mention of the same one is right: a name, or a source that is no pronoun. For words without a
    source, so are the pronouns and opening marks of what the same one said before: that is how readers follow
    a dialogue.
    """
    mentions = find_mentions(article)
    sources = defaultdict[str, set[Offsets]](set)
    turns = defaultdict[str, set[Offsets]](set)
    questions: list[tuple[Offsets, Offsets | None, str | None]] = [
        (place, place, name) for name, places in mentions.items() for place in places
    ]
    for quotation in article.quotations:
        name = quotation.speaker if quotation.speaker_kind in NAMED else None
        if quotation.speaker_kind in _OPEN or (name is not None and name not in mentions):
            continue
        source, start = main_span(quotation.source), quotation.content[0][0]
        questions.append((source or quotation.content[0], source, name))
        if source and name:
            is_pronoun = article.text[slice(*source)].lower() in _PRONOUNS
            (turns if is_pronoun else sources)[name].add(source)
        if name and article.text[start] in _OPENING_MARKS:
            turns[name].add((start, start + 1))
    asked = []
    for place, source, name in questions:
        places = {*mentions[name], *sources[name]} if name else set()
        if name and source is None:
            places |= {turn for turn in turns[name] if turn[1] <= place[0]}
        elsewhere = [one for one in places if source is None or not _overlap(one, source)]
        within = [one for one in places if one != source]  # a name within the phrase names the same one
        words = {word for one in elsewhere or within for word in range(*encoded.words(*one))}
        asked.append((encoded.words(*place)[0], sorted(words)))
    return asked


def _overlap(one: Offsets, other: Offsets) -> bool:
    return one[0] < other[1] and other[0] < one[1]
