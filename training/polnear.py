"""Read PolNeAR: articles with the attributions that people marked in them (brat standoff files)."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """What people marked: content, source and cue, each in one or more pieces, in characters, half-open."""

    content: tuple[Offsets, ...]
    source: tuple[Offsets, ...]
    cue: tuple[Offsets, ...]


def articles(folder: Path) -> Iterator[tuple[str, Path, list[Attribution]]]:
    """Stem, text file and attributions of each article, in order of the stems.

    Where an article has several annotators, the first counts. `folder` holds text/STEM.txt and
    attributions/STEM_ANNOTATOR.ann. Raises FileNotFoundError if `folder` is not laid out so.
    """
    files = defaultdict(list)
    for path in sorted((folder / "attributions").iterdir()):
        files[re.sub(r"_[0-9a-f]{4}$", "", path.stem)].append(path)
    for text_file in sorted((folder / "text").glob("*.txt")):
        if text_file.stem in files:
            standoff = files[text_file.stem][0].read_text(encoding="utf-8")
            yield text_file.stem, text_file, read_standoff(standoff)


def read_standoff(standoff: str) -> list[Attribution]:
    """The attributions of one brat standoff file, in its order; those without content are left out."""
    spans: dict[str, list[Offsets]] = {}
    found = []
    for line in standoff.split("\n"):
        name, _, rest = line.partition("\t")
        if re.fullmatch(r"T\d+", name):
            where = rest.partition("\t")[0].partition(" ")[2]
            pieces = (piece.split() for piece in where.split(";"))
            spans[name] = [(int(start), int(end)) for start, end in pieces]
        elif re.fullmatch(r"E\d+", name):
            roles: dict[str, list[Offsets]] = defaultdict(list)
            for pair in rest.split():
                role, _, reference = pair.partition(":")
                roles[role.rstrip("0123456789")] += spans.get(reference, [])
            if roles["Content"]:
                parts = (tuple(sorted(roles[role])) for role in ("Content", "Source", "Cue"))
                found.append(Attribution(*parts))
    return found
