"""Link each quoted piece of a text to the cue that attributes it."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from seeds_analysis.doc import Positions, TokenRange, syntax
from seeds_analysis.lexicon import verbs_of_saying
from seeds_analysis.quotations.cues.finding import Cue
from seeds_analysis.quotations.cues.sources import quotes_saying, source_of
from seeds_analysis.quotations.in_marks.name_labels import heading
from seeds_analysis.quotations.pieces import ENDS_STATEMENT, Piece

# Between a quotation and the verb that attributes it stand at most a name with its description.
MAX_SOURCE_TOKENS = 30
# Between a cue and the quotation it introduces stand at most an addressee, a place and a time.
MAX_LEAD_TOKENS = 14


@dataclass(frozen=True, slots=True)
class Link:
    """Which cue a piece belongs to and by which construction: after, before, clause, continued, ...

    `confidence` is the chance that the source is right, where it was weighed against others.
    """

    cue: Cue
    by: str
    confidence: float | None = None


class Attributor:
    """Links the pieces of one Doc to cues; `link` answers for one piece from what surrounds it."""

    def __init__(self, places: Positions, cues: Sequence[Cue], quoted: Sequence[int]) -> None:
        self.doc = places.doc
        self.sentences = places.sentences
        self.quoted = quoted
        self.cues = sorted(cues, key=lambda cue: cue.head)
        self.heads = [cue.head for cue in self.cues]
        self.by_head = {cue.head: cue for cue in self.cues}
        # The outermost cue whose reported clause holds the token: words reported inside a report are the
        # outer source's ("Ana Ruiz said the minister had called it "a trap"" is what Ruiz said).
        self.in_clause: dict[int, Cue] = {}
        for cue in sorted(self.cues, key=_reach):
            if cue.source is not None:
                for start, end in cue.clause:
                    self.in_clause.update(dict.fromkeys(range(start, end), cue))

    def link(self, piece: Piece, next_piece: Piece | None) -> Link | None:
        """The cue that attributes the piece, by the first construction that fits."""
        named = heading(self.doc, piece)
        if named is not None:
            return Link(named, "before")
        full_stop = self._last_character(piece) in {".", "?", "!", "…"}
        if piece.whole:
            lead_in = self._lead_in(piece) if full_stop else None
            return (
                lead_in
                or self._after(piece, next_piece)
                or self._lead_in(piece)
                or self._climb(piece)
                or self._before(piece)
            )
        return (
            self._inside_clause(piece)
            or self._lead_in(piece)
            or (None if full_stop else self._after(piece, next_piece))
            or self._climb(piece)
            or self._before(piece)
        )

    def _after(self, piece: Piece, next_piece: Piece | None) -> Link | None:
        """The attribution follows the closing mark at once: "...," X said; "...," said X."""
        doc, first = self.doc, self.skip_marks(piece.tokens[1])
        if first is None:
            return None
        last_character = self._last_character(piece)
        if doc[first - 1].text != "," and last_character not in ENDS_STATEMENT:
            return None
        limit = min(len(doc), first + MAX_SOURCE_TOKENS)
        if next_piece is not None:
            limit = min(limit, next_piece.tokens[0])
        if doc[first].lower_ in ("as", "then", "so", "and", "or") and first + 1 < limit:
            first += 1
        for cue in self.cues[bisect_left(self.heads, first) : bisect_left(self.heads, limit)]:
            if cue.is_noun:
                continue
            if not (cue.start <= first < cue.end or self._names_only(first, cue)):
                phrase = None if last_character == "." else self._name_between(first, cue.start)
                if phrase is None:
                    break
                if not quotes_saying(doc[cue.head]):
                    cue = cue.said_by(phrase, "name-between")  # noqa: PLW2901
            if last_character == "." and self._reports_more(cue):
                break
            return Link(self._inverted(cue, first), "after")
        return self._unlisted_verb(first, limit)

    def _name_between(self, first: int, cue_start: int) -> TokenRange | None:
        """A name between closing mark and cue that the parser gave to words inside the marks."""
        end = first
        while end < cue_start and not (self.doc[end].is_punct or self.doc[end].is_space):
            if self.doc[end].pos_ in ("VERB", "AUX", "ADP", "SCONJ"):
                break
            end += 1
        if end != cue_start and (end == first or not self.doc[end].is_punct):
            return None
        named = any(self.doc[i].pos_ in ("NOUN", "PROPN", "PRON") for i in range(first, end))
        return (first, end) if named else None

    def _reports_more(self, cue: Cue) -> bool:
        """The sentence reports something of its own: "..." He said the plan failed."""
        return any(not self.quoted[i] for start, end in cue.clause for i in range(start, end))

    def _last_character(self, piece: Piece) -> str:
        return piece.text.rstrip()[-1:]

    def _names_only(self, first: int, cue: Cue) -> bool:
        """Nothing but the source and its description stands between the mark and the cue."""
        if cue.source is None or not first <= cue.source[1] - 1 < cue.head:
            return False
        return cue.source[0] <= first + 2 and self._same_sentence(first, cue.head)

    def _inverted(self, cue: Cue, first: int) -> Cue:
        """Said X: read the name behind the verb as its subject, whatever the parser called it."""
        if not cue.start <= first < cue.end or cue.kind == "according":
            return cue
        if cue.source is not None and cue.source[0] > cue.head:
            return cue
        if self.doc[cue.head].tag_ == "VBG" or self._reports_more(cue):
            return cue  # "...," claiming he had never met her
        phrase = self.name_behind(cue.end)
        return cue if phrase is None else cue.said_by(phrase, "inverted-subject")

    def name_behind(self, start: int) -> TokenRange | None:
        """A name right behind a verb: X in "said X"."""
        for i in range(start, min(start + 6, len(self.doc))):
            token = self.doc[i]
            barred = token.pos_ in ("VERB", "ADP", "SCONJ", "PART") and token.tag_ != "POS"
            if barred or token.is_punct or token.is_space:
                return None
            if token.pos_ in ("NOUN", "PROPN", "PRON") and token.dep_ not in ("compound", "poss", "nmod"):
                return syntax.noun_phrase(token)
        return None

    def _unlisted_verb(self, first: int, limit: int) -> Link | None:
        """Whatever verb follows a quotation and its comma attributes it: "...," the mayor groused."""
        doc = self.doc
        for i in range(first, min(limit, first + 12)):
            token = doc[i]
            if token.is_punct or token.is_space or self.quoted[i]:
                return None
            if token.pos_ == "VERB" and "VerbForm=Fin" in str(token.morph):
                source, rule = source_of(token)
                if source is None or source[0] > first + 2 or source[1] <= first:
                    return None
                cue = Cue(i, i, i + 1, verbs_of_saying.verb_lemma(token), "say", source, rule)
                return Link(cue, "after")
        return None

    def _lead_in(self, piece: Piece) -> Link | None:
        """The cue stands right before the mark: X said, "..."; X said that "..."; X put it so: "..."."""
        doc = self.doc
        before = self.token_before(piece)
        if before is None:
            return None
        mark = doc[before].text
        last = before
        while last > 0 and (doc[last].is_punct or doc[last].lower_ == "that") and not doc[last].is_space:
            last -= 1
        cue = self._latest_cue(last)
        if doc[last].lemma_ == "be":
            cue = self._copular(last) or cue
        if cue is None or cue.end <= last:
            cue = self._unlisted_lead_in(piece, last, mark) or cue
        if cue is None:
            return None
        if cue.source is None and (cue.start == 0 or doc[cue.start].is_sent_start):
            cue = self._inverted(cue, cue.start)  # Said Ana Ruiz, "..."
        elif cue.source is None and cue.end > last and doc[cue.start - 1].pos_ in ("PROPN", "PRON", "NOUN"):
            cue = cue.said_by(syntax.noun_phrase(doc[cue.start - 1]), "name-between")
        near = cue.end > last or (
            mark in {":", ","} and last - cue.end < MAX_LEAD_TOKENS and self._same_sentence(cue.head, last)
        )
        if cue.is_noun and cue.end <= last and mark != ":":
            near = False
        if mark == "," and cue.end <= last and cue.clause and cue.clause[-1][1] > last and not piece.whole:
            near = False
        if not near or cue.source is None:
            return None
        return Link(cue if piece.whole else self._outer(cue), "before")

    def _unlisted_lead_in(self, piece: Piece, last: int, mark: str) -> Cue | None:
        """Whatever verb stands right before the colon or comma of a whole quotation introduces it."""
        verb = self.doc[last]
        if not piece.whole or mark not in {":", ","} or verb.pos_ != "VERB" or self.quoted[last]:
            return None
        source, rule = source_of(verb)
        return (
            None
            if source is None
            else Cue(last, last, last + 1, verbs_of_saying.verb_lemma(verb), "say", source, rule)
        )

    def introduction(self, start: int, end: int) -> Cue | None:
        """What a paragraph that ends in a colon says about the quotation in the next one."""
        low, high = bisect_left(self.heads, start), bisect_left(self.heads, end)
        cue = next((c for c in reversed(self.cues[low:high]) if c.source is not None), None)
        if cue is not None:
            return self._outer(cue)
        root = self.sentences.root(end - 1)
        source, rule = source_of(root) if root.pos_ in ("VERB", "AUX") else (None, None)
        if source is None:
            return None
        return Cue(root.i, root.i, root.i + 1, root.lemma_.lower(), "say", source, rule)

    def _copular(self, verb: int) -> Cue | None:
        """Her answer was "...": the noun attributes."""
        subject = next((c for c in self.doc[verb].children if c.dep_ == "nsubj"), None)
        return self.by_head.get(subject.i) if subject is not None else None

    def _inside_clause(self, piece: Piece) -> Link | None:
        """The quoted words are part of a reported clause."""
        cue = self.in_clause.get(piece.tokens[0]) or self.in_clause.get(piece.tokens[1] - 1)
        return Link(cue, "clause") if cue is not None and cue.source is not None else None

    def _climb(self, piece: Piece) -> Link | None:
        """A cue governs the quoted words in the parse."""
        token = syntax.root_of(self.doc, piece.tokens)
        while token.head != token:
            token = token.head
            cue = self.by_head.get(token.i)
            if cue is not None and not cue.is_noun and self._usable(cue, piece):
                return Link(self._outer(cue), "governed")
        return None

    def _outer(self, cue: Cue) -> Cue:
        """The cue that reports this one, if one does."""
        return self.in_clause.get(cue.head, cue)

    def _usable(self, cue: Cue, piece: Piece) -> bool:
        return cue.source is not None and not piece.tokens[0] <= cue.source[0] < piece.tokens[1]

    def _before(self, piece: Piece) -> Link | None:
        """The nearest cue before the mark in the same sentence, else the nearest in the sentence."""
        start, end = self.sentences.around(piece.tokens[0])
        low, high = bisect_left(self.heads, start), bisect_left(self.heads, piece.tokens[0])
        for cue in reversed(self.cues[low:high]):
            if not cue.is_noun and self._usable(cue, piece):
                return Link(self._outer(cue), "same-sentence")
        for cue in self.cues[high : bisect_left(self.heads, end)]:
            if not cue.is_noun and self._usable(cue, piece):
                return Link(self._outer(cue), "same-sentence")
        return None

    def last_cue(self, low: int, high: int) -> Cue | None:
        """The last cue with a source between two tokens that attributes by itself."""
        for cue in reversed(self.cues[bisect_left(self.heads, low) : bisect_left(self.heads, high)]):
            if cue.source is not None and cue.reports and not cue.is_noun:
                return self._outer(cue)
        return None

    def between(self, low: int, high: int) -> Sequence[Cue]:
        """The cues between two tokens."""
        return self.cues[bisect_left(self.heads, low) : bisect_left(self.heads, high)]

    def _latest_cue(self, last: int) -> Cue | None:
        index = bisect_left(self.heads, last + 1) - 1
        return self.cues[index] if index >= 0 and last - self.heads[index] < 3 * MAX_LEAD_TOKENS else None

    def _same_sentence(self, one: int, other: int) -> bool:
        return self.sentences.around(one) == self.sentences.around(other)

    def token_before(self, piece: Piece) -> int | None:
        """The last token before the opening mark, in the same paragraph."""
        i = piece.tokens[0] - 1
        while i >= 0 and self.doc[i].idx >= piece.stretch.open_start:
            i -= 1
        if i < 0 or "\n" in self.doc[i].text:
            return None
        return i

    def skip_marks(self, i: int) -> int | None:
        """The first word after a closing mark, in the same paragraph."""
        doc = self.doc
        while i < len(doc) - 1 and (doc[i].is_punct or doc[i].is_quote):
            if doc[i].is_bracket:
                return None  # "..." [Radio Leiva]: a reference, not an attribution
            i += 1
        return None if i >= len(doc) or doc[i].is_space or self.quoted[i] else i


def _reach(cue: Cue) -> int:
    """How many tokens the clause spans, so that the widest comes last."""
    return cue.clause[-1][1] - cue.clause[0][0] if cue.clause else 0
