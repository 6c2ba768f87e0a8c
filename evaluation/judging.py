"""Judge every quoted piece and every content span as the official scorer does.

The scorer only counts; calibration and the error browser need to know which quotation was judged.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from seeds_analysis.corrections import match

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch in quotation marks; `quotation` is the number of the quotation that claims it, if one does.

    `fault` is None (right), "missed", "spurious" or "speaker". `gold` are the attributions that cover it.
    """

    span: Span
    gold: tuple[Any, ...]
    quotation: int | None
    fault: str | None


@dataclass(frozen=True, slots=True)
class Content:
    """A pair of gold and found content with Jaccard >= 0.5, or one of them without a partner.

    `kind` depends on the share of the gold content that is in quotation marks; without gold, on the nearest
    gold content or on the found one. `right` says whether the speaker is right; False without a partner.
    """

    kind: str
    gold: Any | None
    quotation: int | None
    right: bool


def judge_pieces(
    scorer: Any,
    text: str,
    attributions: Sequence[Any],
    discarded: Sequence[Span],
    quotes: Sequence[dict[str, Any]],
) -> list[Piece]:
    """Judge every quoted piece that gold or the tool attributes."""
    errors: list[dict[str, Any]] = []
    scorer.score_document(text, attributions, discarded, quotes, scorer.Tally(), errors)
    faults = {tuple(error["span"]): error["fault"] for error in errors}
    dropped = scorer.alnum_set(text, discarded)
    contents = _contents(scorer, text, quotes, dropped)
    gold = [(attribution, _letters(scorer, text, attribution.content)) for attribution in attributions]
    pieces = []
    for span in scorer.quoted_pieces(text):
        chars = scorer.alnum_set(text, [span])
        if len(chars & dropped) > len(chars) / 2:
            continue
        enough = scorer.COVER * len(chars)
        claims = [(len(chars & theirs), -number) for number, theirs in contents if chars & theirs]
        claimed = [claim for claim in claims if claim[0] >= enough]
        cover = [(len(chars & theirs), attribution) for attribution, theirs in gold if chars & theirs]
        stated = sum(count for count, _ in cover) >= enough
        top = max((count for count, _ in cover), default=0)
        answers = tuple(a for count, a in cover if count == top or count >= enough) if stated else ()
        fault = faults.get(span)
        if stated or claimed or fault:
            pieces.append(Piece(span, answers, -max(claimed)[1] if claimed else None, fault))
    return pieces


def judge_contents(
    scorer: Any,
    text: str,
    attributions: Sequence[Any],
    discarded: Sequence[Span],
    quotes: Sequence[dict[str, Any]],
) -> list[Content]:
    """Pair gold and found content, the best Jaccard first, and judge the speaker of each pair.

    The found contents come in their order, then the gold without a partner.
    """
    quoted = scorer.alnum_set(text, scorer.quoted_pieces(text))
    dropped = scorer.alnum_set(text, discarded)
    gold = [(a, chars) for a in attributions if (chars := _letters(scorer, text, a.content))]
    found = _contents(scorer, text, quotes, dropped)
    pairs = match([wanted for _, wanted in gold], [ours for _, ours in found])
    partner = {j: i for i, (j, _) in pairs.items()}
    judged = []
    for j, (number, ours) in enumerate(found):
        if j in partner:
            attribution, wanted = gold[partner[j]]
            right = _right_speaker(scorer, text, attribution, quotes[number])
            judged.append(Content(scorer.kind_of(wanted, quoted), attribution, number, right))
        else:
            near = max(gold, key=lambda pair: len(pair[1] & ours), default=None)
            chars = near[1] if near is not None and near[1] & ours else ours
            judged.append(Content(scorer.kind_of(chars, quoted), None, number, right=False))
    judged += [
        Content(scorer.kind_of(wanted, quoted), attribution, None, right=False)
        for i, (attribution, wanted) in enumerate(gold)
        if i not in pairs
    ]
    return judged


def _contents(
    scorer: Any, text: str, quotes: Sequence[dict[str, Any]], dropped: set[int]
) -> list[tuple[int, set[int]]]:
    """Return number and letters of the quotations that are not mostly in discarded text."""
    numbered = enumerate(_letters(scorer, text, quote["content"]) for quote in quotes)
    return [(number, chars) for number, chars in numbered if chars and len(chars & dropped) <= len(chars) / 2]


def _letters(scorer: Any, text: str, spans: Sequence[Sequence[int]]) -> set[int]:
    chars: set[int] = scorer.alnum_set(text, [(start, end) for start, end in spans])
    return chars


def _right_speaker(scorer: Any, text: str, attribution: Any, quote: dict[str, Any]) -> bool:
    span, name = quote["speaker"], quote["speaker_text"]
    if not attribution.source:
        return not span and not name
    return bool(scorer.speaker_matches(text, span, name, attribution.source))
