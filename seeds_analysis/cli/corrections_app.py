"""The command line of import-corrections and score."""

import functools
from typing import Annotated

import typer

from seeds_analysis.cli import commands, options

IMPORT_EPILOG = "\b\nExample:\n  seeds-analysis import-corrections checked/ -o gold.jsonl"
SCORE_EPILOG = (
    "\b\nExamples:\n  seeds-analysis score checked/\n  seeds-analysis score gold.jsonl --found new.jsonl"
)

_argument = functools.partial(typer.Argument, show_default=False)


def import_corrections(
    corrected: Annotated[
        str,
        _argument(
            metavar="CORRECTED",
            help="A folder of brat, a file .ann next to its .txt, or an export of Label Studio (.json).",
        ),
    ],
    output: options.Target = None,
    quiet: options.Quiet = False,
) -> None:
    """Turn corrected files of brat or Label Studio into summaries, one a line (JSON Lines).

    They hold their text, and `generator.attribution` is human.
    """
    from seeds_analysis.cli.corrections import import_files

    raise typer.Exit(commands.run(lambda: import_files(corrected, output, quiet=quiet)))


def score(
    *,
    gold: Annotated[
        str,
        _argument(metavar="GOLD", help="Corrected articles, or summaries of import-corrections (.jsonl)."),
    ],
    found: Annotated[
        str | None,
        typer.Option(
            "--found",
            metavar="FILE.jsonl",
            help="Summaries of the same articles. Without it, the articles are summarized now.",
        ),
    ] = None,
    output_format: options.ScoreFormat = None,
    output: options.Target = None,
    quiet: options.Quiet = False,
    model: options.Model = None,
) -> None:
    """Measure how right the quotations and the names of speakers are in articles that you corrected."""
    from seeds_analysis.cli.corrections import score_summaries

    raise typer.Exit(
        commands.run(lambda: score_summaries(gold, found, output_format, output, quiet=quiet, model=model))
    )
