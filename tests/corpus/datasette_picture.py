"""Draw the picture of Datasette in docs/archive.md again: python -m tests.corpus.datasette_picture

Needs Chromium, and Datasette on the PATH (pip install datasette).
"""

import contextlib
import datetime
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle
from pathlib import Path

from seeds_analysis.summary import Summary
from tests.corpus.test_archive_reports import archive_of, printing
from tests.corpus.test_repeats import pairs_of
from tests.views.chromium import browser

PICTURE = Path(__file__).parents[2] / "docs" / "images" / "datasette.webp"
COLUMNS = ("published", "speaker", "text", "kind", "title", "outlet")
PAGE = "archive/said?_search=promise&_size=10&" + "&".join(f"_col={column}" for column in COLUMNS)
PAPERS = ("Coastwire", "Pellow Post", "Marrow Bay Herald")
SPEAKERS = ("Maren Oduya", "Tom Hale", "Ilse Brandt", "Ines Holloway")
TITLES = ("Council meets again", "A long winter", "What the county owes the town")


def printings() -> Iterator[Summary]:
    """Print each invented quotation in two papers, a day apart."""
    day, title = datetime.date(2025, 3, 1), cycle(TITLES)
    pairs = [pair for same, *pair in pairs_of("chosen by") if same]
    for number, (pair, speaker) in enumerate(zip(pairs, cycle(SPEAKERS))):
        for place, text in enumerate(pair):
            published = str(day + datetime.timedelta(days=number + place))
            summary = printing(f"{number}-{place}.txt", published, text, speaker)
            metadata = {"outlet": PAPERS[(number + place) % len(PAPERS)]}
            document = replace(summary.document, title=next(title), metadata=metadata)
            yield replace(summary, document=document)


@contextlib.contextmanager
def datasette(archive: str) -> Iterator[str]:
    """Serve an archive with its metadata; gives the address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    metadata = str(Path(archive).with_name("metadata.yaml"))
    with subprocess.Popen(["datasette", archive, "--metadata", metadata, "--port", str(port)]) as process:
        try:
            address = f"http://127.0.0.1:{port}/"
            while process.poll() is None:
                with contextlib.suppress(OSError), urllib.request.urlopen(address):
                    break
                time.sleep(0.1)
            yield address
        finally:
            process.terminate()


def main() -> None:
    """Show a search in the view `said`, with facets."""
    with (
        tempfile.TemporaryDirectory() as folder,
        browser(Path(folder, "profile")) as page,
        datasette(archive_of(Path(folder), list(printings()))) as address,
    ):
        page.open_address(address + PAGE, width=1200)
        assert page.read("document.querySelectorAll('table.rows-and-columns tbody tr').length") > 3
        PICTURE.write_bytes(page.picture())


if __name__ == "__main__":
    main()
