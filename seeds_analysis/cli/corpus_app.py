"""The command line of `corpus`: a run over many articles, the report on a run, and its export."""

import functools
import os
from difflib import get_close_matches
from typing import Annotated, Any, Literal

import typer

# Each command imports its work when it runs, as in app.py.
from seeds_analysis.cli import options
from seeds_analysis.cli.help import SETTINGS, Command, Group
from seeds_analysis.cli.naming import format_of_suffix, input_names
from seeds_analysis.cli.output import colors_wanted

_argument = functools.partial(typer.Argument, show_default=False)

RUN, REPORT, EXPORT, MERGE = COMMANDS = ("run", "report", "export", "merge")


class _RunByDefault(Group):
    """`corpus INPUT… --out DIR` means `corpus run INPUT… --out DIR`; a folder named report is ./report."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Insert the name of the subcommand if none is given."""
        if args and args[0] not in (*COMMANDS, *ctx.help_option_names):
            meant = get_close_matches(args[0], COMMANDS)
            if meant and not os.path.lexists(args[0]):
                ctx.fail(f"No such command {args[0]!r}. Did you mean {meant[0]!r}?")
            args = [RUN, *args]
        return super().parse_args(ctx, args)

    def collect_usage_pieces(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """Write the usage of a run: `run` may be left out."""
        return ["INPUT... --out DIR [OPTIONS]"]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the options of a run too: they need no subcommand."""
        super().format_options(ctx, formatter)
        run = self.commands[RUN]
        run.format_options(type(ctx)(run, info_name=RUN, parent=ctx), formatter)


app = typer.Typer(
    cls=_RunByDefault,
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings=SETTINGS,
    help="Analyze an archive: many articles, on all processors of one machine or of many.",
    epilog="\b\nExamples:\n"
    "  seeds-analysis corpus archive/ crawl.warc.gz --out results\n"
    "  seeds-analysis corpus news.jsonl.gz --field text=content --format parquet --out results\n"
    "  zcat news.jsonl.gz | seeds-analysis corpus - --out results\n"
    "  seeds-analysis corpus report results\n"
    "  seeds-analysis corpus export results archive.db",
)


Replace = Annotated[bool, typer.Option("--replace", help="Replace the results of another run in DIR.")]


def _check_workers(text: str) -> str:
    if text != "auto" and not (text.isascii() and text.isdigit() and 0 < int(text) < 10_000):
        raise typer.BadParameter(f"{text!r} is not a number of processes, nor auto.")
    return text


@app.command(
    RUN, cls=Command, epilog="\b\nExample:\n  seeds-analysis corpus archive/ --out results --workers 4"
)
def run(
    *,
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            show_default=False,
            help="Files (text, Markdown, HTML, JSON, JSON Lines, CSV, TSV, Excel, Word, WARC, ZIP, also as "
            ".gz or .zst) and folders of them; - is standard input, which is kept in DIR.",
        ),
    ],
    out: Annotated[
        str,
        typer.Option(
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
            metavar="N|auto",
            callback=_check_workers,
            help="Worker processes; auto means one for each processor that has 700 MB of free memory.",
        ),
    ] = "auto",
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Run on a Dask cluster instead, such as tcp://HOST:8786."),
    ] = None,
    article_timeout: Annotated[
        int | None,
        typer.Option(
            metavar="SECONDS",
            min=1,
            show_default=False,
            help="How long an article may take. Default: 600, and 1 more for each kB.",
        ),
    ] = None,
    part: Annotated[
        str | None,
        typer.Option(
            metavar="N/M",
            show_default=False,
            help="Analyze the Nth of M parts of the articles, such as 3/16; `corpus merge` joins the parts.",
        ),
    ] = None,
    replace: Replace = False,
    glob: options.Glob = None,
    field: options.Field = None,
    keep: options.Keep = None,
    date: options.PublishedOn = None,
    date_from_name: options.DateFromName = None,
    encoding: options.Encoding = None,
    model: options.Model = None,
    with_text: options.WithText = False,
    quiet: options.Quiet = False,
) -> int:
    """Analyze all articles of the inputs into a folder. To resume a run, repeat its command.

    DIR gets summaries/ (or a folder for each table), manifest/ with a row for each input, and run.json.
    Exit codes: 0 all analyzed or empty, 1 some failed, 130 or 143 interrupted by Ctrl-C or SIGTERM.
    """
    from seeds_analysis.cli import corpus
    from seeds_analysis.corpus import CorpusOptions, Settings
    from seeds_analysis.pipeline import model_name

    settings = Settings(
        model=model_name(model),
        reading=options.read_options(encoding, date, field, date_from_name, keep),
        with_text=with_text,
        output_format=output_format,
    )
    count = None if workers == "auto" else int(workers)
    names = tuple(input_names(inputs))
    chosen = CorpusOptions(names, out, settings, count, scheduler, glob, article_timeout, part, replace)
    return corpus.run(chosen, quiet=quiet)


@app.command(
    REPORT,
    cls=Command,
    epilog="\b\nExamples:\n"
    "  seeds-analysis corpus report results -f json | jq '.speakers'\n"
    "  seeds-analysis corpus report archive.db -o report.html --by section\n"
    "  seeds-analysis corpus report archive.db --repeats --top 3\n"
    "  seeds-analysis corpus report archive.db --speaker ruiz",
)
def report(
    *,
    folder: Annotated[str, _argument(metavar="DIR", help="The folder of a run.")],
    output_format: Annotated[
        Literal["table", "json", "csv", "html"] | None,
        typer.Option(
            "-f",
            "--format",
            help="Default: table on a terminal, else json. html is one file for the browser: who is quoted, "
            "how, when, where and next to which others.",
        ),
    ] = None,
    top: Annotated[
        int, typer.Option(min=1, max=1000, help="How many speakers, names or repeats to list.")
    ] = 10,
    repeats: Annotated[
        bool,
        typer.Option("--repeats", help="The quotations that most articles print: where, in which variants."),
    ] = False,
    speaker: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="All quotations of a speaker over time; any part of any name will do."
        ),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(
            metavar="FIELD",
            help="In html, also count by this field of the articles, such as section. Default: outlet.",
        ),
    ] = None,
    no_join: Annotated[
        bool,
        typer.Option(
            "--no-join", help="Count each name separately, even a surname that fits only one full name."
        ),
    ] = False,
    output: options.Target = None,
    no_pager: options.NoPager = False,
    no_color: options.NoColor = False,
) -> int:
    """Write an overview of a run: speakers, names, what is unattributed, what failed and why.

    With --format html, --repeats or --speaker, DIR can also be a file of corpus export: that is quicker.
    """
    from seeds_analysis.cli import corpus
    from seeds_analysis.errors import UsageError

    chosen = output_format or format_of_suffix(output, ("table", "json", "csv", "html"), page="table")
    writing: dict[str, Any] = {"top": top, "target": output, "color": colors_wanted(no_color)}
    if repeats and speaker is not None:
        raise UsageError("--repeats and --speaker are two reports. Ask for one.")
    is_answer = repeats or speaker is not None
    if chosen == "html" and not is_answer:
        return corpus.write_pictures(folder, top=top, by=by, join=not no_join, target=output)
    if chosen == "html" or by is not None:
        raise UsageError("--format html and --by are for the whole report, in one page for the browser.")
    if is_answer:
        return corpus.write_answer(folder, chosen, speaker=speaker, pager=not no_pager, **writing)
    return corpus.write_report(folder, chosen, join=not no_join, **writing)


@app.command(
    EXPORT,
    cls=Command,
    epilog="\b\nExamples:\n"
    "  seeds-analysis corpus export results archive.db\n"
    "  seeds-analysis search archive.db 'peace talks' --speaker ruiz",
)
def export(
    *,
    results: Annotated[str, _argument(metavar="RESULTS", help="The folder of a run.")],
    archive: Annotated[str, _argument(metavar="ARCHIVE.db", help="The file to write or to replace.")],
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Compare quotations on a Dask cluster, such as tcp://HOST:8786."),
    ] = None,
    quiet: options.Quiet = False,
) -> int:
    """Write a run into one SQLite file for search, SQL, DuckDB and Datasette; next to it, metadata.yaml.

    The file appears whole or not at all. If the run is not complete, a message says how many articles are
    missing, and the exit code is 1.
    """
    from seeds_analysis.cli import corpus

    return corpus.write_archive(results, archive, scheduler, quiet=quiet)


@app.command(MERGE, cls=Command, epilog="\b\nExample:\n  seeds-analysis corpus merge parts/* --out results")
def merge(
    *,
    parts: Annotated[list[str], _argument(metavar="PART", help="The folders of all parts of a run.")],
    out: Annotated[str, typer.Option(metavar="DIR", show_default=False, help="Folder for the results.")],
    replace: Replace = False,
    quiet: options.Quiet = False,
) -> int:
    """Merge the parts of a run (`--part 3/16`): the same results as of one run without parts."""
    from seeds_analysis.cli import corpus

    return corpus.merge(parts, out, replace=replace, quiet=quiet)
