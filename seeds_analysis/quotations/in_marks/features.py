"""What is known of a candidate for the source of a quoted piece, as named features.

The features follow those of O'Keefe et al. (2012), "A Sequence Labelling Approach to Quote Attribution", and
Pareti et al. (2013): distance, marks and words at the edges, what stands between, the path in the parse, who
spoke before; and what the rules would choose. A name with a bar joins two facts.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from spacy.symbols import PUNCT, SPACE  # type: ignore[import-not-found]
from spacy.tokens import Token

from seeds_analysis.doc import Positions, TokenRange, syntax
from seeds_analysis.lexicon import titles, verbs_of_saying
from seeds_analysis.quotations.cues.finding import Cue
from seeds_analysis.quotations.cues.sources import RELATIVES
from seeds_analysis.quotations.in_marks.rules import Attributor, Link
from seeds_analysis.quotations.pieces import Piece

# Broken parses are not climbed for ever.
MAX_CLIMB = 15

# Where a candidate was looked for: the sentence of the piece, the one before or after it, a source without a
# verb, the paragraph before, or what a rule or the piece before brought from farther away.
SAME, BEFORE, AFTER, BARE, ABOVE, FAR = "0", "-", "+", "!", "^", "9"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cue with its source; how it attributes the piece, by name and as features. No cue: nobody says it.

    `by_rule` tells that the rules would have chosen it.
    """

    cue: Cue | None
    by: str
    features: tuple[str, ...]
    by_rule: bool = False


@dataclass(frozen=True, slots=True)
class _Edges:
    """A piece and what is known around it, the same for each of its candidates."""

    piece: Piece
    rule: Link | None
    previous: Link | None
    kind: str | None
    whole: str
    words: str
    at: dict[str, str]  # by side
    before: int  # first tokens of the pieces before and after
    after: int
    path: dict[int, str]
    named: frozenset[int]  # the words of the piece, by number


