"""Make a folder of articles, any number: those of training/news, printed again with other words and names."""

import argparse
import json
import random
import re
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

from training.marked import MarkedArticle, read_folder

NEWS = Path(__file__).parents[1] / "training" / "news"
OUTLETS = ("Courier", "Herald", "Post", "Gazette", "Tribune", "Observer", "Ledger")
SYLLABLES = [a + b for a in "bcdfghjklmnprstvwz" for b in ("a", "e", "i", "o", "u", "an", "er", "is")]
# So many outlets print a story; then it comes again with other names.
COPIES = 3
# So many words of a copy are made up: an archive always has words that were never seen before.
CHANGED = 0.03
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# Quotations stay as they are.
_WORD = re.compile(r'"[^"\n]*"|“[^”\n]*”|\b[a-z]{4,}\b')


def articles(number: int, *, words: int | None = None) -> Iterator[dict[str, str]]:
    """Give so many records; each ends with the paragraph that has its word of the number `words`."""
    chance, news = random.Random(1), list(read_folder(NEWS))
    copies = ((copy, place, story) for copy in count() for place, story in enumerate(news))
    for copy, place, story in islice(copies, number):
        text = altered(_cut(story.text, words), chance)
        if copy >= COPIES:
            text = _renamed(text, story, chance)
        record = {"id": f"{story.name}-{copy + 1}", "outlet": OUTLETS[(place + copy) % len(OUTLETS)]}
        if day := _DAY.fullmatch(story.head["published"]):  # of others the month is known, or nothing
            record["date"] = day[0]
        yield record | {"text": text}


def _cut(text: str, words: int | None) -> str:
    parts = []
    for paragraph in text.split("\n\n"):
        parts.append(paragraph)
        if words is not None and sum(len(part.split()) for part in parts) >= words:
            break
    return "\n\n".join(parts)


def altered(text: str, chance: random.Random) -> str:
    """Replace some words outside quotation marks by others that do not exist."""

    def other(word: re.Match[str]) -> str:
        changes = word[0].isalpha() and chance.random() < CHANGED
        return _made_up(chance) if changes else word[0]

    return _WORD.sub(other, text)


def _renamed(text: str, story: MarkedArticle, chance: random.Random) -> str:
    for surname in dict.fromkeys(re.findall(r"(\S+) PERSON", story.head["labels"])):
        text = re.sub(rf"\b{re.escape(surname)}\b", _made_up(chance).capitalize(), text)
    return text


def _made_up(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=3))


def main() -> None:
    """Write a file for each article."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=1200)
    parser.add_argument("--words", type=int, help="cut articles after the paragraph that has this word")
    options = parser.parse_args()
    options.folder.mkdir(parents=True)
    for record in articles(options.articles, words=options.words):
        (options.folder / f"{record['id']}.json").write_text(json.dumps(record), encoding="utf-8")


if __name__ == "__main__":
    main()
