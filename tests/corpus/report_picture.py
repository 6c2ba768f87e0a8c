"""Draw the picture of the report in docs/archive.md again: python -m tests.corpus.report_picture"""

import datetime
import random
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from seeds_analysis.corpus.database import picture_pieces
from seeds_analysis.summary import Quotation, Summary
from tests.corpus.datasette_picture import PAPERS, printings
from tests.corpus.test_archive_reports import archive_of
from tests.views.chromium import browser

PICTURE = Path(__file__).parents[2] / "docs" / "images" / "archive-report.webp"
# How often each is quoted, and the pronoun that the articles use for them.
SPEAKERS = {
    "Maren Oduya": (9, "she"),
    "Tom Hale": (6, "he"),
    "Ilse Brandt": (5, "she"),
    "Ines Holloway": (2, None),
}
DAYS = 700


def articles() -> Iterator[Summary]:
    """Print the invented quotations again and again, over two years; some speakers have their months."""
    chance = random.Random(7)
    words = list(printings())
    for number in range(400):
        day = chance.randrange(DAYS)
        season = 1 + day * len(SPEAKERS) // DAYS
        weights = [often * (2 if n == season else 1) for n, (often, _) in enumerate(SPEAKERS.values())]
        names = chance.choices([*SPEAKERS], weights, k=chance.randint(1, 5))
        said = [
            _said(chance, word, name, n)
            for n, (word, name) in enumerate(zip(chance.sample(words, len(names)), names, strict=True), 1)
        ]
        article = words[0]
        published = str(datetime.date(2024, 1, 1) + datetime.timedelta(days=day))
        document = replace(
            article.document,
            id=f"sha256:{number:064x}",
            origin=f"{number}.txt",
            published=published,
            metadata={"outlet": chance.choice(PAPERS)},
        )
        entities = tuple(
            replace(
                article.entities[0],
                id=f"e{n}",
                name=name,
                aliases=(),
                label="PERSON",
                pronouns={word: 1} if word else None,
            )
            for n, (name, (_, word)) in enumerate(SPEAKERS.items(), 1)
        )
        yield replace(article, document=document, entities=entities, quotations=tuple(said))


def _said(chance: random.Random, printing: Summary, name: str, number: int) -> Quotation:
    """The quotation of another article, by this speaker."""
    quoted = printing.quotations[0]
    assert quoted.speaker is not None
    speaker = replace(quoted.speaker, name=name, entity=f"e{1 + [*SPEAKERS].index(name)}", kind="person")
    kind = chance.choice(("direct", "direct", "mixed", "indirect"))
    if chance.random() < 0.1:
        return replace(quoted, id=f"q{number}", kind=kind, speaker=None, unattributed_reason="no-cue")
    return replace(quoted, id=f"q{number}", kind=kind, speaker=speaker)


def main() -> None:
    """Show the head of the page."""
    with tempfile.TemporaryDirectory() as folder, browser(Path(folder, "profile")) as page:
        path = Path(folder, "report.html")
        archive = archive_of(Path(folder), list(articles()))
        path.write_text("".join(picture_pieces(archive, top=4, by=None, join=True)), encoding="utf-8")
        page.send("Emulation.setScrollbarsHidden", hidden=True)
        page.open(path, width=1000, height=1500)
        PICTURE.write_bytes(page.picture())


if __name__ == "__main__":
    main()
