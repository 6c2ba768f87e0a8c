"""Draw the picture of the HTML page in docs/commands.md again: python -m tests.views.html_picture"""

import tempfile
from pathlib import Path

from seeds_analysis.loading import sample_input
from seeds_analysis.pipeline import analyze, build_pipeline
from seeds_analysis.summary import summarize
from seeds_analysis.views.html.page import html_pieces
from tests.views.chromium import browser

PICTURE = Path(__file__).parents[2] / "docs" / "images" / "html-page.webp"


def main() -> None:
    """Show the most doubtful quotation of the sample."""
    article = sample_input().load()
    summary = summarize(article, analyze(build_pipeline(), article), with_text=True)
    with tempfile.TemporaryDirectory() as folder, browser(Path(folder, "profile")) as page:
        path = Path(folder, "sample.html")
        path.write_text("".join(html_pieces([summary])), encoding="utf-8")
        page.open(path, width=1200)
        page.press("j")
        page.read("scrollTo({ top: 0, behavior: 'instant' })")
        PICTURE.write_bytes(page.picture())


if __name__ == "__main__":
    main()
