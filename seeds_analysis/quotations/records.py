"""Make quotation records: which pieces form one quotation, where its content ends, and how sure it is."""

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from typing import Any

from spacy.tokens import Doc

from seeds_analysis.doc import QuotationAnnotation, TokenRange, syntax
from seeds_analysis.quotations.cues.finding import Cue
from seeds_analysis.quotations.cues.relays import find_relay
from seeds_analysis.quotations.in_marks.rules import Link
from seeds_analysis.quotations.marks import Marks
from seeds_analysis.quotations.pieces import Piece
from seeds_analysis.text import Offsets

# By rules, the share of right speakers by construction in 520 articles of PolNeAR train; "colon" and
# "continued" have only 24 and 13 cases.
CONFIDENCE = {
    "after": 0.96,
    "before": 0.83,
    "clause": 0.86,
    "governed": 0.69,
    "same-sentence": 0.54,
    "continued": 0.9,
    "answered": 0.9,
    "group": 0.9,
    "label": 0.95,
    "signature": 0.95,
    "colon": 0.87,
    "reported": 0.75,
}
# By weights, the share of contents with the right bounds by kind and construction in 400 articles of PolNeAR
# train. The confidence is the chance of right source and right bounds.
BOUNDS = {
    "direct": {"after": 0.98, "before": 0.9, "governed": 0.8, "same-sentence": 0.8},
    "mixed": {"clause": 0.91, "before": 0.8, "governed": 0.74, "same-sentence": 0.6},
}
OTHER_BOUNDS = {"direct": 0.95, "mixed": 0.6, "indirect": 1.0}
UNATTRIBUTED_CONFIDENCE = 0.5

# Content that hangs on a cue without being a clause ("called the plan "a trap" for towns") is short.
MAX_PHRASE_TOKENS = 40

# A part of the content, and how its marks were closed.
Part = tuple[Offsets, str | None]


def records_in_marks(marks: Marks, links: Mapping[int, Link]) -> list[QuotationAnnotation]:
    """Make the quotations in marks; pieces with the same cue and source may belong together."""
    by_cue: dict[tuple[int, TokenRange | None], list[int]] = defaultdict(list)
    for i, link in links.items():
        by_cue[link.cue.head, link.cue.source].append(i)
    records = []
    for members in by_cue.values():
        direct, mixed = _grouped(marks.pieces, members, links)
        if mixed:
            group = [links[i] for i in mixed]
            pieces = [marks.pieces[i] for i in mixed]
            records.append(_record(marks, "mixed", _mixed_parts(marks, group[0].cue, pieces), group))
        for numbers in direct:
            parts = [_part(marks.pieces[i]) for i in numbers]
            records.append(_record(marks, "direct", parts, [links[i] for i in numbers]))
    return records


def indirect_record(marks: Marks, link: Link, taken: bytearray) -> QuotationAnnotation | None:
    """Make a quotation without marks from its cue's clause; None if all of it is in `taken`."""
    parts: list[Part] = []
    for start, end in link.cue.clause:
        held = {i for i in range(start, end) if taken[i]}
        parts += [(offsets, None) for offsets in _unquoted(marks, start, end, held)]
    return _record(marks, "indirect", sorted(parts), [link]) if parts else None


def unattributed_record(marks: Marks, piece: Piece, likeliest: Link | None) -> QuotationAnnotation:
    """Make a quotation without a sure source; `likeliest` may have said it."""
    cue = None if likeliest is None else likeliest.cue
    chance = None if likeliest is None else likeliest.confidence
    return QuotationAnnotation(
        kind="direct" if piece.whole else "mixed",
        content=((piece.stretch.start, piece.stretch.end),),
        closed=(piece.stretch.closed,),
        **_attribution(marks, cue),
        rule=None if cue is None else cue.rule,
        unattributed_reason="no-cue" if cue is None or cue.source is None else "speaker-uncertain",
        confidence=min(UNATTRIBUTED_CONFIDENCE, 1.0 if chance is None else chance),
    )


