"""The files of brat: a text, and annotations that stand off from it.

A quotation is an event, as in PolNeAR: `E1 Attribution:T4 Content:T1 Cue:T2 Source:T3`. Its note is the name
of the speaker; attributes have the rest.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from seeds_analysis.corrections.making import ROLES, Marked, joined, known, spans_by_role
from seeds_analysis.summary import Quotation, Summary, model
from seeds_analysis.text import Offsets, TextSpan

ATTRIBUTES = {"Kind": model.KINDS, "SpeakerKind": model.SPEAKER_KINDS, "Negated": ()}
CONFIGURATION = f"""\
[entities]
Content
Cue
Source
Relay

[relations]

[events]
Attribution\tContent+:Content, Cue?:Cue, Source?:Source, Relay?:Relay

[attributes]
Kind\tArg:<EVENT>, Value:{"|".join(model.KINDS)}
SpeakerKind\tArg:<EVENT>, Value:{"|".join(model.SPEAKER_KINDS)}
Negated\tArg:<EVENT>
"""

_EVENT = "Attribution"
_BREAK = "[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]"  # what ends a line for Python, which brat is written in
_LINES = re.compile(f"(?:(?!{_BREAK}).)+", re.DOTALL)
_NEXT_LINE = rf"[ \t]*(\r\n|{_BREAK})[ \t]*"  # after a blank line, another part of the content begins
_SUFFIX = re.compile(r"\.\w+(?=#|$)")  # also before the number of a record
_UNFIT = re.compile(r"[^\w-]+")
_PLACE = re.compile("([0-9]{1,9}) ([0-9]{1,9})")
_PLACES = re.compile(f" {_PLACE.pattern}(;{_PLACE.pattern})*")
_SHOWN, _LONGEST_NAME = 40, 80  # characters


def brat_files(summaries: Iterable[Summary]) -> Iterator[tuple[str, str]]:
    """Give the names and texts of the files of a folder that brat opens. Summaries hold their text."""
    used: set[str] = set()
    for summary in summaries:
        if not used:
            yield "annotation.conf", CONFIGURATION
        given = _SUFFIX.sub("", PurePosixPath(summary.document.origin).name)
        stem = _UNFIT.sub("_", given).strip("_-")[:_LONGEST_NAME] or "article"
        name, number = stem, 1
        while name.casefold() in used:  # some systems do not tell the case of names
            number += 1
            name = f"{stem}-{number}"
        used.add(name.casefold())
        yield f"{name}.txt", summary.document.text or ""
        yield f"{name}.ann", brat_annotations(summary)


def brat_annotations(summary: Summary) -> str:
    """Write the .ann file of a summary that holds its text."""
    text = summary.document.text or ""
    return "".join(f"{line}\n" for line in _lines(text, summary.quotations))


def _lines(text: str, quotations: Iterable[Quotation]) -> Iterator[str]:
    spans = attributes = notes = 0
    for number, quotation in enumerate(quotations, start=1):
        roles = spans_by_role(quotation) | {_EVENT: (quotation.cue or quotation.content[0],)}
        places = {}
        for role, found in roles.items():
            spans += 1
            places[role] = f"T{spans}"
            yield _text_bound(text, f"T{spans}", role, found)
        arguments = " ".join(f"{role}:{places[role]}" for role in (_EVENT, *ROLES) if role in places)
        yield f"E{number}\t{arguments}"
        speaker, via = quotation.speaker, quotation.via
        values = {"Kind": quotation.kind, "SpeakerKind": speaker and speaker.kind}
        stated = [f"{name} E{number} {value}" for name, value in values.items() if value]
        for attribute in [*stated, *([f"Negated E{number}"] if quotation.negated else [])]:
            attributes += 1
            yield f"A{attributes}\t{attribute}"
        notes_at = {f"E{number}": speaker and speaker.name, places.get("Relay"): via and via.name}
        for place, name in notes_at.items():
            if place and name:
                notes += 1
                yield f"#{notes}\tAnnotatorNotes {place}\t{' '.join(name.split())}"


def _text_bound(text: str, number: str, role: str, found: Iterable[TextSpan]) -> str:
    """Cut spans at line breaks, which brat cannot have in one; blank lines are left out."""
    cut = [match for span in found for match in _LINES.finditer(text, span.start, span.end)]
    pieces = [match for match in cut if not match[0].isspace()] or cut
    offsets = ";".join(f"{match.start()} {match.end()}" for match in pieces)
    return f"{number}\t{role} {offsets}\t{' '.join(match[0] for match in pieces)}"


@dataclass(slots=True)
class _Annotations:
    """What an .ann file holds, by number."""

    spans: dict[str, tuple[str, list[Offsets]]] = field(default_factory=dict)
    events: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    attributes: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    notes: dict[str, str] = field(default_factory=dict)


def read_brat(text: str, annotations: str) -> list[Marked]:
    """Read an .ann file. What no event links is left out: brat keeps the parts of an event that is deleted.

    Raises ValueError with the line that does not fit the text or is not understood.
    """
    found = _Annotations()
    for number, line in enumerate(annotations.split("\n"), start=1):
        if line.strip():
            try:
                _read_line(text, line.rstrip("\r"), found)
            except ValueError as error:
                raise ValueError(f"line {number}: {error}") from error
    return [_marked(event, arguments, found) for event, arguments in found.events.items()]


def _read_line(text: str, line: str, found: _Annotations) -> None:
    number, what, shown = [*line.split("\t", 2), "", ""][:3]
    name, place, value = [*what.split(" "), "", ""][:3]
    if number[:1] == "T":
        known(name, (*ROLES, _EVENT), "label")
        found.spans[number] = name, _offsets(text, what.removeprefix(name), shown)
    elif number[:1] == "E":
        arguments: dict[str, list[str]] = defaultdict(list)
        for pair in what.split():
            role, _, place = pair.partition(":")
            arguments[role.rstrip("0123456789")].append(place)
        found.events[number] = arguments
    elif number[:1] in ("A", "M"):
        known(name, ATTRIBUTES, "attribute")
        if ATTRIBUTES[name]:
            known(value, ATTRIBUTES[name], f"value of {name}")
        found.attributes[place][name] = value
    elif number[:1] == "#":
        found.notes[place] = " ".join(shown.split())
    elif number[:1] not in ("N", "*"):  # links to databases, equal entities
        raise ValueError("is not understood. The parts of a quotation are linked by an event.")


def _offsets(text: str, places: str, shown: str) -> list[Offsets]:
    """Read offsets such as "12 20;21 30", and compare their words with those that the line shows."""
    if not _PLACES.fullmatch(places):
        raise ValueError(f"{places.strip()!r} are no offsets.")
    spans = [(int(start), int(end)) for start, end in _PLACE.findall(places)]
    words = " ".join(text[start:end] for start, end in spans)
    if words.split() != shown.split() or not words.strip():
        there = f"but the text has {_short(words)} there. Was the text changed?"
        raise ValueError(f"says {_short(shown)}, {there}")
    return joined(text, spans, across=_NEXT_LINE)


def _short(words: str) -> str:
    return repr(words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…")


def _marked(number: str, arguments: Mapping[str, Sequence[str]], found: _Annotations) -> Marked:
    """Gather the parts of a quotation. Raises ValueError if one of them is not there."""
    spans: dict[str, list[Offsets]] = {}
    for role in ROLES:
        for place in arguments.get(role, ()):
            if place not in found.spans:
                raise ValueError(f"{number} names {place}, which is not there.")
            spans.setdefault(role, []).extend(found.spans[place][1])
    if "Content" not in spans:
        raise ValueError(f"{number} has no Content.")
    relay = next(iter(arguments.get("Relay", ())), "")
    attributes = found.attributes[number]
    return Marked(
        spans=spans,
        name=found.notes.get(number) or None,
        relay_name=found.notes.get(relay) or None,
        kind=attributes.get("Kind"),
        speaker_kind=attributes.get("SpeakerKind"),
        negated="Negated" in attributes,
    )
