"""Who might have said a quoted piece: every cue near it with every source that the parse offers.

Rules propose, weights choose (components/ranking.py): a candidate is described by symbolic features alone,
labels, lemmas and distances, so that the weights hold for every spaCy pipeline of English.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property

from spacy.symbols import (  # type: ignore[import-not-found]
    ADJ,
    AUX,
    DET,
    NOUN,
    NUM,
    PRON,
    PROPN,
    PUNCT,
    VERB,
    aux,
    auxpass,
    nsubj,
    nsubjpass,
)
from spacy.tokens import Token

from seeds_analysis.doc import Positions, TokenRange, syntax
from seeds_analysis.lexicon import verbs_of_saying
from seeds_analysis.quotations.cues.finding import Cue
from seeds_analysis.quotations.cues.sources import RELATIVES, SUBJECTS, agent_of, hands_on, source_of
from seeds_analysis.quotations.in_marks.candidates_without_verb import LooseSources
from seeds_analysis.quotations.in_marks.features import AFTER, BARE, BEFORE, FAR, SAME, Describer
from seeds_analysis.quotations.in_marks.rules import Attributor, Link
from seeds_analysis.quotations.pieces import Piece

_REPLIES = {"answer", "reply", "respond", "comment"}


class Proposer:
    """Proposes candidates for the pieces of one Doc."""

    def __init__(
        self,
        places: Positions,
        attributor: Attributor,
        pieces: Sequence[Piece],
        headlines: Sequence[TokenRange] = (),
    ) -> None:
        self.doc = places.doc
        self.places = places
        self.attributor = attributor
        self.quoted = attributor.quoted
        self.pieces = pieces
        self.headlines = headlines
        self.sentences = places.sentences
        self.cues: dict[int, list[Cue]] = {}  # by the first token of a sentence
        self.pos = places.pos
        self.loose = LooseSources(places, attributor, self.pos)

    def propose(self, number: int, rule: Link | None, previous: Link | None) -> list[tuple[Cue, str]]:
        """The cues that may attribute a piece, each once for every source, and where each was found.

        `rule` is the link that the rules found, `previous` that of the piece before, if it is near.
        """
        piece = self.pieces[number]
        cues = list(dict.fromkeys(self._near(piece)))  # first and last sentence may be one
        known = {(cue.head, cue.source) for cue, _ in cues}
        for cue, where in self.loose.of(piece, alone=not known):
            if (cue.head, cue.source) not in known:
                known.add((cue.head, cue.source))
                cues.append((cue, where))
        for link in (rule, previous):
            if link is None or link.cue.source is None:
                continue
            if (link.cue.head, link.cue.source) not in known:
                known.add((link.cue.head, link.cue.source))
                cues.append((link.cue, FAR))
        return cues

    @cached_property
    def describer(self) -> Describer:
        """Describes what is proposed, where that is asked for."""
        return Describer(self.places, self.attributor, self.pieces, self.headlines)

    def _near(self, piece: Piece) -> Iterator[tuple[Cue, str]]:
        """The cues of the sentences that the piece touches and of the one on either side in its paragraph."""
        around = self.sentences.around
        start, end = piece.paragraph_token, self.places.paragraph_token(piece.paragraph + 1)
        first, last = around(piece.tokens[0]), around(piece.tokens[1] - 1)
        sentences = [(first, SAME)]
        if last != first:
            sentences.append((last, SAME))
        if first[0] > start:
            sentences.append((around(first[0] - 1), BEFORE))
        if last[1] < end:
            sentences.append((around(last[1]), AFTER))
        for sentence, where in sentences:
            for cue in self._cues(*sentence):
                yield cue, where
        for cue in self._marked_sources(piece):
            yield cue, BARE

    def _cues(self, start: int, end: int) -> list[Cue]:
        """The cues of a sentence, each with every source it may have."""
        found = self.cues.get(start)
        if found is None:
            found = self.cues[start] = []
            reference = False  # "..." [Radio Leiva reported.]: a reference is no attribution
            by_head = self.attributor.by_head
            for i, pos in enumerate(self.pos[start:end], start):
                if pos == PUNCT and self.doc[i].is_bracket:
                    reference = self.doc[i].text == "["
                if self.quoted[i] or reference:
                    continue
                if pos in (VERB, AUX):
                    found += self._verb(self.doc[i])
                elif i in by_head and by_head[i].source is not None:
                    found.append(by_head[i])
        return found

    def _verb(self, verb: Token) -> list[Cue]:
        """The verb with each source it may have; none for an auxiliary, or where it only hands words on."""
        if verb.dep in (aux, auxpass) or hands_on(verb):
            return []
        i = verb.i
        listed = self.attributor.by_head.get(i)
        deps = {child.dep_: child for child in reversed(list(verb.children))}
        if "neg" in deps and verb.lemma_ in _REPLIES:
            return []  # did not respond to questions about the "trap"
        cue = listed or Cue(i, i, i + 1, verbs_of_saying.verb_lemma(verb), "other", None, None)
        found: dict[TokenRange, str | None] = {}
        subject = next((deps[dep] for dep in deps if dep in SUBJECTS), None)
        if verb.dep_ == "relcl" and subject is not None and subject.lower_ in RELATIVES:
            found[subject.i, subject.i + 1] = "relative"
        else:
            if listed is not None and listed.source is not None:
                found[listed.source] = listed.rule
            passive = "nsubjpass" in deps or "auxpass" in deps or "agent" in deps
            agent, rule = agent_of(verb) if passive else (None, None)
            if agent is not None:
                found.setdefault(agent, rule)
            if passive or not found:
                source, rule = source_of(verb)
                if source is not None:
                    found.setdefault(source, rule)
        rule = next(iter(found.values()), None)
        if rule in (None, "shared-subject", "antecedent", "object-control"):
            root = self.sentences.root(i)
            other = next((c for c in root.children if c.dep in (nsubj, nsubjpass)), None)
            if other is not None and root.i != i:
                found.setdefault(syntax.noun_phrase(other), "root-subject")
        if not found or next(iter(found))[0] < i:
            behind = self.attributor.name_behind(i + 1)
            if behind is not None:
                found.setdefault(behind, "behind")
        last = i - 1
        if not found and last > 0 and self.doc[last].text == ",":  # her adviser, Ana Ruiz, said
            last -= 1
        if not found and last >= 0 and self.pos[last] in (PROPN, PRON, NOUN, DET, NUM):
            found[syntax.noun_phrase(self.doc[last])] = "name-between"
        return [
            cue.said_by(source, rule)
            for source, rule in found.items()
            if not any(self.quoted[source[0] : source[1]])
        ]

    def _marked_sources(self, piece: Piece) -> Iterator[Cue]:
        """A source without a verb: the head of a headline."""
        first = piece.tokens[0]
        if any(start <= first < end for start, end in self.headlines):
            start = end = piece.paragraph_token
            while end < first and self.pos[end] in (PROPN, NOUN, ADJ, NUM, PRON, DET):
                end += 1
            if end > start:
                yield Cue(end, end, end + 1, "headline", "say", (start, end), "headline")
