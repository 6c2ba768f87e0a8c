"""The manual page, made of the same texts as --help. click-man does not know the Click inside Typer."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from seeds_analysis.cli.app import app

PAGE = Path(__file__).parents[1] / "docs" / "seeds-analysis.1"

ENVIRONMENT = {
    "SEEDS_ANALYSIS_MODEL": "The language model, in place of --model.",
    "NO_COLOR, FORCE_COLOR": "No colour; colour also in a pipe.",
    "PAGER": "The pager for output longer than the screen. Empty for none.",
}


def man_page() -> str:
    """The whole page as roff."""
    program: Any = typer.main.get_command(app)
    ctx = program.context_class(program, info_name="seeds-analysis", **program.context_settings)
    lines = [
        '.\\" Made by tests/test_man_page.py from the texts of --help.',
        '.TH SEEDS-ANALYSIS 1 "" "seeds-analysis" "User Commands"',
        ".SH NAME",
        "seeds\\-analysis \\- find who said what in news articles",
        ".SH SYNOPSIS",
        "seeds\\-analysis COMMAND [OPTIONS] [INPUT...]",
        ".br",
        "seeds\\-analysis FILE...",
        ".SH DESCRIPTION",
        *paragraphs(program.help),
        *options(program, ctx),
        *examples(program.epilog),
        ".SH COMMANDS",
        *commands(program, ctx),
        ".SH ENVIRONMENT",
        *items(ENVIRONMENT.items()),
        ".SH SEE ALSO",
        "The documentation in docs/ of the source, and seeds\\-analysis COMMAND \\-\\-help.",
    ]
    return "\n".join(lines) + "\n"


def commands(group: Any, parent: Any) -> Iterator[str]:
    """The sections of the commands and of those below them."""
    for name, command in group.commands.items():
        ctx = type(parent)(command, info_name=name, parent=parent)
        below = getattr(command, "commands", None)
        usage = "" if below else " ".join(command.collect_usage_pieces(ctx))
        yield f".SS {escape(f'{ctx.command_path} {usage}'.strip())}"
        yield from paragraphs(command.help)
        yield from options(command, ctx)
        yield from examples(command.epilog)
        if below:
            yield from commands(command, ctx)


def options(command: Any, ctx: Any) -> Iterator[str]:
    """Arguments and options with their help."""
    records = (
        (param.metavar, param.help) if param.param_type_name == "argument" else param.get_help_record(ctx)
        for param in command.get_params(ctx)
        if param.name != "help" or ctx.parent is None
    )
    yield from items(record for record in records if record is not None)


def items(records: Any) -> Iterator[str]:
    """Terms with their explanations."""
    for term, text in records:
        yield from (".TP", f".B {escape(term)}", escape(text))


def paragraphs(text: str) -> Iterator[str]:
    """Paragraphs, each on one line."""
    for paragraph in text.split("\n\n"):
        yield from (".PP", escape(" ".join(paragraph.split())))


def examples(epilog: str | None) -> Iterator[str]:
    """The examples, line by line."""
    title, *lines = (epilog or "").removeprefix("\b\n").splitlines() or [""]
    if lines:
        yield from (".PP", escape(title), ".PP", ".nf", *(escape(line) for line in lines), ".fi")


def escape(text: str) -> str:
    """Text of which roff takes nothing for a request."""
    plain = text.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"^(?=[.'])", r"\\&", plain)
