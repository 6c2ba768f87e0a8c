"""Describe the candidates for the source of a quoted piece by named features.

The features follow O'Keefe et al. (2012), "A Sequence Labelling Approach to Quote Attribution", and Pareti et
al. (2013): distance, punctuation and words at the edges, the path in the parse, the speaker before; and what
the rules would choose. In a name, "|" joins two facts. All are symbols, so they fit any English pipeline.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from seeds_analysis.doc import TokenRange, syntax
from seeds_analysis.lexicon import titles, verbs_of_saying
from seeds_analysis.quotations.cues.finding import Cue
from seeds_analysis.quotations.cues.sources import RELATIVES
from seeds_analysis.quotations.in_marks.rules import Attributor, Link
from seeds_analysis.quotations.marks import Marks
from seeds_analysis.quotations.pieces import Piece, token_before, word_after

# A bound for broken parses.
MAX_CLIMB = 15

# Where a candidate was found: in the sentence of the piece, the one before or after it, the paragraph
# before, or farther away (by a rule or from the piece before).
SAME, BEFORE, AFTER, ABOVE, FAR = "0", "-", "+", "^", "9"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cue with its source, its construction and features; `cue` is None for "nobody said this".

    `by_rule` means that the rules would choose it.
    """

    cue: Cue | None
    by: str
    features: tuple[str, ...]
    by_rule: bool = False


@dataclass(frozen=True, slots=True)
class _Edges:
    """The facts about a piece that all its candidates share."""

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

    def __init__(self, marks: Marks, rules: Attributor) -> None:
        self.doc = marks.positions.doc
        self.quoted = marks.quoted
        self.pieces = marks.pieces
        self.headlines = marks.headlines
        self.rules = rules
        # How many words outside marks come before each token.
        words = (t.pos_ not in ("PUNCT", "SPACE") and not marks.quoted[t.i] for t in self.doc)
        self.words = [0, *itertools.accumulate(words)]

    def describe(
        self,
        number: int,
        cues: Sequence[tuple[Cue, str]],
        rule: Link | None,
        previous: Link | None,
        kind: str | None,
    ) -> list[Candidate]:
        """Make the candidates for a piece from cues and where each was found; the first is "nobody"."""
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
        doc, pieces = self.doc, self.pieces
        piece = pieces[number]
        mark = token_before(doc, piece)
        lead = "^" if mark is None else doc[mark].text if doc[mark].pos_ == "PUNCT" else doc[mark].tag_
        last = piece.text.rstrip()[-1:]
        last = "w" if last.isalnum() else last
        after = word_after(doc, self.quoted, piece)
        comma = after is not None and doc[after - 1].text == ","
        tail = f"{last}{comma:d}{'$' if after is None else doc[after].tag_}"
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
        """Return for each token above the piece in the parse how many steps away it is."""
        token = syntax.root_of(self.doc, piece.tokens)
        path: dict[int, str] = {}
        while token.head.i != token.i and len(path) < MAX_CLIMB:
            token = token.head
            path[token.i] = _bucket(len(path) + 1)
        return path

    def _nobody(self, edges: _Edges, cues: int) -> tuple[str, ...]:
        """Describe the candidate "nobody"."""
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
            f"named={self.doc[source[1] - 1].lower in edges.named:d}|{kind}"  # a speaker says "I",
            f"again={self._again(source, edges)}|{said}",
        )

    def _gap(self, cue: Cue, source: TokenRange, side: str, edges: _Edges) -> int:
        """Count the words outside marks between cue and piece, without those of the source."""
        first, last = edges.piece.tokens
        low, high = (cue.end, first) if side == "b" else (last, cue.start)
        if side == "i" or high <= low:
            return 0
        gap = self.words[high] - self.words[low]
        if low <= source[0] < high:
            gap -= self.words[source[1]] - self.words[source[0]]
        return gap

    def _again(self, source: TokenRange, edges: _Edges) -> str:
        """Whether the source is called as that of the piece before."""
        previous = edges.previous
        if previous is None or previous.cue.source is None:
            return "-"
        return f"{self.doc[source[1] - 1].lower == self.doc[previous.cue.source[1] - 1].lower:d}"

    def _facts(self, cue: Cue, source: TokenRange) -> tuple[str, str, tuple[str, ...]]:
        """Return what does not depend on the piece: the classes of cue and source, and features of both."""
        head = self.doc[cue.head]
        entry = verbs_of_saying.cue_verbs().get(cue.lemma)
        verb = "noun" if cue.is_noun else f"{entry.kind}-{entry.frames}" if entry else cue.kind
        kind = _source_class(syntax.root_of(self.doc, source))
        outer = self.rules.in_clause.get(cue.head)
        nested = outer is not None and outer.head != cue.head
        features = (
            f"lemma={cue.lemma}",
            f"tag={head.tag_}",
            f"dep={head.dep_}",
            f"reports={cue.reports:d}|{nested:d}",
            f"rule={cue.rule}|{head.dep_}",
            f"rule={cue.rule}|{kind}",
        )
        return verb, kind, features


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
    """Return the construction by which a candidate that no rule proposed attributes the piece."""
    piece = edges.piece
    if where != SAME:
        return "continued" if piece.whole else "same-sentence"
    if piece.whole:
        return "after" if cue.head >= piece.tokens[1] else "before"
    if _inside(cue, piece):
        return "clause"
    return "governed" if cue.head in edges.path else "same-sentence"


def _source_class(head: Token) -> str:
    """Return the word of a pronoun, the label of a name, or the kind of a noun."""
    if head.pos_ == "PRON" or head.lower_ in RELATIVES:
        return head.lower_
    if head.ent_type_:
        return head.ent_type_
    if head.pos_ == "PROPN":
        return "name"
    lemma = head.lemma_.lower()
    if lemma in titles.role_nouns():
        return "role"
    return "document" if lemma in verbs_of_saying.cue_nouns() else "noun"


def _bucket(number: int) -> str:
    """Return small numbers as they are, larger ones as the lower end of their class."""
    if number < 4:
        return str(max(number, 0))
    return "4" if number < 7 else "7" if number < 13 else "13" if number < 26 else "26"
