"""Sort articles into kinds of news by the words of their head line `genre:`."""

import re
from functools import cache
from pathlib import Path

GENRES_PATH = Path(__file__).parent / "genres.txt"


@cache
def read_genres() -> dict[str, re.Pattern[str]]:
    """Read the kinds of news in order, each with a pattern for its words; the last fits every line."""
    genres = {}
    for line in GENRES_PATH.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, _, words = line.partition(":")
            pattern = "|".join(rf"\b{re.escape(word.strip())}\b" for word in words.split(","))
            genres[name] = re.compile(pattern, re.IGNORECASE)
    return genres


def genre_of(line: str) -> str:
    """Name the first kind of news with a word in the line."""
    return next(name for name, words in read_genres().items() if words.search(line))
