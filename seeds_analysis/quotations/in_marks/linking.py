"""Give each piece in quotation marks the cue that attributes it, or tell that it quotes nobody."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property

from spacy.symbols import PUNCT, SPACE  # type: ignore[import-not-found]

from seeds_analysis.doc import MarkedPhraseAnnotation, Positions, context
from seeds_analysis.quotations.cues.finding import Cue
from seeds_analysis.quotations.cues.relays import Relays
from seeds_analysis.quotations.in_marks.candidates import Proposer
from seeds_analysis.quotations.in_marks.features import Candidate
from seeds_analysis.quotations.in_marks.name_labels import labelled
from seeds_analysis.quotations.in_marks.ranking import Choice, choose
from seeds_analysis.quotations.in_marks.rules import Attributor, Link
from seeds_analysis.quotations.interviews.turns import described
from seeds_analysis.quotations.not_quoting.surroundings import Verdict
from seeds_analysis.quotations.pieces import Piece

# Constructions that leave no choice: a later paragraph of the same words, a name put to the words as a label,
# words that answer a question.
CERTAIN = {"group", "label", "signature", "answered"}

# What leaves hardly any: "...," X said; X said, "..."; "...," X said. "..."; X said it was "...". With the
# mean chance that weights gave to its source in PolNeAR train, where they chose another for 27 of 5,169 such
# pieces, more than half of all.
PLAIN = {"after": 0.99, "clause": 0.95, "before": 0.96, "continued": 0.97}
# Where everything near a whole sentence in marks has one source, weights gave it this mean chance there, and
# never chose another in 431 such pieces, a ninth of what is left.
ALONE = {"before": 0.97, "continued": 0.95, "after": 0.99, "governed": 0.97, "same-sentence": 0.96}
# Behind the words, another may say who passes them on ("..., according to ...").
MAX_TAIL_TOKENS = 16

# Of sources that are less likely, one in fourteen is right in PolNeAR train.
LEAST = 0.1

# Given the number of a piece and its candidates, which one?
Decide = Callable[[int, Sequence[Candidate]], Choice]

# Links by the number of the piece; what quotes nobody; quotations without a sure source, with the likeliest.
Linked = tuple[dict[int, Link], list[MarkedPhraseAnnotation], list[tuple[Piece, Link | None]]]


def decide_by_weights(_number: int, candidates: Sequence[Candidate]) -> Choice:
    """Choose by what was learned."""
    return choose(candidates)


class PieceLinker:
    """Links the pieces of one Doc, in text order; `verdicts` run beside them."""

    def __init__(
        self,
        places: Positions,
        pieces: Sequence[Piece],
        verdicts: Sequence[Verdict],
        attributor: Attributor,
        relays: Relays,
    ) -> None:
        self.doc = places.doc
        self.places = places
        self.pieces = pieces
        self.verdicts = verdicts
        self.attributor = attributor
        self.relays = relays
        self.groups: dict[int, Link] = {}  # the last link of each multi-paragraph quotation

    def link(self, decide: Decide | None, *, spare: bool = False) -> Linked:
        """Give each piece a link, or sort it out as a marked phrase, or leave it unattributed.

        `decide` chooses among all candidates; without it the first rule that fits decides. It is spared
        pieces that leave hardly any choice if `spare`.
        """
        links: dict[int, Link] = {}
        phrases: list[MarkedPhraseAnnotation] = []
        loose: list[tuple[Piece, Link | None]] = []
        last: Link | None = None  # the last link of the paragraph before or of this one
        last_piece: Piece | None = None
        for i, piece in enumerate(self.pieces):
            kind = self.verdicts[i].kind
            link, doubtful = self._by_rules(i, kind, last_piece, last), None
            if decide is not None and (link is None or link.by not in CERTAIN):
                near = last_piece is not None and last_piece.paragraph >= piece.paragraph - 1
                link, doubtful = self._weighed(i, link, last if near else None, decide, spare=spare)
            if doubtful is not None:
                loose.append((piece, doubtful))
                last, last_piece = doubtful, piece
            elif link is not None:
                link = self._inner(link)
                links[i] = link
                self.groups[piece.stretch.group] = link
                last, last_piece = (None, None) if link.by == "signature" else (link, piece)
            elif (listed := self.verdicts[i].listed or kind) is not None:
                phrases.append(marked(piece, listed))
            else:
                loose.append((piece, None))
        phrases.sort(key=lambda phrase: phrase.start)
        return links, phrases, loose

    def _weighed(
        self, number: int, rule: Link | None, previous: Link | None, decide: Decide, *, spare: bool
    ) -> tuple[Link | None, Link | None]:
        """The link that is chosen; or none, and the likeliest for what is somebody's words all the same."""
        piece, verdict = self.pieces[number], self.verdicts[number]
        if spare and rule is not None and self._is_plain(piece, rule, verdict.kind):
            return replace(rule, confidence=PLAIN[rule.by]), None
        proposed = self._proposer.propose(number, rule, previous)
        if spare and rule is not None and self._is_alone(piece, rule, verdict.kind, proposed):
            return replace(rule, confidence=ALONE[rule.by]), None
        candidates = self._proposer.describer.describe(number, proposed, rule, previous, verdict.kind)
        choice = decide(number, candidates)
        other = choice.otherwise
        if other is None or other.confidence < LEAST or verdict.listed or verdict.kind:
            return _link(candidates, choice), None
        # Nothing tells what else the marks are for.
        return None, _link(candidates, other)

    def _is_plain(self, piece: Piece, link: Link, kind: str | None) -> bool:
        """Whether a verb of saying or writing has its subject, and nothing tells of anybody else."""
        cue, source, last = link.cue, link.cue.source, piece.tokens[1]
        if (
            source is None
            or cue.kind not in ("say", "write")
            or cue.rule not in ("subject", "inverted-subject")
        ):
            return False
        start, end = self.places.sentences.around(cue.head)
        if link.by == "clause":
            fits = not piece.whole and kind in (None, "scare")
        elif not piece.whole or kind is not None or (source[1] != cue.start and cue.end != source[0]):
            fits = False
        elif link.by == "after":
            # The closing mark may stand between.
            fits = piece.text.endswith(",") and min(source[0], cue.head) <= last + 2
        elif link.by in ("before", "continued"):
            fits = self._follows(piece, max(source[1], cue.end), end)
        else:
            fits = False
        around = self.attributor.between(start, last + MAX_TAIL_TOKENS) if fits else ()
        return fits and all(other.kind != "according" for other in around)

    def _follows(self, piece: Piece, cue_end: int, sentence_end: int) -> bool:
        """X said, "..."; or a sentence of its own right behind the one that says who speaks: X said. "...."""
        first, last = piece.tokens
        if cue_end == self.attributor.token_before(piece) and self.doc[cue_end].text == ",":
            return True
        if first < sentence_end or piece.text.endswith("?"):  # "Why?" another may go on
            return False
        quoted, pos = self.attributor.quoted, self.places.pos
        end = self.places.sentences.around(last - 1)[1]
        return all(quoted[i] or pos[i] in (PUNCT, SPACE) for i in range(sentence_end, end))

    def _is_alone(
        self, piece: Piece, link: Link, kind: str | None, proposed: Sequence[tuple[Cue, str]]
    ) -> bool:
        """Whether nobody else is near a sentence in marks that are there for nothing else."""
        if link.by not in ALONE or not piece.whole or kind is not None:
            return False
        return all(cue.source == link.cue.source for cue, _ in proposed)

    def _inner(self, link: Link) -> Link:
        """X said, according to Radio Leiva: X speaks, and the radio passes it on."""
        if link.cue.kind != "according":
            return link
        inner = self.attributor.by_head.get(self.doc[link.cue.head].head.i)
        if inner is None or inner.source is None or inner.is_noun:
            return link
        return replace(link, cue=inner) if self.relays.find(inner) == link.cue.source else link

    @cached_property
    def _proposer(self) -> Proposer:
        headlines = [
            (self.places.first_from(start), self.places.first_from(end))
            for start, end in context.furniture(self.doc, "headline")
        ]
        return Proposer(self.places, self.attributor, self.pieces, headlines)

    def _by_rules(
        self, number: int, kind: str | None, before: Piece | None, last: Link | None
    ) -> Link | None:
        """The first rule that fits; "title" and "nickname" overrule a cue, "term" and "scare" do not."""
        piece = self.pieces[number]
        named = labelled(self.doc, piece)
        label = described(self.doc, piece) if named is None else Link(named, named.rule or "label")
        if kind in ("title", "nickname") and label is None:
            return None
        following = self.pieces[number + 1] if number + 1 < len(self.pieces) else None
        link = label or self._same_group(piece) or self._answered(piece, before, last)
        link = link or self.attributor.link(piece, following)
        if link is None and kind is None:
            link = self._continued(piece, before, last)
        return link

    def _answered(self, piece: Piece, before: Piece | None, last: Link | None) -> Link | None:
        """The article asks, whoever spoke last answers: And the cost? "None." Nothing else may follow."""
        if last is None or before is None or before.paragraph < piece.paragraph - 2 or not piece.whole:
            return None
        asked = self.places.text[before.stretch.close_end : piece.stretch.open_start].rstrip()
        rest = self.places.text[piece.stretch.close_end : piece.stretch.close_end + 2]
        return Link(last.cue, "answered") if asked.endswith("?") and (not rest or rest[0] in "\r\n") else None

    def _same_group(self, piece: Piece) -> Link | None:
        """A later paragraph of a multi-paragraph quotation."""
        first = self.groups.get(piece.stretch.group)
        return None if first is None else Link(first.cue, "group", first.confidence)

    def _continued(self, piece: Piece, before: Piece | None, last: Link | None) -> Link | None:
        """No cue of its own: the speaker of this paragraph goes on, or the paragraph before introduces one.

        The last speaker is no answer: right for 55 to 62% of such pieces in PolNeAR train.
        """
        if not piece.whole:
            return None
        if last is not None and before is not None and piece.paragraph == before.paragraph:
            return Link(last.cue, "continued")
        low, high = self.places.paragraph_token(piece.paragraph - 1), piece.paragraph_token
        cue = self._introduced(low, high) or self.attributor.last_cue(high, piece.tokens[0])
        return None if cue is None else Link(cue, "colon" if cue.head < high else "continued")

    def _introduced(self, low: int, high: int) -> Cue | None:
        """The paragraph before ends in a colon: it says who speaks."""
        last = high - 1
        while last > low and self.doc[last].is_space:
            last -= 1
        if last <= low or self.doc[last].text != ":":
            return None
        return self.attributor.introduction(self.places.sentences.around(last)[0], last)


def _link(candidates: Sequence[Candidate], choice: Choice) -> Link | None:
    chosen = candidates[choice.number]
    return None if chosen.cue is None else Link(chosen.cue, chosen.by, choice.confidence)


def marked(piece: Piece, kind: str) -> MarkedPhraseAnnotation:
    """The words without the comma or full stop that American usage sets inside the marks."""
    end = piece.stretch.start + len(piece.text.rstrip(" ,.;"))
    return MarkedPhraseAnnotation(piece.stretch.start, max(end, piece.stretch.start + 1), kind)
