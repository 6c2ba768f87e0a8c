"""Articles with their quotations marked, as one HTML file for the browser: no request, no framework."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from seeds_analysis.summary import Summary
from seeds_analysis.views import codes
from seeds_analysis.views.html.article import code_of, excerpt, view_of
from seeds_analysis.views.html.segments import Segment, look
from seeds_analysis.views.html.template import fill
from seeds_analysis.views.page import wording
from seeds_analysis.views.page.grouping import by_label, timeline


def html_pieces(summaries: Iterable[Summary], *, index: str = "") -> Iterator[str]:
    """Write one file for all articles, with an index if there are several; nothing if there are none.

    `index` is the address of an index in another file. Raises ValueError if a summary does not hold its text.
    """
    articles = [view_of(summary) for summary in summaries]
    if not articles:
        return
    found = (code_of(quotation) for article in articles for quotation in article.summary.quotations)
    yield from fill(
        "page.html.jinja",
        styles=("page.css",),
        script="page.js",
        articles=articles,
        index=index,
        rules={code: number for number, code in enumerate(dict.fromkeys(found)) if code is not None},
        wording=wording,
        codes=codes,
        by_label=by_label,
        timeline=timeline,
        look=look,
        code_of=code_of,
        excerpt=excerpt,
        by_quotation=_by_quotation,
    )


def _by_quotation(segments: Iterable[Segment]) -> list[tuple[str, list[Segment]]]:
    """Put segments of the same quotations together."""
    return [(quoted, list(run)) for quoted, run in groupby(segments, key=lambda segment: segment.quoted)]
