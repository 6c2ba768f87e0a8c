"""The command line of `corpus`: a run over many articles, and the report on a run."""

from typing import Annotated, Any, Literal

import typer
from typer.core import TyperGroup

# Each command imports its work when it runs, as in app.py.
from seeds_analysis.cli.options import (
    DateFromName,
    Encoding,
    Field,
    Glob,
    Model,
    NoColor,
    PublishedOn,
    Quiet,
    Target,
    WithText,
    read_options,
)
from seeds_analysis.cli.output import colors_wanted

RUN, REPORT = "run", "report"


class _RunByDefault(TyperGroup):
    """`corpus INPUT… --out DIR` means `corpus run INPUT… --out DIR`; a folder named report is ./report."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Insert the name of the subcommand if none is given."""
        if args and args[0] not in (RUN, REPORT, *ctx.help_option_names):
            args = [RUN, *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=_RunByDefault,
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Analyze an archive: many articles, on all processors of one machine or of many.",
    epilog="\b\nExamples:\n"
    "  seeds-analysis corpus archive/ crawl.warc.gz --out results\n"
    "  seeds-analysis corpus news.jsonl.gz --field text=content --format parquet --out results\n"
    "  seeds-analysis corpus report results\n\n"
    "`corpus run --help` lists the options of a run.",
)


def _check_workers(text: str) -> str:
    if text != "auto" and not (text.isascii() and text.isdigit() and 0 < int(text) < 10_000):
        raise typer.BadParameter(f"{text!r} is not a number of processes, nor auto.")
    return text


@app.command(
    RUN,
    epilog="\b\nExample:\n  seeds-analysis corpus archive/ --out results --workers 4",
)
def run(
    *,
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            show_default=False,
            help="Files (text, HTML, JSON, JSON Lines, WARC, each also as .gz or .zst) and folders of them.",
        ),
    ],
    out: Annotated[
        str,
        typer.Option(
            "--out",
            metavar="DIR",
            show_default=False,
            help="Folder for the results: a new one, or that of a run to resume; with fsspec also s3://…",
        ),
    ],
    output_format: Annotated[
        Literal["jsonl", "parquet"],
        typer.Option("-f", "--format", help="Summaries as JSON Lines, or flat tables as Parquet."),
    ] = "jsonl",
    workers: Annotated[
        str,
        typer.Option(
            "--workers",
            metavar="N|auto",
            callback=_check_workers,
            help="Worker processes; auto means one for each processor that has 500 MB of free memory.",
        ),
    ] = "auto",
    scheduler: Annotated[
        str | None,
        typer.Option(
            "--scheduler", metavar="URL", help="Run on a Dask cluster instead, such as tcp://HOST:8786."
        ),
    ] = None,
    article_timeout: Annotated[
        int | None,
        typer.Option(
            "--article-timeout",
            metavar="SECONDS",
            min=1,
            show_default=False,
            help="How long an article, or a batch of short ones, may take. Default: 600 and 1 for each kB.",
        ),
    ] = None,
    glob: Glob = None,
    field: Field = None,
    date: PublishedOn = None,
    date_from_name: DateFromName = None,
    encoding: Encoding = None,
    model: Model = None,
    with_text: WithText = False,
    quiet: Quiet = False,
) -> None:
    """Analyze all articles of the inputs into a folder. The same command again resumes a run.

    DIR gets summaries/ (or a folder for each table), manifest/ with a row for each input, and run.json.
    Exit codes: 0 all analyzed or empty, 1 some failed, 130 or 143 interrupted by Ctrl-C or SIGTERM.
    """
    from seeds_analysis.cli import commands, corpus
    from seeds_analysis.corpus import CorpusOptions, Settings
    from seeds_analysis.pipeline import model_name

    settings = Settings(
        model=model_name(model),
        reading=read_options(encoding, date, field, date_from_name),
        with_text=with_text,
        output_format=output_format,
    )
    count = None if workers == "auto" else int(workers)
    options = CorpusOptions(tuple(inputs), out, settings, count, scheduler, glob, article_timeout)
    raise typer.Exit(commands.run(lambda: corpus.run(options, quiet=quiet)))


@app.command(REPORT, epilog="\b\nExample:\n  seeds-analysis corpus report results -f json | jq '.speakers'")
def report(
    *,
    folder: Annotated[str, typer.Argument(metavar="DIR", help="The folder of a run.", show_default=False)],
    output_format: Annotated[
        Literal["table", "json", "csv"] | None,
        typer.Option("-f", "--format", help="Default: table on a terminal, else json."),
    ] = None,
    top: Annotated[
        int, typer.Option("--top", min=1, max=1000, help="How many speakers and names to list.")
    ] = 10,
    output: Target = None,
    no_color: NoColor = False,
) -> None:
    """Write an overview of a run: speakers, names, what is unattributed, what failed and why."""
    from seeds_analysis.cli import commands, corpus

    color = colors_wanted(no_color)
    raise typer.Exit(
        commands.run(lambda: corpus.write_report(folder, output_format, top=top, target=output, color=color))
    )
