"""How the page looks: styles, and glyphs with a version in ASCII."""

from dataclasses import dataclass

# Rich styles by what they mark. Only the terminal's own colours, so that the page is legible on dark and on
# light grounds.
COLOUR = {
    "headline": "bold",
    "section": "bold cyan",
    "rule": "cyan",
    "speaker": "bold magenta",
    "label": "bold",
    "quoted": "",
    "name": "bold",
    "bar": "cyan",
    "date": "bold green",
    "faint": "dim",
    "doubt": "yellow",
    "warning": "bold yellow",
}


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
