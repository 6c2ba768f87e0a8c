"""How the page looks: styles and glyphs, each with a plain version."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Styles:
    """Rich style strings by what they mark; the defaults are plain."""

    headline: str = ""
    section: str = ""
    rule: str = ""
    speaker: str = ""
    label: str = ""
    quoted: str = ""
    name: str = ""
    bar: str = ""
    date: str = ""
    faint: str = ""
    doubt: str = ""
    warning: str = ""


# Only the terminal's own colours, so that the page is legible on dark and on light grounds.
COLOUR = Styles(
    headline="bold",
    section="bold cyan",
    rule="cyan",
    speaker="bold magenta",
    label="bold",
    quoted="",
    name="bold",
    bar="cyan",
    date="bold green",
    faint="dim",
    doubt="yellow",
    warning="bold yellow",
)
PLAIN = Styles()


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The characters that are ours and not the article's."""

    rule: str
    full: str
    empty: str
    dot: str
    times: str
    open: str
    close: str
    gap: str
    paragraph: str


UNICODE = Glyphs(
    rule="─", full="━", empty="╌", dot="·", times="×", open="“", close="”", gap="…", paragraph="¶"
)
ASCII = Glyphs(
    rule="-", full="=", empty=".", dot="|", times="x", open='"', close='"', gap="...", paragraph="par. "
)