class Describer:
    """Describes the candidates of one Doc."""

    def __init__(
        self,
        places: Positions,
        attributor: Attributor,
        pieces: Sequence[Piece],
        headlines: Sequence[TokenRange],
    ) -> None:
        self.doc = places.doc
        self.attributor = attributor
        self.pieces = pieces
        self.headlines = headlines
        self.pos = places.pos
        pos = np.array(self.pos)
        words = (pos != PUNCT) & (pos != SPACE) & (np.array(attributor.quoted) == 0)
        # How many words stand outside marks before each token.
        self.words: list[int] = [0, *np.cumsum(words).tolist()]
        self.facts: dict[tuple[int, TokenRange], tuple[str, str, tuple[str, ...]]] = {}

    def describe(
        self,
        number: int,
        cues: Sequence[tuple[Cue, str]],
        rule: Link | None,
        previous: Link | None,
        kind: str | None,
    ) -> list[Candidate]:
        """Candidates for a piece from cues and where each was found; the first says that nobody speaks."""
        edges = self._edges(number, rule, previous, kind)
        nobody = self._nobody(edges, len(cues))
        found = [Candidate(None, "nobody", nobody)]
        for cue, where in cues:
            by_rule = rule is not None and (rule.cue.head, rule.cue.source) == (cue.head, cue.source)
            features = self._features(cue, where, edges)
            by = rule.by if rule is not None and by_rule else _construction(cue, where, edges)
            found.append(Candidate(cue, by, features, by_rule))
        return found

    def _edges(self, number: int, rule: Link | None, previous: Link | None, kind: str | None) -> _Edges:
        doc, attributor, pieces = self.doc, self.attributor, self.pieces
        piece = pieces[number]
        mark = attributor.token_before(piece)
        lead = "^" if mark is None else doc[mark].text if self.pos[mark] == PUNCT else doc[mark].tag_
        last = piece.text.rstrip()[-1:]
        last = "w" if last.isalnum() else last
        behind = attributor.skip_marks(piece.tokens[1])
        comma = behind is not None and doc[behind - 1].text == ","
        tail = f"{last}{comma:d}{'$' if behind is None else doc[behind].tag_}"
        return _Edges(
            piece=piece,
            rule=rule,
            previous=previous,
            kind=kind,
            whole=f"{piece.whole:d}",
            words=_bucket(len(piece.text.split())),
            at={"b": lead, "a": tail, "i": "i"},
            before=pieces[number - 1].tokens[0] if number else -1,
            after=pieces[number + 1].tokens[0] if number + 1 < len(pieces) else len(doc),
            path=self._path(piece),
            named=frozenset(token.lower for token in doc[slice(*piece.tokens)]),
        )

    def _path(self, piece: Piece) -> dict[int, str]:
        """What the piece hangs on: for each token above it, how many steps."""
        token = syntax.root_of(self.doc, piece.tokens)
        path: dict[int, str] = {}
        while token.head.i != token.i and len(path) < MAX_CLIMB:
            token = token.head
            path[token.i] = _bucket(len(path) + 1)
        return path

    def _nobody(self, edges: _Edges, cues: int) -> tuple[str, ...]:
        """What speaks for words that quote nobody."""
        kind = edges.kind
        by_rule = "-" if edges.rule is None else edges.rule.by
        by_previous = "-" if edges.previous is None else edges.previous.by
        headline = any(start <= edges.piece.tokens[0] < end for start, end in self.headlines)
        return (
            f"0kind={kind}",
            f"0words={edges.words}|{edges.whole}",
            f"0lead={edges.at['b']}",
            f"0tail={edges.at['a']}",
            f"0rule={by_rule}",
            f"0rule={by_rule}|{kind}",
            f"0kind={kind}|{edges.words}",
            f"0title={edges.piece.text.istitle():d}|{edges.words}",
            f"0cues={min(cues, 5)}",
            f"0head={headline:d}|{kind}",
            f"0prev={by_previous}|{edges.whole}",
        )

    def _features(self, cue: Cue, where: str, edges: _Edges) -> tuple[str, ...]:
        source, head = cue.source, cue.head
        assert source is not None  # noqa: S101 -- only such cues are proposed
        verb, kind, own = self._facts(cue, source)
        first, last = edges.piece.tokens
        whole, words = edges.whole, edges.words
        side = "b" if head < first else "a" if head >= last else "i"
        place = where + side
        near = side + _bucket(self._gap(cue, source, side, edges))
        edge = edges.at[side]
        other = f"{head < edges.before < first or last <= edges.after < head:d}"
        climb = edges.path.get(head, "-")
        by = _compared(edges.rule, cue)
        by = edges.rule.by if edges.rule is not None and by == "same" else by
        said = _compared(edges.previous, cue)
        at = "i" if first <= source[0] < last else "b" if source[0] < first else "a"
        at += str(min(2, abs(source[0] - head) // 4))
        return (
            *own,
            f"by={by}|{verb}",
            f"by={by}|{words}",
            f"where={place}|{other}|{whole}",
            f"near={near}|{edge}",
            f"edge={edge}|{place}|{whole}",
            f"words={words}|{place}",
            f"climb={climb}|{verb}",
            f"inside={_inside(cue, edges.piece):d}|{verb}",
            f"at={at}|{side}",
            f"at={at}|{cue.rule}",
            f"prev={said}|{whole}",
            f"prev={said}|{place}|{edge}",
            f"named={self._named(source, edges)}|{kind}",
            f"again={self._again(source, edges)}|{said}",
        )

    def _gap(self, cue: Cue, source: TokenRange, side: str, edges: _Edges) -> int:
        """The words outside marks between cue and piece, without the source's own."""
        first, last = edges.piece.tokens
        low, high = (cue.end, first) if side == "b" else (last, cue.start)
        if side == "i" or high <= low:
            return 0
        gap = self.words[high] - self.words[low]
        if low <= source[0] < high:
            gap -= self.words[source[1]] - self.words[source[0]]
        return gap

    def _named(self, source: TokenRange, edges: _Edges) -> str:
        """Whether the words themselves name the source: whoever speaks says "I"."""
        return f"{self.doc[source[1] - 1].lower in edges.named:d}"

    def _again(self, source: TokenRange, edges: _Edges) -> str:
        """Whether the source is called as that of the piece before."""
        previous = edges.previous
        if previous is None or previous.cue.source is None:
            return "-"
        return f"{self.doc[source[1] - 1].lower == self.doc[previous.cue.source[1] - 1].lower:d}"

    def _facts(self, cue: Cue, source: TokenRange) -> tuple[str, str, tuple[str, ...]]:
        """What does not depend on the piece: the classes of cue and source, and features of both."""
        known = self.facts.get((cue.head, source))
        if known is None:
            head = self.doc[cue.head]
            entry = verbs_of_saying.cue_verbs().get(cue.lemma)
            verb = "noun" if cue.is_noun else f"{entry.kind}-{entry.frames}" if entry else cue.kind
            kind = _source_class(syntax.root_of(self.doc, source))
            outer = self.attributor.in_clause.get(cue.head)
            nested = outer is not None and outer.head != cue.head
            known = self.facts[cue.head, source] = (
                verb,
                kind,
                (
                    f"lemma={cue.lemma}",
                    f"tag={head.tag_}",
                    f"dep={head.dep_}",
                    f"reports={cue.reports:d}|{nested:d}",
                    f"rule={cue.rule}|{head.dep_}",
                    f"rule={cue.rule}|{kind}",
                ),
            )
        return known


def _compared(link: Link | None, cue: Cue) -> str:
    """Whether a link has the same cue and source, the same cue alone, or neither."""
    if link is None:
        return "-"
    if link.cue.head != cue.head:
        return "no"
    return "same" if link.cue.source == cue.source else "cue"


def _inside(cue: Cue, piece: Piece) -> bool:
    """Whether the piece begins or ends within the reported clause."""
    first, last = piece.tokens
    return any(start <= first < end or start < last <= end for start, end in cue.clause)


def _construction(cue: Cue, where: str, edges: _Edges) -> str:
    """By which construction a candidate that no rule proposed attributes the piece."""
    piece = edges.piece
    if where not in (SAME, BARE):
        return "continued" if piece.whole else "same-sentence"
    if piece.whole:
        return "after" if cue.head >= piece.tokens[1] else "before"
    if _inside(cue, piece):
        return "clause"
    return "governed" if cue.head in edges.path else "same-sentence"


def _source_class(head: Token) -> str:
    """A pronoun by itself, a name by its label, a noun by its kind."""
    if head.pos_ == "PRON" or head.lower_ in RELATIVES:
        return head.lower_
    if head.ent_type_:
        return head.ent_type_
    if head.pos_ == "PROPN":
        return "name"
    lemma = head.lemma_.lower()
    return (
        "role"
        if lemma in titles.role_nouns()
        else "document"
        if lemma in verbs_of_saying.cue_nouns()
        else "noun"
    )


def _bucket(number: int) -> str:
    """Small numbers as they are, larger ones by the lower end of their class."""
    if number < 4:
        return str(max(number, 0))
    return "4" if number < 7 else "7" if number < 13 else "13" if number < 26 else "26"
