"""The command line: options -> one call -> one view -> exit code."""

from typing import Annotated, Any

import typer

# The commands import spaCy, Rich and most of this package when they run: help and usage errors must be quick.
from seeds_analysis import __version__
from seeds_analysis.cli import commands, corpus_app, options, search
from seeds_analysis.cli.help import SETTINGS, Command, Group, examples
from seeds_analysis.cli.naming import looks_like_input
from seeds_analysis.cli.summarize_options import (
    FILTERS,
    PAGE_ONLY,
    ROWS_ONLY,
    SummarizeOptions,
    takes_summarize_options,
)


class _Program(Group):
    """`seeds-analysis article.txt` means `seeds-analysis summarize article.txt`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put in the command if the first word is an input or one of its options."""
        word = args[0] if args else ""
        if len(args) == 2 and word in ("--show-completion", "--install-completion"):
            _complete(ctx, word, args[1])
        known = {*self.commands, *(option for param in self.get_params(ctx) for option in param.opts)}
        if word not in known:
            if looks_like_input(word) or (word.startswith("-") and known.isdisjoint(args)):
                args = ["summarize", *args]
            elif word in corpus_app.COMMANDS:
                ctx.fail(f"No such command {word!r}. Did you mean 'corpus {word}'?")
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=_Program,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings=SETTINGS,
)


def main() -> None:
    """Run the command line as a program."""
    commands.run_program(app)


def _complete(ctx: Any, option: str, shell: str) -> None:
    """Show or install completion for the shell that is named; Typer alone does so for the current one."""
    from typer.completion import get_completion_script, install  # type: ignore[attr-defined]

    name = ctx.info_name
    if option == "--install-completion":
        typer.echo(f"Completion for {shell} is installed in {install(shell=shell, prog_name=name)[1]}.")
    else:
        variable = f"_{name.replace('-', '_').upper()}_COMPLETE"
        typer.echo(get_completion_script(prog_name=name, complete_var=variable, shell=shell))
    raise typer.Exit


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        from seeds_analysis.pipeline import model_name, model_release

        typer.echo(f"seeds-analysis {__version__}")
        typer.echo(f"{model_release(model_name())}\nspacy {version('spacy')}")
        raise typer.Exit


@app.callback(
    epilog=examples(
        "article.txt",
        "summarize articles/ -o summaries.jsonl",
        "quotations article.txt --format csv > quotations.csv",
    )
)
def seeds_analysis(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "-V",
            "--version",
            callback=_print_version,
            is_eager=True,
            help="Show the versions of the program and its models, and exit.",
        ),
    ] = False,
) -> None:
    """Find who said what in news articles: quotations with their speakers, names and dates, word for word.

    Results go to standard output, messages to standard error. Exit codes: 0 done; 1 an input failed or a
    result could not be written; 2 wrong usage; 3 the spaCy pipeline or the network is missing or does not
    fit; 130 interrupted.
    """


@app.command(
    cls=Command,
    epilog=examples(
        "summarize article.txt --full",
        "summarize article.txt --speaker ruiz --min-confidence 0.9",
        "summarize a.txt | jq -r '.quotations[] | [.speaker.name, .text] | @tsv'",
    ),
)
@takes_summarize_options(options.SummaryFormat, without=ROWS_ONLY)
def summarize(chosen: SummarizeOptions) -> int:
    """Summarize articles: key sentences, quotations with speakers, entities, dates."""
    return _summarize(chosen, "summaries")


@app.command(
    cls=Command,
    epilog=examples(
        "quotations articles/ -o quotations.csv", "quotations article.txt --kind direct,mixed --no-negated"
    ),
)
@takes_summarize_options(options.RecordFormat, without=PAGE_ONLY)
def quotations(chosen: SummarizeOptions) -> int:
    """List quotations, one record each, for spreadsheets, DuckDB and jq."""
    return _summarize(chosen, "quotations")


