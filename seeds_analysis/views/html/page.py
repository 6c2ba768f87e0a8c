"""Articles with their quotations marked, as one HTML file for the browser: no request, no framework."""

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from itertools import groupby

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from seeds_analysis.summary import Summary
from seeds_analysis.views import codes
from seeds_analysis.views.html.article import code_of, excerpt, view_of
from seeds_analysis.views.html.segments import look
from seeds_analysis.views.numbers import count_of
from seeds_analysis.views.page import wording
from seeds_analysis.views.page.grouping import by_label, timeline

# What reorders the line (CWE-1007), what no page may hold, and halves of characters. Emoji and Persian need
# joiners, so those stay.
_UNFIT = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def html_pieces(summaries: Iterable[Summary]) -> Iterator[str]:
    """Write one file for all articles, with an index if there are several; nothing if there are none.

    Words of the article cannot become markup: Jinja escapes them, and the policy of the page lets no other
    style or script run than ours. Raises ValueError if a summary does not hold its text.
    """
    articles = [view_of(summary) for summary in summaries]
    if not articles:
        return
    style, script = _read("page.css"), _read("page.js")
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    found = (code_of(quotation) for article in articles for quotation in article.summary.quotations)
    rules = {code: number for number, code in enumerate(dict.fromkeys(found)) if code is not None}
    stream = _template().stream(
        articles=articles,
        rules=rules,
        policy=policy,
        # Ours, and hashed as they are; everything else is escaped.
        style=Markup(style),  # noqa: S704
        script=Markup(script),  # noqa: S704
    )
    stream.enable_buffering(1_000)  # pieces of the template that are written together
    yield from stream


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined, finalize=_inert
    )
    environment.globals.update(wording=wording, codes=codes, by_label=by_label, timeline=timeline)
    environment.globals.update(look=look, count_of=count_of, code_of=code_of, excerpt=excerpt)
    environment.filters["by_quotation"] = lambda segments: [
        (quoted, list(run)) for quoted, run in groupby(segments, key=lambda segment: segment.quoted)
    ]
    return environment.from_string(_read("page.html.jinja"))


def _inert(value: object) -> object:
    """Replace what is unfit for a page by U+FFFD, one for one; escaping comes after this."""
    return _UNFIT.sub("\N{REPLACEMENT CHARACTER}", value) if type(value) is str else value


def _read(name: str) -> str:
    return resources.files("seeds_analysis.views.html").joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
