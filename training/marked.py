"""Read articles in marked form: the text with contents, sources, cues and relays marked in it, and a table.

The format and the convention are in training/news/WRITING.md.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from seeds_analysis.text import Offsets

KINDS = frozenset({"direct", "mixed", "indirect"})
SPEAKER_KINDS = frozenset(
    {"person", "organisation", "document", "group", "several", "unnamed", "author", "unclear"}
)
_TAG = re.compile(r"<(/?)([csuv])(\d+)>")
_RULE = re.compile(r"(?m)^---[ \t]*$\n")
_SPEAKER = re.compile(r"(.*?)\s*\((\w+)\)")


class MarkedError(ValueError):
    """A file in marked form is not well formed; says which and where."""


@dataclass(frozen=True, slots=True)
class MarkedQuotation:
    """One row of the table with its places in the text; offsets are half-open and count characters.

    `speaker` is the fullest name that the article prints, None if it never names the speaker.
    """

    number: int
    kind: str
    speaker: str | None
    speaker_kind: str
    content: tuple[Offsets, ...]
    source: tuple[Offsets, ...]
    cue: tuple[Offsets, ...]
    via: tuple[Offsets, ...]
    tags: frozenset[str]


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """An article: its plain text, the lines of its head, and its quotations in the order of the table."""

    name: str
    text: str
    head: dict[str, str]
    quotations: tuple[MarkedQuotation, ...]


def read_folder(folder: Path) -> Iterator[MarkedArticle]:
    """Read NAME.marked files in order of their names. Raises MarkedError."""
    for path in sorted(folder.glob("*.marked")):
        yield read_marked(path.stem, path.read_text(encoding="utf-8"))


def read_marked(name: str, source: str) -> MarkedArticle:
    """Read one article. Raises MarkedError."""
    parts = _RULE.split(source, maxsplit=2)
    if len(parts) != 3:
        raise MarkedError(f"{name}: head, text and table must be separated by lines of three dashes")
    head = dict(_head_lines(parts[0]))
    text, places = _places(name, parts[1].strip("\n") + "\n")
    rows = [_row(name, line, places) for line in parts[2].splitlines() if line.strip()]
    unknown = {number for _, number in places} - {row.number for row in rows}
    if unknown:
        raise MarkedError(f"{name}: no row for {sorted(unknown)}")
    return MarkedArticle(name, text, head, tuple(rows))


def main_span(spans: Sequence[Offsets]) -> Offsets | None:
    """The longest of several spans."""
    return max(spans, key=lambda span: span[1] - span[0], default=None)


def _head_lines(head: str) -> Iterator[tuple[str, str]]:
    for line in head.splitlines():
        key, colon, value = line.partition(":")
        if colon:
            yield key.strip(), value.strip()


def _places(name: str, body: str) -> tuple[str, dict[tuple[str, int], list[Offsets]]]:
    """Take the marks out; say where each lies in the text that is left."""
    text: list[str] = []
    places: dict[tuple[str, int], list[Offsets]] = defaultdict(list)
    opened: dict[tuple[str, int], int] = {}
    length = last = 0
    for tag in _TAG.finditer(body):
        text.append(body[last : tag.start()])
        length += tag.start() - last
        last = tag.end()
        key = tag[2], int(tag[3])
        if not tag[1]:
            opened[key] = length
        elif key not in opened:
            raise MarkedError(f"{name}: {tag[0]} closes nothing")
        else:
            places[key].append((opened.pop(key), length))
    if opened:
        raise MarkedError(f"{name}: never closed: {sorted(opened)}")
    return "".join([*text, body[last:]]), places


def _row(name: str, line: str, places: dict[tuple[str, int], list[Offsets]]) -> MarkedQuotation:
    number, kind, who, tags = [*map(str.strip, line.split("|")), "", "", ""][:4]
    speaker = _SPEAKER.fullmatch(who)
    if not number.isdigit() or kind not in KINDS or speaker is None or speaker[2] not in SPEAKER_KINDS:
        raise MarkedError(f"{name}: row {line!r}")
    found = {role: tuple(sorted(places.get((role, int(number)), ()))) for role in "csuv"}
    if not found["c"] or any(end <= start for start, end in found["c"]):
        raise MarkedError(f"{name}: quotation {number} has no content")
    return MarkedQuotation(
        number=int(number),
        kind=kind,
        speaker=None if speaker[1] in ("", "-") else speaker[1],
        speaker_kind=speaker[2],
        content=found["c"],
        source=found["s"],
        cue=found["u"],
        via=found["v"],
        tags=frozenset(tag.strip() for tag in tags.split(",") if tag.strip()),
    )
