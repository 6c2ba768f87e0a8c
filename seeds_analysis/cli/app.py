"""The command line: options -> one call -> one view -> exit code."""

from typing import Annotated

import typer

# The commands import spaCy, Rich and most of this package when they run: help and usage errors must be quick.
from seeds_analysis import __version__
from seeds_analysis.cli import commands, corpus_app
from seeds_analysis.cli.options import (
    Encoding,
    Quiet,
    RecordFormat,
    SummarizeOptions,
    SummaryFormat,
    takes_summarize_options,
)

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """Run the command line as a program."""
    commands.run_program(app)


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
    """Find who said what in news articles: quotations with their speakers, names and dates, word for word.

    Results go to standard output, messages to standard error. Exit codes: 0 done; 1 an input failed or a
    result could not be written; 2 wrong usage; 3 the spaCy pipeline or the network is missing or does not
    fit; 130 interrupted.
    """


@app.command(
    epilog="\b\nExample:\n"
    "  seeds-analysis summarize a.txt | jq -r '.quotations[] | [.speaker.name, .text] | @tsv'"
)
@takes_summarize_options(SummaryFormat)
def summarize(options: SummarizeOptions) -> None:
    """Summarize articles: key sentences, quotations with speakers, entities, dates."""
    _summarize(options, "summaries")


@app.command(epilog="\b\nExample:\n  seeds-analysis quotations articles/ -o quotations.csv")
@takes_summarize_options(RecordFormat, without=["with_text"])
def quotations(options: SummarizeOptions) -> None:
    """List quotations, one record each, for spreadsheets, DuckDB and jq."""
    _summarize(options, "quotations")


@app.command(epilog="\b\nExample:\n  seeds-analysis entities article.txt --format csv")
@takes_summarize_options(RecordFormat, without=["with_text"])
def entities(options: SummarizeOptions) -> None:
    """List entities, one record each: people, places, organisations and other names."""
    _summarize(options, "entities")


@app.command()
def schema() -> None:
    """Print the JSON Schema of the JSON that summarize writes."""
    raise typer.Exit(commands.run(_print_schema))


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
            metavar="ARTICLE",
            show_default=False,
            help="The article it was made from. Not needed if the summary contains its text (--with-text).",
        ),
    ] = None,
    encoding: Encoding = None,
    quiet: Quiet = False,
) -> None:
    """Check that every span of a saved summary is in the article, word for word.

    Prints one line for each problem. The exit code is 1 if there are any.
    """
    from seeds_analysis.cli.verify import check_summaries

    raise typer.Exit(commands.run(lambda: check_summaries(summary, article, encoding=encoding, quiet=quiet)))


app.add_typer(corpus_app.app, name="corpus")


def _summarize(options: SummarizeOptions, result: str) -> None:
    from seeds_analysis.cli.summarize import summarize_articles

    raise typer.Exit(commands.run(lambda: summarize_articles(options, result)))


def _print_schema() -> int:
    from seeds_analysis.cli.output import open_output
    from seeds_analysis.summary import read_schema

    with open_output(None) as output:
        output.write(read_schema())
    return commands.DONE
