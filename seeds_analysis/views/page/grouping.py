"""Group and order what a summary holds, for pages."""

import re
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from seeds_analysis.summary import DateMention, Entity, Quotation, Summary
from seeds_analysis.views import codes

_POINT = re.compile(r"([+-]?)([0-9]{1,9})(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class SpeakerGroup:
    """All quotations of one speaker in text order; role is None if the article gives none."""

    name: str
    aliases: tuple[str, ...]
    role: str | None
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """One ISO 8601 value and the expressions that mean it, each once and with its number of mentions."""

    value: str
    expressions: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Dates and intervals in the order of time, then durations, then what could not be resolved.

    The last is one date for each expression and reason, with its number of mentions.
    """

    moments: tuple[Moment, ...]
    durations: tuple[Moment, ...]
    unresolved: tuple[tuple[DateMention, int], ...]


def by_speaker(summary: Summary) -> tuple[tuple[SpeakerGroup, ...], tuple[Quotation, ...]]:
    """Group quotations by speaker, in the order in which speakers are first quoted; and the unattributed.

    One entity is one speaker; sources without an entity are one speaker if they have the same name. A speaker
    known only as "he" is unattributed: two of these need not be the same person.
    """
    groups: dict[tuple[bool, str], list[Quotation]] = {}
    unattributed = []
    for quotation in summary.quotations:
        speaker = quotation.speaker
        if speaker is None or speaker.name is None:
            unattributed.append(quotation)
        else:
            named = speaker.entity is not None
            key = speaker.entity or " ".join(speaker.name.casefold().split())
            groups.setdefault((named, key), []).append(quotation)
    entities = {entity.id: entity for entity in summary.entities}
    return tuple(_speaker_group(group, entities) for group in groups.values()), tuple(unattributed)


def by_label(entities: Sequence[Entity]) -> dict[str, list[Entity]]:
    """Group entities by label, as codes.tsv lists them; each by falling salience, ties in text order."""
    groups: dict[str, list[Entity]] = {}
    for entity in entities:
        groups.setdefault(entity.label, []).append(entity)
    ranks = {label: rank for rank, (kind, label) in enumerate(codes.read_codes()) if kind == "label"}
    ordered = sorted(groups, key=lambda label: (ranks.get(label, sys.maxsize), label))
    return {label: sorted(groups[label], key=lambda entity: -entity.salience) for label in ordered}


def timeline(dates: Sequence[DateMention]) -> Timeline:
    """Order dates by time and merge those of one value."""
    expressions: dict[str, Counter[str]] = {}
    unresolved: dict[tuple[str, str | None], list[DateMention]] = {}
    for date in dates:
        text = " ".join(date.text.split())
        if date.value is None:
            unresolved.setdefault((text, date.reason), []).append(date)
        else:
            expressions.setdefault(date.value, Counter())[text] += 1
    moments = [Moment(value, tuple(counts.items())) for value, counts in expressions.items()]
    return Timeline(
        moments=tuple(
            sorted((moment for moment in moments if not _is_duration(moment)), key=lambda m: _time(m.value))
        ),
        durations=tuple(moment for moment in moments if _is_duration(moment)),
        unresolved=tuple((same[0], len(same)) for same in unresolved.values()),
    )


def _speaker_group(quotations: Sequence[Quotation], entities: Mapping[str, Entity]) -> SpeakerGroup:
    speakers = [quotation.speaker for quotation in quotations if quotation.speaker is not None]
    entity = entities.get(speakers[0].entity or "")
    roles = [speaker.role.text for speaker in speakers if speaker.role is not None]
    if entity is not None and entity.role is not None:
        roles.append(entity.role.text)
    return SpeakerGroup(
        name=speakers[0].name or "",
        aliases=() if entity is None else entity.aliases,
        role=roles[0] if roles else None,
        quotations=tuple(quotations),
    )


def _is_duration(moment: Moment) -> bool:
    return moment.value.startswith("P")


def _time(value: str) -> tuple[int, str, str]:
    """Make a key by year, then by the rest; years before the common era ("-0044") come first.

    An interval is placed by its start, an open one ("../2025") by the end it has.
    """
    start = next((point for point in value.split("/") if point.strip(".")), value)
    match = _POINT.match(start)
    if match is None:
        return 0, start, value
    sign, year, rest = match.groups()
    return int(sign + year), rest, value
