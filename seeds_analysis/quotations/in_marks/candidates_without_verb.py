"""Sources of a quoted piece that no verb of its sentences names: candidates of last resort.

A name before a colon or on the line below, whoever's remark the words are, a verb that the tagger took for
another word, and who spoke in the paragraph before.
"""

from collections.abc import Iterator

from spacy.symbols import ADJ, ADP, AUX, DET, NOUN, NUM, PRON, PROPN, SCONJ, VERB  # type: ignore[import-not-found]

from seeds_analysis.doc import Positions, syntax
from seeds_analysis.lexicon import verbs_of_saying
from seeds_analysis.quotations.cues.finding import Cue
from seeds_analysis.quotations.cues.sources import quotes_saying
from seeds_analysis.quotations.in_marks.features import ABOVE, BARE, SAME
from seeds_analysis.quotations.in_marks.name_labels import DASHES
from seeds_analysis.quotations.in_marks.rules import Attributor
from seeds_analysis.quotations.pieces import Piece

# A name with its title, office and place.
MAX_NAME_TOKENS = 10
# Between quoted words and a verb of saying stands a name, with its description.
MAX_BETWEEN_TOKENS = 14
# The noun that quoted words belong to is near them in the parse: his promise to "end it".
MAX_CLIMB = 6

_ARTICLES = {"the", "a", "an", "his", "her", "its", "their", "this", "that"}
_NAMING = {PROPN, NOUN, PRON}
_NAMED = {PROPN, NOUN, PRON, ADJ, NUM, DET}


