"""Link each piece in quotation marks to the cue that attributes it, or decide that it quotes nobody."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from math import exp

from seeds_analysis.doc import MarkedPhraseAnnotation, TokenRange
from seeds_analysis.quotations.cues.relays import find_relay
from seeds_analysis.quotations.in_marks.candidates import Proposer
from seeds_analysis.quotations.in_marks.features import Candidate, Describer
from seeds_analysis.quotations.in_marks.rules import Attributor, Link, labelled
from seeds_analysis.quotations.marks import Marks, marked_phrase
from seeds_analysis.quotations.pieces import Piece
from seeds_analysis.quotations.weights import Network, read_network

WEIGHTS = "speakers"

# Constructions that leave no choice: a later paragraph of the same words, a name as a label, an answer.
CERTAIN = {"group", "label", "signature", "answered"}
# Less likely sources are not offered as uncertain ones: 1 in 14 is right in PolNeAR train.
LEAST = 0.1


@dataclass(frozen=True, slots=True)
class Choice:
    """The number of the chosen candidate, and the chance that its source is right, with any cue.

    `otherwise` is the likeliest candidate with a source, if the chosen one is "nobody".
    """

    number: int
    confidence: float
    otherwise: "Choice | None" = None


# Given the number of a piece and its candidates, returns which one is chosen.
Decide = Callable[[int, Sequence[Candidate]], Choice]

# Links by the number of the piece; phrases that quote nobody; pieces without a sure source.
Linked = tuple[dict[int, Link], list[MarkedPhraseAnnotation], list[tuple[Piece, Link | None]]]


def decide_by_weights(_number: int, candidates: Sequence[Candidate]) -> Choice:
    """Choose by the learned weights."""
    return choose(candidates)


def link_pieces(marks: Marks, decide: Decide | None) -> Linked:
    """Give each piece a link, or list it as a phrase, or leave it unattributed, in text order.

    `decide` chooses among all candidates; without it the first rule that fits decides.
    """
    rules = Attributor(marks)
    proposer, describer = Proposer(marks, rules), Describer(marks, rules)
    links: dict[int, Link] = {}
    phrases: list[MarkedPhraseAnnotation] = []
    unsure: list[tuple[Piece, Link | None]] = []
    groups: dict[int, Link] = {}  # the last link of each quotation of several paragraphs
    last: Link | None = None
    last_piece: Piece | None = None
    for i, (piece, verdict) in enumerate(zip(marks.pieces, marks.verdicts, strict=True)):
        following = marks.pieces[i + 1] if i + 1 < len(marks.pieces) else None
        link = _label(marks, piece)
        if link is None and verdict.kind not in ("title", "nickname"):
            group = groups.get(piece.stretch.group)
            link = Link(group.cue, "group", group.confidence) if group else rules.link(piece, following)
        if link is None and verdict.kind is None:
            link = _continued(rules, piece, last_piece, last)
        doubtful = None
        if decide is not None and (link is None or link.by not in CERTAIN):
            near = last_piece is not None and last_piece.paragraph >= piece.paragraph - 1
            previous = last if near else None
            proposed = proposer.propose(i, link, previous)
            candidates = describer.describe(i, proposed, link, previous, verdict.kind)
            choice = decide(i, candidates)
            link, other = _link(candidates, choice), choice.otherwise
            if other is not None and other.confidence >= LEAST and not (verdict.listed or verdict.kind):
                doubtful = _link(candidates, other)  # nothing tells what else the marks are for
        if doubtful is not None:
            unsure.append((piece, doubtful))
            last, last_piece = doubtful, piece
        elif link is not None:
            links[i] = groups[piece.stretch.group] = link = _inner(marks, rules, link)
            last, last_piece = (None, None) if link.by == "signature" else (link, piece)
        elif (kind := verdict.listed or verdict.kind) is not None:
            phrases.append(marked_phrase(piece, kind))
        else:
            unsure.append((piece, None))
    return links, phrases, unsure


def _label(marks: Marks, piece: Piece) -> Link | None:
    cue = labelled(marks.positions.doc, piece)
    return None if cue is None else Link(cue, cue.rule or "label")


def _continued(rules: Attributor, piece: Piece, before: Piece | None, last: Link | None) -> Link | None:
    """A sentence without a cue belongs to the last speaker of its paragraph, or to who introduces it.

    The last speaker of another paragraph is no answer: right for 55 to 62% of such pieces in PolNeAR train.
    """
    text = rules.positions.text
    if not piece.whole:
        return None
    if last is not None and before is not None:
        if _answers(text, piece, before):
            return Link(last.cue, "answered")
        if piece.paragraph == before.paragraph:
            return Link(last.cue, "continued")
    above = rules.above(piece)
    introduced = above and text[: rules.doc[piece.paragraph_token].idx].rstrip().endswith(":")
    return Link(above[-1], "colon") if introduced else None


def _answers(text: str, piece: Piece, before: Piece) -> bool:
    """Whether the article asks and the words end the paragraph: And the cost? "None."."""
    asked = text[before.stretch.close_end : piece.stretch.open_start].rstrip()
    rest = text[piece.stretch.close_end : piece.stretch.close_end + 2]
    return before.paragraph >= piece.paragraph - 2 and asked.endswith("?") and (not rest or rest[0] in "\r\n")


def _inner(marks: Marks, rules: Attributor, link: Link) -> Link:
    """X said, according to Radio Leiva: X speaks, and the radio passes it on."""
    if link.cue.kind != "according":
        return link
    inner = rules.by_head.get(marks.positions.doc[link.cue.head].head.i)
    if inner is None or inner.source is None or inner.is_noun:
        return link
    return replace(link, cue=inner) if find_relay(marks.positions, inner) == link.cue.source else link


def _link(candidates: Sequence[Candidate], choice: Choice) -> Link | None:
    chosen = candidates[choice.number]
    return None if chosen.cue is None else Link(chosen.cue, chosen.by, choice.confidence)


def choose(candidates: Sequence[Candidate], network: Network | None = None) -> Choice:
    """Choose the likeliest source and its likeliest cue; `candidates` must not be empty.

    As in O'Keefe et al. (2012), "A Sequence Labelling Approach to Quote Attribution", the chances of all
    candidates of a piece add up to 1, and pieces are decided in text order: the speaker before is known.
    """
    network = network or read_network(WEIGHTS)
    scores = network.scores([candidate.features for candidate in candidates])
    highest = max(scores)
    odds = [exp(score - highest) for score in scores]
    sources = [None if candidate.cue is None else candidate.cue.source for candidate in candidates]
    together = dict.fromkeys(sources, 0.0)
    for source, odd in zip(sources, odds, strict=True):
        together[source] += odd

    def likeliest(among: Iterable[TokenRange | None]) -> Choice:
        best = max(among, key=together.__getitem__)
        number = max((i for i, source in enumerate(sources) if source == best), key=odds.__getitem__)
        return Choice(number, together[best] / sum(odds))

    choice = likeliest(together)
    if sources[choice.number] is None and len(together) > 1:
        return replace(choice, otherwise=likeliest(source for source in together if source is not None))
    return choice
