"""From what a person marked in a text to a Summary."""

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from seeds_analysis import __version__
from seeds_analysis.corrections.matching import letters
from seeds_analysis.summary import SCHEMA_VERSION, Quotation, Summary, model
from seeds_analysis.text import Article, Offsets, Stretch, TextSpan, pair_marks, paragraphs

HUMAN = "human"  # what decided: a person
ROLES = ("Content", "Cue", "Source", "Relay")

_Part = tuple[Offsets, str | None]  # where it is, and how its marks are closed


@dataclass(frozen=True, slots=True)
class Marked:
    """A quotation as a person marked it. A role may have several spans; only the content needs one.

    Without a `kind` the quotation marks decide. Without a `name` nobody is named.
    """

    spans: dict[str, list[Offsets]]  # by role
    name: str | None = None
    relay_name: str | None = None
    kind: str | None = None
    speaker_kind: str | None = None
    negated: bool = False


def spans_by_role(quotation: Quotation) -> dict[str, tuple[TextSpan, ...]]:
    """Give the parts of a quotation in the order of ROLES."""
    speaker, via = quotation.speaker, quotation.via
    single = {"Cue": quotation.cue, "Source": speaker and speaker.mention, "Relay": via and via.mention}
    return {"Content": quotation.content, **{role: (span,) for role, span in single.items() if span}}


def human_summary(text: str, origin: str, marked: Sequence[Marked]) -> Summary:
    """Make the summary of a text in which a person marked the quotations; it holds the text."""
    stretches, _ = pair_marks(text)
    starts = [start for start, _ in paragraphs(text)]
    parts = [(_parts(text, one, stretches), one) for one in marked]
    parts.sort(key=lambda pair: [offsets for offsets, _ in pair[0]])
    quotations = tuple(
        _quotation(text, f"q{number}", content, one, bisect_right(starts, content[0][0][0]))
        for number, (content, one) in enumerate(parts, start=1)
    )
    return Summary(
        schema_version=SCHEMA_VERSION,
        generator=model.Generator("seeds-analysis", __version__, "", "", "", attribution=HUMAN),
        document=model.Document(
            id=Article(text, origin).id,
            origin=origin,
            headline=None,
            byline=None,
            published=None,
            dateline=None,
            credits=(),
            language="en",
            word_count=len(text.split()),
            char_count=len(text),
            encoding="utf-8",
            text=text,
        ),
        counts=model.NO_COUNTS,
        key_sentences=(),
        entities=(),
        quotations=quotations,
        marked_phrases=(),
        dates=(),
        warnings=(),
    ).counted(0)


def known(name: object, names: Collection[str], what: str) -> str:
    """Give back a name in a corrected file if it is one of ours; else raise ValueError."""
    if name not in names:
        raise ValueError(f"unknown {what} {name!r}. Known are {', '.join(names)}.")
    return str(name)


def joined(text: str, spans: Sequence[Offsets], *, across: str = "$^") -> list[Offsets]:
    """Sort spans and join those that overlap, or that have only what the pattern `across` matches between."""
    whole: list[Offsets] = []
    for start, end in sorted(spans):
        last = whole[-1] if whole else None
        if last and (start < last[1] or re.fullmatch(across, text[last[1] : start])):
            whole[-1] = last[0], max(end, last[1])
        else:
            whole.append((start, end))
    return whole


def _quotation(text: str, number: str, content: Sequence[_Part], one: Marked, paragraph: int) -> Quotation:
    in_marks = [closed is not None for _, closed in content]
    kind = one.kind or ("direct" if all(in_marks) else "mixed" if any(in_marks) else "indirect")
    # A direct quotation is in marks as a whole or, as a turn of an interview, not at all.
    plain = kind == "indirect" or (kind == "direct" and not all(in_marks))
    spans = tuple(
        model.ContentSpan.of(text, *offsets, None if plain else closed) for offsets, closed in content
    )
    firsts = [min(one.spans.get(role, ()), default=None) for role in ("Cue", "Source", "Relay")]
    cue, source, relay = (TextSpan.of(text, *span) if span else None for span in firsts)
    speaker = model.Speaker(one.name, None, source, None, None) if one.name or source else None
    if speaker and one.name:
        speaker = replace(speaker, resolved_by=HUMAN, kind=one.speaker_kind)
    quotation = Quotation(
        id=number,
        kind=kind,
        text="",
        content=spans,
        cue=model.Cue(cue.start, cue.end, cue.text, "") if cue else None,
        speaker=speaker,
        via=model.Via(one.relay_name or " ".join(relay.text.split()), None, relay) if relay else None,
        unattributed_reason=None if one.name else HUMAN,
        confidence=1.0,
        negated=one.negated,
        paragraph=paragraph,
    )
    return replace(quotation, text=quotation.readable_text())


def _parts(text: str, one: Marked, stretches: Sequence[Stretch]) -> list[_Part]:
    """Give the content without the quotation marks at its edges, with how the marks of each part are closed.

    A span that holds verbatim words and others is cut at the marks, unless another part is verbatim already.
    """
    spans = joined(text, one.spans["Content"])
    around = [_stretch_around(span, stretches) for span in spans]
    parts: list[_Part] = []
    for span, stretch in zip(spans, around, strict=True):
        cut = [(span, stretch.closed)] if stretch else _cut(text, span, stretches)
        mixed = len({closed is None for _, closed in cut}) > 1
        whole = mixed and (one.kind in ("direct", "indirect") or any(around))
        parts += [(span, None)] if whole else cut
    return parts


def _stretch_around(span: Offsets, stretches: Sequence[Stretch]) -> Stretch | None:
    """Find the innermost stretch between quotation marks that holds a span."""
    around = [one for one in stretches if one.start <= span[0] and span[1] <= one.end]
    return max(around, key=lambda one: one.depth, default=None)


def _cut(text: str, span: Offsets, stretches: Sequence[Stretch]) -> list[_Part]:
    """Cut a span at the outermost quotation marks in it; without letters or digits it stays whole."""
    place, end = span
    parts: list[_Part] = []
    for one in stretches:
        if place <= one.open_start and one.close_end <= end:
            parts += [((place, one.open_start), None), ((one.start, one.end), one.closed)]
            place = one.close_end
    parts.append(((place, end), None))
    return [(_bare(text, part), closed) for part, closed in parts if letters(text, [part])] or [(span, None)]


def _bare(text: str, span: Offsets) -> Offsets:
    words = text[slice(*span)]
    return span[0] + len(words) - len(words.lstrip()), span[1] - len(words) + len(words.rstrip())
