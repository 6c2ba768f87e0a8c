"""Make text safe for a terminal: no character that moves the cursor or hides what is there."""

import re
import unicodedata

# No sentence or quotation is so long, but a file of 5 MB on one line is; Rich takes 2 s to wrap each MB.
MOST_CHARACTERS = 20_000

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def encodable(text: str) -> str:
    """Replace lone surrogates, as in a file name that is not UTF-8, by U+FFFD."""
    return _SURROGATE.sub(REPLACEMENT, text)


def terminal_safe(text: str) -> str:
    r"""Replace control, format and unassigned characters by U+FFFD, one for one.

    Line feeds stay. A tab becomes a blank, and so does the CR of a CR LF, so that the length stays.
    Bidirectional controls, OSC 8 links, U+009B and lone surrogates are all of Unicode's category C (CWE-150,
    improper neutralisation of escape sequences).
    """
    if text.isprintable():
        return text
    text = text.replace("\r\n", " \n").replace("\t", " ")
    return "".join(
        REPLACEMENT if char != "\n" and unicodedata.category(char).startswith("C") else char for char in text
    )


def flat(text: str) -> str:
    """Put the words on one line, with single blanks between them, safe for a terminal."""
    return terminal_safe(" ".join(text.split()))


def bounded(text: str, *, gap: str = "…") -> str:
    """As `flat`, but cut after MOST_CHARACTERS, with the number of characters left out."""
    rest = len(text) - MOST_CHARACTERS
    return flat(text) if rest <= 0 else f"{flat(text[:MOST_CHARACTERS])} {gap} and {rest:,} more characters"
