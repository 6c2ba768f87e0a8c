"""The words of date expressions: a text becomes tokens, and each token one letter of an alphabet.

The grammar then matches short patterns over those letters, which keeps it readable and its time linear.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

# One group per kind that its shape tells; plain words and signs are looked up. White space is taken along, so
# that no alternative is tried on it, and every repeat of digits is bounded, so that none is read twice.
_TOKEN = re.compile(
    r"""(?:
      (?P<A>[AaPp]\.\ ?[Mm]\.|[AaPp][Mm](?!\w))
    | (?P<holiday>New\ Year['’]s\ (?:Eve|Day)(?!\w))
    | (?P<word>[^\W\d_]\w*)
    | (?P<I>[0-9]{4}-[0-9][0-9]-[0-9][0-9](?![\w-]))                   # 2024-12-03
    | (?P<C>[0-9]{1,2}:[0-9][0-9](?::[0-9][0-9])?(?![\w:]))            # 14:30
    | (?P<S>[0-9]{1,2}/[0-9]{1,2}(?:/(?:[0-9]{4}|[0-9][0-9]))?(?![\w/]))  # 12/3/2024
    | (?P<D>[0-9]{3}0['’]?s(?!\w)|['’‘][0-9]0['’]?s(?!\w))            # 1990s, '90s
    | (?P<y>['’‘][0-9][0-9](?!\w))                                    # '94
    | (?P<o>[0-9]{1,2}(?:st|nd|rd|th)(?!\w))                          # 3rd
    | (?P<n>[0-9]{1,3}(?:,[0-9]{3}){1,4}(?:\.[0-9]{1,6})?(?!\w)|[0-9]{1,12}(?:\.[0-9]{1,6})?(?!\w|[.,][0-9]))
    | (?P<other>\w+)
    | (?P<sign>[^\w\s])
    )\s*""",
    re.VERBOSE,
)

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tues tue",
            "wednesday wed",
            "thursday thurs thur thu",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
_SMALL = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen
"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
NUMBERS = {word: number for number, word in enumerate(_SMALL.split())} | {
    word: number for number, word in zip(range(20, 100, 10), _TENS.split(), strict=True)
}
MULTIPLES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "dozen": 12}
_ORDINALS = """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
    fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
"""
ORDINALS = {word: number for number, word in enumerate(_ORDINALS.split(), 1)}
_DECADES = "twenties thirties forties fifties sixties seventies eighties nineties"
DECADES = {word: number for number, word in zip(range(20, 100, 10), _DECADES.split(), strict=True)}
DEICTIC = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_UNITS = "second minute hour day week month quarter year decade century weekend fortnight"
UNITS = {word: word for word in _UNITS.split()} | {
    f"{word}s": word for word in _UNITS.split() if word != "century"
}
UNITS |= {"centuries": "century", "hr": "hour", "hrs": "hour", "min": "minute", "mins": "minute"}
UNITS |= {"yr": "year", "yrs": "year"}

# The alphabet. Letters that the shape of a token gives: I C S D y o n A (see _TOKEN), and for numbers d
# (1 to 31, may be a day) and Y (1000 to 2999, may be a year); x is any other word or sign.
_ALPHABET = {
    "M": "january february april june july september october november december",
    "m": "march may august",  # also words of their own: capitals decide
    "b": "jan feb mar apr jun jul aug sept sep oct nov dec",
    "W": "monday tuesday wednesday thursday friday saturday sunday",
    "v": "mon tues tue wed thurs thur thu fri sat sun",
    "X": "mondays tuesdays wednesdays thursdays fridays saturdays sundays weekdays weekends",
    "u": "day week month year decade century hour minute fortnight yr hr min",
    "U": "days weeks months years decades centuries hours minutes seconds fortnights yrs hrs mins",
    "Q": "quarter",
    "h": "half",
    "k": "weekend",
    "F": "spring summer autumn fall winter",
    "q": "q1 q2 q3 q4",
    "T": " ".join(DEICTIC),
    "P": "morning afternoon evening night",
    "N": "noon midnight",
    "Z": "est edt cst cdt mst mdt pst pdt gmt utc bst cet cest et pt",
    "r": "last next this past previous coming upcoming current following same that",
    "V": "several few many some couple numerous recent various dozens hundreds thousands these those",
    "g": "ago",
    "G": "before after prior hence",
    "L": "earlier later",
    "e": "early late mid",
    "E": "end beginning start middle close",
    "t": "to through until till thru",
    "&": "and or",
    "B": "between",
    "R": "from",
    "f": "of",
    "i": "in on at by since during for within over until throughout under around about",
    "p": "nearly almost roughly approximately approx exactly just only some another",
    "l": "least most",
    ">": "less fewer longer greater better",
    "c": "than",
    "z": "up as long much many",
    "a": "a an",
    "w": "the",
    "K": "fiscal calendar financial",
    "j": "every each per",
    "0": "old age older younger aged",
    "O": " ".join(NUMBERS),
    "H": " ".join(MULTIPLES),
    "o": " ".join(ORDINALS),
    "D": " ".join(DECADES),
    "J": "now",
    "3": "christmas halloween easter thanksgiving",
    "4": "eve",
    "6": "times once twice",
    "2": "other",
    "5": "working business full whole consecutive straight more additional plus odd +",
    ",": ",",
    "!": ".",
    "/": "/",
    "'": "' ’",
    "~": "$ £ € ¥",
    "%": "% percent",
    "-": "- ‐ ‑ ‒ – — ―",
}
_SHAPES = {"holiday": "3", "other": "x", "word": "x", "sign": "x"}
_CAPITALS_ONLY = frozenset("mvbZ")


def _letters() -> dict[str, str]:
    table: dict[str, str] = {}
    for letter, words in _ALPHABET.items():
        for word in words.split():
            spellings = {word.upper(), word.capitalize(), word}
            if letter in _CAPITALS_ONLY:
                spellings.discard(word)
            if letter == "m":  # "MAY" in a headline is more often the verb
                spellings = {word.capitalize()}
            for spelling in spellings:
                table.setdefault(spelling, letter)
    return table


_LETTERS = _letters()


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of a stretch of text: their offsets in the whole, and a letter for each in `letters`."""

    text: str
    spans: tuple[tuple[int, int], ...]
    letters: str

    def word(self, index: int) -> str:
        """Give the token in lower case."""
        start, end = self.spans[index]
        return self.text[start:end].lower()

    def raw(self, index: int) -> str:
        """Give the token as it stands."""
        start, end = self.spans[index]
        return self.text[start:end]


def read_words(text: str, start: int, end: int) -> Words:
    """Cut a stretch of text in tokens; time and memory are linear in its length."""
    spans = []
    letters = []
    for match in _TOKEN.finditer(text, start, end):
        group = match.lastindex or 0
        token = match[group]
        spans.append(match.span(group))
        letters.append(_LETTERS.get(token) or _letter_by_shape(match.lastgroup or "", token))
    return Words(text, tuple(spans), "".join(letters))


def windows(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where date expressions can stand: the surroundings of the words that carry them, without overlap."""
    left, right = (start, _word_end(text, min(end, start + REACH_AFTER), end)) if start == 0 else (-1, -1)
    for match in _TRIGGER.finditer(text, max(start - 1, 0), end):
        if right < 0 or match.start() - REACH_BEFORE > right:
            if right >= 0:
                yield left, right
            left = _word_start(text, max(start, match.start() - REACH_BEFORE), match.start(), start)
        right = _word_end(text, min(end, match.end() + REACH_AFTER), end)
    if right >= 0:
        yield left, right


def runs(letters: str) -> Iterator[tuple[int, int]]:
    """Where words of the alphabet stand together and one of them can carry a date."""
    return (match.span() for match in _RUN.finditer(letters))


# Characters read around a word that carries a date: the longest patterns take about nine tokens before it
# ("by the end of the first three months of last year") and half a dozen behind.
REACH_BEFORE = 56
REACH_AFTER = 36
_LONGEST_WORD = 32

_CARRIERS = "MmbWvXuUQkFqTPND3"
# From the head of a run only and without a way back, so that no letter is read twice.
_ANCHORS = f"{_CARRIERS}ISCAYy"
_RUN = re.compile(f"(?<![^x])[^x{_ANCHORS}]*+[{_ANCHORS}][^x]*")


def _trigger() -> str:
    """The words that carry dates, as a tree over their first letters, and numbers of a telling shape.

    Searching the raw text for them costs a fifth of cutting all of it in tokens, and a set of characters in
    front lets the regex engine skip to the places where words begin; windows() takes the first word as given.
    """
    tree: dict[str, dict[str, list[str]]] = {}
    for letter in _CARRIERS:
        for word in _ALPHABET[letter].split():
            for rest in (word[1:], word[1:].upper()):
                tree.setdefault(word[0], {}).setdefault(rest[:1], []).append(rest[1:])
    branches = []
    for first, seconds in tree.items():
        rests = "|".join(f"{second}(?:{'|'.join(ends)})" for second, ends in seconds.items())
        branches.append(f"[{first}{first.upper()}](?:{rests})")
    # Most words part with all of them within two letters.
    firsts = "".join(tree) + "".join(tree).upper()
    others = "".join(sorted({second for following in tree.values() for second in following}))
    gate = rf"(?=[{firsts}][{others}]|[0-9'’‘])"
    numbers = r"[12][0-9]{3}|[0-9]{1,2}[:/][0-9][0-9/]*|['’‘][0-9]{2}s?|New Year"
    return rf"[^a-zA-Z0-9]{gate}(?:(?:{'|'.join(branches)}|[12][0-9]{{3}}s?)(?!\w)|{numbers})"


_TRIGGER = re.compile(_trigger())


def _word_start(text: str, place: int, trigger: int, start: int) -> int:
    """The first word that begins at or after the place, at the latest the trigger."""
    if place == start:
        return place
    while place < trigger and not text[place - 1].isspace():
        place += 1
    return place


def _word_end(text: str, place: int, end: int) -> int:
    """The end of the word that stands at the place, if it is near."""
    last = min(end, place + _LONGEST_WORD)
    while place < last and not text[place].isspace():
        place += 1
    return place


def _letter_by_shape(kind: str, token: str) -> str:
    """The letter of a token that no list holds, by the group of _TOKEN that took it."""
    return _number_letter(token) if kind == "n" else _SHAPES.get(kind, kind)


def _number_letter(number: str) -> str:
    if number.isascii() and number.isdigit():
        if len(number) <= 2 and 1 <= int(number) <= 31:
            return "d"
        if len(number) == 4 and number[0] in "12":
            return "Y"
    return "n"


def number_value(words: list[str]) -> Fraction:
    """Read "20", "2,500", "twenty-five", "a hundred", "two and a half". Raises ValueError."""
    total = Fraction(0)
    for word in words:
        if word in ("a", "an"):
            total = total or Fraction(1)
        elif word == "and" or _LETTERS.get(word) == "-":
            continue
        elif word == "half":
            total += Fraction(1, 2) - (total == 1 and words[0] in ("a", "an"))
        elif word in MULTIPLES:
            total = (total or Fraction(1)) * MULTIPLES[word]
        elif word in NUMBERS:
            total += NUMBERS[word]
        else:
            total += Fraction(word.replace(",", ""))
    return total


def ordinal_value(word: str) -> int:
    """Read "3rd", "third" or "3". Raises ValueError."""
    return ORDINALS.get(word) or int(word.rstrip("stndrh"))
