"""Help and usage errors: options in groups, whole sentences, and no words of the parser."""

import re
from functools import partial
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from seeds_analysis.cli.commands import run

WIDEST = 120
SETTINGS: dict[str, Any] = {"help_option_names": ["-h", "--help"], "max_content_width": WIDEST}

# How pydantic, which Typer asks, words its errors.
_PARSER_WORDS = re.compile(r"Value error, |, unable to parse .*")
_INPUT = "Input should be "


def examples(*commands: str) -> str:
    """Give the end of a help text: the words after the name of the program, one example a line."""
    heading = "Example" if len(commands) == 1 else "Examples"
    return "\n".join(["\b", f"{heading}:", *(f"  seeds-analysis {command}" for command in commands)])


class _Plain:
    """What commands and groups share."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Write "SUMMARY.json", not "{SUMMARY.json}"."""
        pieces: list[str] = super().collect_usage_pieces(ctx)  # type: ignore[misc]
        return [piece.strip("{}") for piece in pieces]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the arguments, then the options by their `rich_help_panel`."""
        groups: dict[str, list[tuple[str, str]]] = {}
        for param in self.get_params(ctx):  # type: ignore[attr-defined]
            record = param.get_help_record(ctx)
            if param.param_type_name == "argument":
                groups.setdefault("Arguments", []).append((param.metavar, param.help))
            elif record is not None:
                title = getattr(param, "rich_help_panel", None) or "Options"  # --help may be Click's own
                groups.setdefault(title, []).append(record)
        for title, records in groups.items():
            with formatter.section(title):
                formatter.write_dl(records)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse; an error says what is wrong in our words."""
        try:
            parsed: list[str] = super().parse_args(ctx, args)  # type: ignore[misc]
        except typer.BadParameter as error:
            message = _PARSER_WORDS.sub("", error.message)
            if message.startswith(_INPUT):
                message = f"It has to be {message.removeprefix(_INPUT)}."
            error.message = message
            raise
        return parsed


class Command(_Plain, TyperCommand):
    """A command that returns its exit code; an error becomes a message and a code."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command and end with its exit code."""
        raise typer.Exit(run(partial(super().invoke, ctx)))


class Group(_Plain, TyperGroup):
    """A group of commands, listed with the first sentence of each, whole."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write options and commands."""
        super().format_options(ctx, formatter)
        with formatter.section("Commands"):
            formatter.write_dl([(n, command.get_short_help_str(999)) for n, command in self.commands.items()])
