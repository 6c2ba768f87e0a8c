"""The command line of `search`."""

import functools
import re
from typing import Annotated

import typer

from seeds_analysis.cli import options
from seeds_analysis.cli.output import colors_wanted

EPILOG = (
    "\b\nExamples:\n"
    "  seeds-analysis search archive.db 'peace talks' --speaker ruiz --since 2024-01\n"
    "  seeds-analysis search archive.db '\"night ferry\" council' --kind direct --format csv"
)
_WORDS = (
    "Words that all have to be there, in any form (talk, talks): in the quotation, the names of the speaker "
    "or the title. Phrases in quotation marks. Not needed with --speaker."
)
_PERIOD = re.compile("[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")


def _check_period(text: str | None) -> str | None:
    if text is not None and not _PERIOD.fullmatch(text):
        raise typer.BadParameter(f"{text!r} is not a day, month or year: YYYY-MM-DD, YYYY-MM or YYYY.")
    return text


_argument = functools.partial(typer.Argument, show_default=False)
_period = functools.partial(options.choosing, metavar="DATE", callback=_check_period)
_limit = functools.partial(options.choosing, "--limit", metavar="NUMBER", min=1, max=100_000)


def search(
    *,
    archive: Annotated[str, _argument(metavar="ARCHIVE.db", help="A file of corpus export.")],
    words: Annotated[str, _argument(metavar="WORDS", help=_WORDS)] = "",
    speaker: options.SpeakerName = None,
    since: Annotated[
        str | None, _period("--since", help="Published on this day, month or year, or later.")
    ] = None,
    until: Annotated[str | None, _period("--until", help="Published until this day, month or year.")] = None,
    kind: options.Kind = None,
    min_confidence: options.MinConfidence = 0.0,
    no_negated: options.NoNegated = False,
    limit: Annotated[int, _limit(help="How many to list at most.")] = 20,
    output_format: options.HitFormat = None,
    output: options.Target = None,
    no_pager: options.NoPager = False,
    no_color: options.NoColor = False,
    quiet: options.Quiet = False,
) -> None:
    """Find quotations in an archive: the best first, or without words the newest."""
    from seeds_analysis.cli import commands
    from seeds_analysis.cli.search import search_archive
    from seeds_analysis.corpus import database

    query = database.Query(words, speaker, since, until, kind, min_confidence, no_negated, limit)
    writing = {"color": colors_wanted(no_color), "pager": not no_pager, "quiet": quiet}
    raise typer.Exit(commands.run(lambda: search_archive(archive, query, output_format, output, **writing)))
