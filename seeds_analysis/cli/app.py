"""The command line: options -> one call -> one view -> exit code."""

from datetime import date as calendar_date
from typing import Annotated, Any

import typer

# spaCy, Rich and most of this package are imported by the command that runs: help, completion and usage
# errors must not wait for them.
from seeds_analysis import __version__
from seeds_analysis.cli import corpus_app as corpus_cli
from seeds_analysis.cli.options import (
    Encoding,
    Field,
    Glob,
    Inputs,
    Model,
    NoColor,
    PublishedOn,
    Quiet,
    RecordFormat,
    RulesOnly,
    Sample,
    SummaryFormat,
    Target,
    WithText,
)
from seeds_analysis.cli.output import (
    colors_wanted,
    flush_standard_output,
    leave,
    lose_standard_output,
    prepare_streams,
)

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
    glob: Glob = None,
    field: Field = None,
    with_text: WithText = False,
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
    glob: Glob = None,
    field: Field = None,
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
    glob: Glob = None,
    field: Field = None,
    output: Target = None,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """List entities as flat records, one each: people, places, organisations and other names."""
    _answer("entities", locals())


@app.command()
def schema() -> None:
    """Print the JSON Schema of what summarize writes as JSON."""
    from seeds_analysis.cli import commands

    raise typer.Exit(commands.run(commands.print_schema))


@app.command()
def verify(
    summary: Annotated[
        str,
        typer.Argument(
            metavar="SUMMARY.json", help="A summary, or JSON Lines of them; - for standard input."
        ),
    ],
    article: Annotated[
        str | None,
        typer.Argument(
            metavar="[ARTICLE]",
            show_default=False,
            help="The article it was made from; not needed where the summary holds its text (--with-text).",
        ),
    ] = None,
    encoding: Encoding = None,
    quiet: Quiet = False,
) -> None:
    """Check that every span of saved summaries is in the article, word for word.

    One line for each that is not, and exit code 1.
    """
    from seeds_analysis.cli import commands

    raise typer.Exit(
        commands.run(lambda: commands.check_summaries(summary, article, encoding=encoding, quiet=quiet))
    )


app.add_typer(corpus_cli.app, name="corpus")


def _answer(command: str, options: dict[str, Any]) -> None:
    """Hand the options of an analyzing command on, and leave with its exit code."""
    from seeds_analysis.cli import commands, rendering

    job = commands.Job(
        arguments=tuple(options["inputs"] or ()),
        sample=options["sample"],
        output_format=options["output_format"],
        published=calendar_date.fromisoformat(options["date"]) if options["date"] else None,
        model=options["model"],
        rules_only=options.get("rules_only", False),
        encoding=options["encoding"],
        glob=options["glob"],
        fields=dict(pair.split("=", 1) for pair in options["field"] or ()),
        with_text=options.get("with_text", False),
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
