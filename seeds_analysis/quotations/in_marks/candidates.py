"""List who may have said a quoted piece: every cue near it with every source that the parse offers."""

from collections.abc import Iterator

from spacy.tokens import Token

from seeds_analysis.doc import TokenRange, syntax
from seeds_analysis.lexicon import verbs_of_saying
from seeds_analysis.quotations.cues.finding import Cue
from seeds_analysis.quotations.cues.sources import RELATIVES, SUBJECTS, agent_of, passes_on, source_of
from seeds_analysis.quotations.in_marks.features import ABOVE, AFTER, BEFORE, FAR, SAME
from seeds_analysis.quotations.in_marks.rules import Attributor, Link
from seeds_analysis.quotations.marks import Marks
from seeds_analysis.quotations.pieces import Piece

_REPLIES = {"answer", "reply", "respond", "comment"}


class Proposer:
    """Proposes candidates for the pieces of one Doc."""

    def __init__(self, marks: Marks, rules: Attributor) -> None:
        self.doc = marks.positions.doc
        self.positions = marks.positions
        self.quoted = marks.quoted
        self.pieces = marks.pieces
        self.rules = rules
        self.cues: dict[int, list[Cue]] = {}  # by the first token of a sentence

    def propose(self, number: int, rule: Link | None, previous: Link | None) -> list[tuple[Cue, str]]:
        """Return the cues that may attribute a piece, each once for every source, and where each was found.

        `rule` is the link that the rules found, `previous` that of the piece before, if it is near.
        """
        piece = self.pieces[number]
        cues = list(dict.fromkeys(self._near(piece)))  # first and last sentence may be one
        if not cues and piece.whole:
            cues = [(cue, ABOVE) for cue in self.rules.above(piece)]
        known = {(cue.head, cue.source) for cue, _ in cues}
        for link in (rule, previous):
            if link is None or link.cue.source is None:
                continue
            if (link.cue.head, link.cue.source) not in known:
                known.add((link.cue.head, link.cue.source))
                cues.append((link.cue, FAR))
        return cues

    def _near(self, piece: Piece) -> Iterator[tuple[Cue, str]]:
        """Yield the cues of the sentences that the piece touches and of their neighbours in the paragraph."""
        around = self.positions.sentences.around
        start, end = piece.paragraph_token, self.positions.paragraph_token(piece.paragraph + 1)
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

    def _cues(self, start: int, end: int) -> list[Cue]:
        """Return the cues of a sentence, each with every source it may have."""
        found = self.cues.get(start)
        if found is None:
            found = self.cues[start] = []
            reference = False  # "..." [Radio Leiva reported.]: a reference is no attribution
            by_head = self.rules.by_head
            for token in self.doc[start:end]:
                if token.is_bracket:
                    reference = token.text == "["
                if self.quoted[token.i] or reference:
                    continue
                cue = by_head.get(token.i)
                if token.pos_ in ("VERB", "AUX"):
                    found += self._verb(token)
                elif cue is not None and cue.source is not None:
                    found.append(cue)
        return found

    def _verb(self, verb: Token) -> list[Cue]:
        """Return the verb with each source it may have; none for auxiliaries and verbs that pass words on."""
        if verb.dep_ in ("aux", "auxpass") or passes_on(verb):
            return []
        i = verb.i
        listed = self.rules.by_head.get(i)
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
            root = self.positions.sentences.root(i)
            other = next((c for c in root.children if c.dep_ in ("nsubj", "nsubjpass")), None)
            if other is not None and root.i != i:
                found.setdefault(syntax.noun_phrase(other), "root-subject")
        if not found or next(iter(found))[0] < i:
            following = self.rules.name_after(i + 1)
            if following is not None:
                found.setdefault(following, "behind")
        last = i - 1
        if not found and last > 0 and self.doc[last].text == ",":  # her adviser, Ana Ruiz, said
            last -= 1
        if not found and last >= 0 and self.doc[last].pos_ in ("PROPN", "PRON", "NOUN", "DET", "NUM"):
            found[syntax.noun_phrase(self.doc[last])] = "name-between"
        return [
            cue._replace(source=source, rule=rule)
            for source, rule in found.items()
            if not any(self.quoted[source[0] : source[1]])
        ]