@app.command(cls=Command, epilog=examples("entities article.txt --format csv"))
@takes_summarize_options(options.RecordFormat, without=PAGE_ONLY | FILTERS)
def entities(chosen: SummarizeOptions) -> int:
    """List entities, one record each: people, places, organisations and other names."""
    return _summarize(chosen, "entities")


@app.command(cls=Command, epilog=examples("dates article.txt --date 2025-03-14"))
@takes_summarize_options(options.RecordFormat, without=PAGE_ONLY | FILTERS)
def dates(chosen: SummarizeOptions) -> int:
    """List date expressions, one record each, with their values in ISO 8601."""
    return _summarize(chosen, "dates")


@app.command(cls=Command, epilog=examples("explain pronoun", "explain"))
def explain(
    code: Annotated[
        str | None,
        typer.Argument(metavar="CODE", show_default=False, help="A code. Without it, all are listed."),
    ] = None,
) -> int:
    """Say what a code in a result means: how a speaker was found, why none is named, a warning, a label."""
    from seeds_analysis.cli.explain import explain_codes

    return explain_codes(code)


@app.command(cls=Command, epilog=examples("doctor > doctor.txt"))
def doctor() -> int:
    """Examine this installation: versions, checksums, extras, output and machine, for a bug report.

    The page holds no text of an article. The exit code is 1 if something needed is missing or damaged.
    """
    from seeds_analysis.cli.doctor import examine

    return examine()


@app.command(cls=Command, epilog=examples("schema > schema.json"))
def schema() -> int:
    """Print the JSON Schema of the JSON that summarize writes."""
    from seeds_analysis.cli.output import open_output
    from seeds_analysis.summary import read_schema

    with open_output(None) as output:
        output.write(read_schema())
    return commands.DONE


@app.command(cls=Command, epilog=examples("verify summary.json article.txt", "verify summaries.jsonl"))
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
    encoding: options.Encoding = None,
    quiet: options.Quiet = False,
) -> int:
    """Check that every span of a saved summary is in the article, word for word.

    Prints how many spans match, or one line for each summary that does not, with its first problem; then the
    exit code is 1.
    """
    from seeds_analysis.cli.verify import check_summaries

    return check_summaries(summary, article, encoding=encoding, quiet=quiet)


app.add_typer(corpus_app.app, name="corpus")
app.command(cls=Command, epilog=search.EPILOG)(search.search)


@app.command(cls=Command, epilog=examples("import-corrections checked/ -o gold.jsonl"))
def import_corrections(
    corrected: Annotated[
        str,
        typer.Argument(
            show_default=False,
            metavar="CORRECTED",
            help="A folder of brat, a file .ann next to its .txt, or an export of Label Studio (.json).",
        ),
    ],
    output: options.Target = None,
    quiet: options.Quiet = False,
) -> int:
    """Turn corrected files of brat or Label Studio into summaries, one per line (JSON Lines).

    They hold their text, and `generator.attribution` is human.
    """
    from seeds_analysis.cli.corrections import import_files

    return import_files(corrected, output, quiet=quiet)


@app.command(cls=Command, epilog=examples("score checked/", "score gold.jsonl --found new.jsonl"))
def score(
    *,
    gold: Annotated[
        str,
        typer.Argument(
            show_default=False,
            metavar="GOLD",
            help="Corrected articles, or summaries from import-corrections (.jsonl).",
        ),
    ],
    found: Annotated[
        str | None,
        typer.Option(
            metavar="FILE.jsonl",
            help="Summaries of the same articles. Without it, the articles are summarized now.",
        ),
    ] = None,
    output_format: options.ScoreFormat = None,
    output: options.Target = None,
    quiet: options.Quiet = False,
    model: options.Model = None,
) -> int:
    """Measure how many quotations and names of speakers are right, in articles that you corrected."""
    from seeds_analysis.cli.corrections import score_summaries

    return score_summaries(gold, found, output_format, output, quiet=quiet, model=model)


def _summarize(chosen: SummarizeOptions, result: str) -> int:
    from seeds_analysis.cli.summarize import summarize_articles

    return summarize_articles(chosen, result)
