"""Link each quoted piece to the cue that attributes it, by rules."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from seeds_analysis.doc import TokenRange, context, syntax
from seeds_analysis.lexicon import verbs_of_saying
from seeds_analysis.quotations.cues.finding import Cue
from seeds_analysis.quotations.cues.sources import quotes_saying
from seeds_analysis.quotations.marks import Marks
from seeds_analysis.quotations.pieces import ENDS_STATEMENT, Piece, token_before, word_after

# Between a quotation and the verb that attributes it there is at most a name with its description.
MAX_SOURCE_TOKENS = 30
# Between a cue and the quotation it introduces there are at most an addressee, a place and a time.
MAX_LEAD_TOKENS = 14
# A name at the start of a line before a colon, or after a dash.
MAX_NAME_TOKENS = 8

_DASHES = {"—", "–", "―", "-", "--"}


@dataclass(frozen=True, slots=True)
class Link:
    """The cue of a piece and the construction: after, before, clause, continued, ...

    `confidence` is the chance that the source is right, None if a rule chose it.
    """

    cue: Cue
    by: str
    confidence: float | None = None


class Attributor:
    """The cues of one Doc, and the rules that link a piece to one of them."""

    def __init__(self, marks: Marks) -> None:
        self.doc = marks.positions.doc
        self.positions = marks.positions
        self.sentences = marks.positions.sentences
        self.quoted = marks.quoted
        self.cues = marks.cues
        self.heads = [cue.head for cue in self.cues]
        self.by_head = {cue.head: cue for cue in self.cues}
        self.in_clause = outermost_cues(marks.cues)

    def link(self, piece: Piece, next_piece: Piece | None) -> Link | None:
        """The cue that attributes the piece, by the first construction that fits."""
        named = heading(self.doc, piece)
        if named is not None:
            return Link(named, "before")
        full_stop = piece.text[-1:] in {".", "?", "!", "…"}
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
        doc, first = self.doc, word_after(self.doc, self.quoted, piece)
        if first is None:
            return None
        last_character = piece.text[-1:]
        if doc[first - 1].text != "," and last_character not in ENDS_STATEMENT:
            return None
        limit = min(len(doc), first + MAX_SOURCE_TOKENS)
        if next_piece is not None:
            limit = min(limit, next_piece.tokens[0])
        if doc[first].lower_ in ("as", "then", "so", "and", "or") and first + 1 < limit:
            first += 1
        for cue in self.between(first, limit):
            if cue.is_noun:
                continue
            if not (cue.start <= first < cue.end or self._names_only(first, cue)):
                phrase = None if last_character == "." else self._name_between(first, cue.start)
                if phrase is None:
                    break
                if not quotes_saying(doc[cue.head]):
                    cue = cue._replace(source=phrase, rule="name-between")  # noqa: PLW2901
            if last_character == "." and self._reports_more(cue):
                break
            return Link(self._inverted(cue, first), "after")
        return None

    def _name_between(self, first: int, cue_start: int) -> TokenRange | None:
        """Return a name between closing mark and cue that the parser attached to a quoted word."""
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

    def _names_only(self, first: int, cue: Cue) -> bool:
        """Whether only the source and its description are between the mark and the cue."""
        if cue.source is None or not first <= cue.source[1] - 1 < cue.head:
            return False
        return cue.source[0] <= first + 2 and self._same_sentence(first, cue.head)

    def _inverted(self, cue: Cue, first: int) -> Cue:
        """Said X: read the name after the verb as its subject, whatever the parser calls it."""
        if not cue.start <= first < cue.end or cue.kind == "according":
            return cue
        if cue.source is not None and cue.source[0] > cue.head:
            return cue
        if self.doc[cue.head].tag_ == "VBG" or self._reports_more(cue):
            return cue  # "...," claiming he had never met her
        phrase = self.name_after(cue.end)
        return cue if phrase is None else cue._replace(source=phrase, rule="inverted-subject")

    def name_after(self, start: int) -> TokenRange | None:
        """Return X in "said X"."""
        for i in range(start, min(start + 6, len(self.doc))):
            token = self.doc[i]
            barred = token.pos_ in ("VERB", "ADP", "SCONJ", "PART") and token.tag_ != "POS"
            if barred or token.is_punct or token.is_space:
                return None
            if token.pos_ in ("NOUN", "PROPN", "PRON") and token.dep_ not in ("compound", "poss", "nmod"):
                return syntax.noun_phrase(token)
        return None

    def _lead_in(self, piece: Piece) -> Link | None:
        """The cue is just before the mark: X said, "..."; X said that "..."; X put it so: "..."."""
        doc = self.doc
        before = token_before(doc, piece)
        if before is None:
            return None
        mark = doc[before].text
        last = before
        while last > 0 and (doc[last].is_punct or doc[last].lower_ == "that") and not doc[last].is_space:
            last -= 1
        cue = self._latest_cue(last)
        if cue is None:
            return None
        if cue.source is None and (cue.start == 0 or doc[cue.start].is_sent_start):
            cue = self._inverted(cue, cue.start)  # Said Ana Ruiz, "..."
        elif cue.source is None and cue.end > last and doc[cue.start - 1].pos_ in ("PROPN", "PRON", "NOUN"):
            cue = cue._replace(source=syntax.noun_phrase(doc[cue.start - 1]), rule="name-between")
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
        """Return the cue that reports this one, or the cue itself."""
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

    def above(self, piece: Piece) -> list[Cue]:
        """Return who leads the last sentence of the paragraph before, and the cues of that sentence."""
        doc, end = self.doc, piece.paragraph_token
        start = self.positions.paragraph_token(piece.paragraph - 1)
        while end > start and (doc[end - 1].is_space or doc[end - 1].is_punct):
            end -= 1
        if end <= start or self.quoted[end - 1]:
            return []
        root, first = self.sentences.root(end - 1), max(start, self.sentences.around(end - 1)[0])
        found = [cue for cue in self.between(first, end) if cue.source and not cue.is_noun]
        subject = next((child for child in root.children if child.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is not None and not self.quoted[root.i] and not self.quoted[subject.i]:
            lemma, source = verbs_of_saying.verb_lemma(root), syntax.noun_phrase(subject)
            leads = Cue(root.i, root.i, root.i + 1, lemma, "other", source, "root-subject")
            found = [leads, *(cue for cue in found if cue.head != root.i)]
        return found

    def between(self, low: int, high: int) -> Sequence[Cue]:
        """The cues between two tokens."""
        return self.cues[bisect_left(self.heads, low) : bisect_left(self.heads, high)]

    def _latest_cue(self, last: int) -> Cue | None:
        index = bisect_left(self.heads, last + 1) - 1
        return self.cues[index] if index >= 0 and last - self.heads[index] < 3 * MAX_LEAD_TOKENS else None

    def _same_sentence(self, one: int, other: int) -> bool:
        return self.sentences.around(one) == self.sentences.around(other)


def outermost_cues(cues: Iterable[Cue]) -> dict[int, Cue]:
    """Map each token of a reported clause to the outermost cue that reports it.

    "Ana Ruiz said the minister had called it "a trap"": that is what Ruiz said.
    """
    found: dict[int, Cue] = {}
    for cue in sorted((cue for cue in cues if cue.source is not None), key=_reach):
        for start, end in cue.clause:
            found.update(dict.fromkeys(range(start, end), cue))
    return found


def _reach(cue: Cue) -> int:
    """Return how many tokens the clause spans."""
    return cue.clause[-1][1] - cue.clause[0][0] if cue.clause else 0


def labelled(doc: Doc, piece: Piece) -> Cue | None:
    """Return the cue of a transcript's RUIZ: or of a signature, "..." — Ana Ruiz."""
    if piece.label is not None:
        colon = piece.label[1]
        return Cue(colon, colon, colon + 1, ":", "say", piece.label, "label")
    dash = piece.marked[1]
    if dash + 1 >= len(doc) or doc[dash].text not in _DASHES or not doc[dash + 1].is_title:
        return None
    end = dash + 1
    while end < len(doc) and not (doc[end].is_punct or doc[end].is_space):
        end += 1
    name = doc[dash + 1 : end]
    if len(name) > MAX_NAME_TOKENS or any(t.pos_ in ("VERB", "AUX") for t in name):
        return None
    if end < len(doc) and not (doc[end].is_space or doc[end].is_quote or doc[end].text in {".", ","}):
        return None
    return Cue(dash, dash, dash + 1, "—", "say", (dash + 1, end), "signature")


def heading(doc: Doc, piece: Piece) -> Cue | None:
    """Return the cue of a name and colon at the start of the paragraph, as in headlines: Ruiz: "..."."""
    start = piece.paragraph_token
    limit = min(piece.tokens[0], start + MAX_NAME_TOKENS + 1)
    if ":" not in context.whole_text(doc)[doc[start].idx : doc[limit].idx]:
        return None
    colon = next((i for i in range(start, limit) if doc[i].text == ":"), start)
    name = doc[start:colon]
    if not len(name) or any(t.pos_ in ("VERB", "AUX") or t.is_punct for t in name):
        return None
    if not any(t.text.lstrip("@")[:1].isupper() for t in name) or name[0].is_lower:
        return None
    return Cue(colon, colon, colon + 1, ":", "say", (start, colon), "heading")
