"""`search`: ask an archive, and write what it finds."""

import functools
import re
from typing import Annotated

import typer

# What does the work is imported when it begins, as in app.py.
from seeds_analysis.cli import options
from seeds_analysis.cli.commands import DONE
from seeds_analysis.cli.messages import Messages
from seeds_analysis.cli.naming import format_of_suffix, note_format
from seeds_analysis.cli.output import colors_wanted, open_output
from seeds_analysis.views import RECORD_VIEWS, load_view

EPILOG = (
    "\b\nExamples:\n"
    "  seeds-analysis search archive.db 'peace talks' --speaker ruiz --since 2024-01\n"
    "  seeds-analysis search archive.db '\"night ferry\" council' --kind direct --format csv"
)
_WORDS = (
    "Words that must all occur, in any form (talk, talks), in the quotation, the speaker's names or the "
    "title. Put phrases in quotation marks. Not needed with --speaker."
)
_PERIOD = re.compile("[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")


def _check_period(text: str | None) -> str | None:
    if text is not None and not _PERIOD.fullmatch(text):
        raise typer.BadParameter(f"{text!r} is not a day, month or year: YYYY-MM-DD, YYYY-MM or YYYY.")
    return text


_argument = functools.partial(typer.Argument, show_default=False)
_period = functools.partial(options.choosing, metavar="DATE", callback=_check_period)


def search(
    *,
    archive: Annotated[str, _argument(metavar="ARCHIVE.db", help="A file of corpus export.")],
    words: Annotated[str, _argument(metavar="WORDS", help=_WORDS)] = "",
    speaker: options.SpeakerName = None,
    since: Annotated[str | None, _period(help="Published on this day, month or year, or later.")] = None,
    until: Annotated[str | None, _period(help="Published until this day, month or year.")] = None,
    kind: options.Kind = None,
    min_confidence: options.MinConfidence = 0.0,
    no_negated: options.NoNegated = False,
    limit: Annotated[
        int, options.choosing(metavar="NUMBER", min=1, max=100_000, help="How many to list at most.")
    ] = 20,
    output_format: options.HitFormat = None,
    output: options.Target = None,
    no_pager: options.NoPager = False,
    no_color: options.NoColor = False,
    quiet: options.Quiet = False,
) -> int:
    """Find quotations in an archive: the best first, or without words the newest."""
    from seeds_analysis.corpus import database
    from seeds_analysis.views import data

    formats = [name for name in RECORD_VIEWS if name != "parquet"]  # hits have no table
    chosen: str | None = output_format or format_of_suffix(output, formats, page="table")
    query = database.Query(words, speaker, since, until, kind, min_confidence, no_negated, limit)
    messages = Messages(quiet)
    hits = database.search(archive, query, messages.note)
    with open_output(output) as target:
        if chosen is None:
            chosen = "table" if target.is_terminal else "jsonl"
            note_format(messages, output, chosen)
        data.require(chosen)
        view = load_view("views.page.hits.Hits" if chosen == "table" else RECORD_VIEWS[chosen])
        if chosen == "table":
            piece = view(hits, database.BEGIN, database.END)
        else:
            marks = str.maketrans({database.BEGIN: "**", database.END: "**"})
            rows = [hit | {"marked": hit["marked"].translate(marks)} for hit in hits]
            piece = view(rows, database.COLUMNS) if chosen in ("csv", "xlsx") else view(rows)
        target.put(piece, color=colors_wanted(no_color), pager=not no_pager)
    if not hits:
        messages.note("no quotation was found.")
    return DONE