class LooseSources:
    """Proposes such sources for the pieces of one Doc."""

    def __init__(self, places: Positions, attributor: Attributor, pos: list[int]) -> None:
        self.doc = places.doc
        self.places = places
        self.attributor = attributor
        self.quoted = attributor.quoted
        self.pos = pos

    def of(self, piece: Piece, alone: bool) -> Iterator[tuple[Cue, str]]:
        """Cues with their sources and where they stand; `alone`: no verb stands beside the piece."""
        for cue in (self._before_colon(piece), self._signed_below(piece)):
            if cue is not None:
                yield cue, BARE
        for cue in (self._mistaken(piece), *self._owned(piece)):
            if cue is not None:
                yield cue, SAME
        if alone and piece.whole:
            for cue in self._above(piece):
                yield cue, ABOVE

    def _before_colon(self, piece: Piece) -> Cue | None:
        """Ana Ruiz (Green): "..." anywhere in a paragraph; from the report: "..."."""
        doc = self.doc
        colon = self.attributor.token_before(piece)
        if colon is None or doc[colon].text not in (":", "):"):  # the latter for want of a face
            return None
        end = colon
        if doc[colon].text == "):" or (end and doc[end - 1].text == ")"):
            while end > piece.paragraph_token and doc[end].text != "(":
                end -= 1
        start = end
        while start > max(piece.paragraph_token, end - MAX_NAME_TOKENS) and self._may_name(start - 1):
            start -= 1
        if not any(self.pos[i] in _NAMING for i in range(start, end)):
            return None
        return Cue(colon, colon, colon + 1, ":", "say", (start, end), "colon-name")

    def _may_name(self, i: int) -> bool:
        token = self.doc[i]
        return self.pos[i] in _NAMED or token.text in {"'s", "’s", "of", "and", "&"}

    def _signed_below(self, piece: Piece) -> Cue | None:
        """A line of its own below the words: - Ana Ruiz, or the bare name."""
        doc = self.doc
        i = piece.tokens[1]
        while i < len(doc) and (doc[i].is_quote or doc[i].idx < piece.stretch.close_end):
            i += 1
        if i >= len(doc) or not doc[i].is_space or "\n" not in doc[i].text:
            return None
        start = i + 1
        dash = start < len(doc) and doc[start].text in DASHES
        start += dash
        end = start
        while end < min(len(doc), start + MAX_NAME_TOKENS) and self._may_name(end):
            end += 1
        if end == start or not any(self.pos[k] == PROPN for k in range(start, end)):
            return None
        rest = end
        if dash and rest < len(doc) and doc[rest].text in {",", "("}:
            return Cue(start - 1, start - 1, start, "—", "say", (start, end), "signature-line")
        while (
            rest < len(doc) and (doc[rest].is_punct or doc[rest].ent_type_) and rest < end + MAX_NAME_TOKENS
        ):
            rest += 1
        if rest < len(doc) and not (doc[rest].is_space and "\n" in doc[rest].text):
            return None
        at = start - dash
        return Cue(at, at, at + 1, "—" if dash else "line", "say", (start, end), "signature-line")

    def _mistaken(self, piece: Piece) -> Cue | None:
        """X said right behind the words, where the parser took one of the two for something else."""
        doc = self.doc
        first = self.attributor.skip_marks(piece.tokens[1])
        if first is None:
            return None
        for i in range(first, min(len(doc), first + MAX_BETWEEN_TOKENS)):
            token = doc[i]
            if self.quoted[i] or token.is_punct or token.is_space:
                return None
            entry = verbs_of_saying.cue_verbs().get(verbs_of_saying.verb_lemma(token))
            if entry is not None and entry.kind in ("say", "write") and i > first:
                known = self.attributor.by_head.get(i)
                if known is not None and known.source is not None and first <= known.source[0] < i:
                    return None
                if quotes_saying(token):
                    return None  # Reuters quoted her as saying
                if self.doc[i - 1].lower_ in _ARTICLES:
                    return None  # The tweet by
                return Cue(
                    i, i, i + 1, verbs_of_saying.verb_lemma(token), entry.kind, (first, i), "name-between"
                )
            if self.pos[i] in (VERB, AUX, ADP, SCONJ) and not (i == first and token.is_title):
                return None
        return None

    def _owned(self, piece: Piece) -> Iterator[Cue]:
        """Whose noun holds the words or stands right before them: her vow to "..."; in his words, "..."."""
        doc = self.doc
        token = syntax.root_of(doc, piece.tokens)
        near = [token.head]
        while len(near) < MAX_CLIMB and near[-1].head.i != near[-1].i:
            near.append(near[-1].head)
        before = self.attributor.token_before(piece)
        while (
            before is not None
            and before > piece.paragraph_token
            and (doc[before].is_punct or doc[before].lower_ in ("that", "of"))
        ):
            before -= 1
        heads = {t.i for t in near if self.pos[t.i] == NOUN}
        if before is not None and self.pos[before] == NOUN:
            heads.add(before)
        for i in sorted(heads):
            if self.quoted[i] or i in self.attributor.by_head or piece.tokens[0] <= i < piece.tokens[1]:
                continue
            owner = next((c for c in doc[i].lefts if c.dep_ == "poss"), None)
            if owner is not None and not self.quoted[owner.i]:
                yield Cue(
                    i,
                    i,
                    i + 1,
                    doc[i].lemma_.lower(),
                    "noun",
                    syntax.noun_phrase(owner),
                    "possessor",
                    is_noun=True,
                )

    def _above(self, piece: Piece) -> Iterator[Cue]:
        """Who leads the last sentence of the paragraph before."""
        end = piece.paragraph_token
        start = self.places.paragraph_token(piece.paragraph - 1)
        while end > start and (self.doc[end - 1].is_space or self.doc[end - 1].is_punct):
            end -= 1
        if end <= start or self.quoted[end - 1]:
            return
        first, root = self.places.sentences.around(end - 1)[0], self.places.sentences.root(end - 1)
        subject = next((c for c in root.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is not None and not self.quoted[root.i] and not self.quoted[subject.i]:
            lemma = verbs_of_saying.verb_lemma(root)
            yield Cue(root.i, root.i, root.i + 1, lemma, "other", syntax.noun_phrase(subject), "root-subject")
        for cue in self.attributor.between(max(start, first), end):
            if cue.source is not None and not cue.is_noun:
                yield cue