def _grouped(
    pieces: Sequence[Piece], members: Sequence[int], links: Mapping[int, Link]
) -> tuple[list[list[int]], list[int]]:
    """Sort the pieces of one cue into direct quotations and those woven into one mixed quotation."""
    direct: list[list[int]] = []
    mixed: list[int] = []
    for i in members:
        by = links[i].by
        follows = bool(direct) and direct[-1][-1] == i - 1
        if follows and links[i - 1].by == "after":  # "...," X said, "..."
            direct[-1].append(i)
        elif by == "clause" or (not pieces[i].whole and by in ("governed", "before", "same-sentence")):
            mixed.append(i)
        elif direct and by != "answered" and (follows or by in ("continued", "group")):
            direct[-1].append(i)
        else:
            direct.append([i])
    return direct, mixed


def _mixed_parts(marks: Marks, cue: Cue, pieces: Sequence[Piece]) -> list[Part]:
    """Return the clause or phrase around the pieces, cut at their marks so that each part is verbatim."""
    doc, positions = marks.positions.doc, marks.positions
    around: list[TokenRange] = list(cue.clause)
    if doc[cue.head].text == ":":  # Ruiz: Bridge "a trap" for towns
        around.append((cue.end, positions.line_end(cue.end)))
    for piece in pieces:
        if not any(start <= piece.tokens[0] < end for start, end in around):
            around += _phrase_on_path(doc, cue, piece)
    held = set(range(cue.start, cue.end))
    for piece in pieces:
        held.update(range(piece.marked[0], piece.tokens[1] + 1))
    parts = {_part(piece) for piece in pieces}
    for start, end in around:
        parts |= {(offsets, None) for offsets in _unquoted(marks, start, end, held)}
    return sorted(parts)


def _phrase_on_path(doc: Doc, cue: Cue, piece: Piece) -> tuple[TokenRange, ...]:
    """Return the object or prepositional phrase below the cue that holds the piece; empty if there is none.

    It includes what the words are about: the plan in "called the plan "a trap"".
    """
    start, end = piece.tokens
    token = doc[start:end].root
    while token.head != token and token.head.i != cue.head:
        token = token.head
    if token.head.i != cue.head or token.i == cue.head:
        return ()
    whole = syntax.subtree(token)
    below = (c for c in doc[cue.head].children if cue.head < c.i < token.i and c.dep_ == "dobj")
    of = next(below, None)
    if of is not None:
        whole = (of.left_edge.i, whole[1])
    if whole[1] - whole[0] > MAX_PHRASE_TOKENS + (end - start):
        return ()
    return syntax.without(doc, whole, [cue.source] if cue.source else [])


def _part(piece: Piece) -> Part:
    return (piece.stretch.start, piece.stretch.end), piece.stretch.closed


def _record(marks: Marks, kind: str, parts: Sequence[Part], links: Sequence[Link]) -> QuotationAnnotation:
    by, cue = links[0].by, links[0].cue
    relay = find_relay(marks.positions, cue)
    return QuotationAnnotation(
        kind=kind,
        content=tuple(offsets for offsets, _ in parts),
        closed=tuple(closed for _, closed in parts),
        **_attribution(marks, cue),
        rule="continued" if by in ("continued", "group", "answered") else cue.rule,
        via=marks.positions.span(*relay) if relay is not None else None,
        confidence=_confidence(kind, links),
    )


def _attribution(marks: Marks, cue: Cue | None) -> dict[str, Any]:
    """Return cue, its lemma and the source as fields of a quotation."""
    span = marks.positions.span
    return {
        "cue": None if cue is None else span(cue.start, cue.end),
        "cue_lemma": None if cue is None else cue.lemma,
        "source": None if cue is None or cue.source is None else span(*cue.source),
    }


def _unquoted(marks: Marks, start: int, end: int, held: Container[int]) -> list[Offsets]:
    """Return the parts of a token range outside marks and outside `held`, trimmed of punctuation."""
    runs: list[list[int]] = []
    for i in range(start, end):
        if marks.quoted[i] or i in held:
            continue
        if runs and runs[-1][1] == i:
            runs[-1][1] = i + 1
        else:
            runs.append([i, i + 1])
    trimmed = [syntax.trimmed(marks.positions.doc, low, high) for low, high in runs]
    return [marks.positions.span(low, high) for low, high in trimmed if low < high]


def _confidence(kind: str, links: Sequence[Link]) -> float:
    """Return the chance that content and source are right; by rules that of the source alone."""
    by = links[0].by
    chances = [CONFIDENCE[link.by] if link.confidence is None else link.confidence for link in links]
    if links[0].confidence is None:
        return min(chances)
    return min(chances) * BOUNDS.get(kind, {}).get(by, OTHER_BOUNDS[kind])
