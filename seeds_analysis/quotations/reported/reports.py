"""Indirect quotations chosen by learned weights: which words attribute, what they report, and whose it is.

The order is that of Pareti et al. (2013), "Automatically Detecting and Attributing Indirect Quotations": cue,
content, source; but instead of labelling tokens, the choice is among the phrases that the parse offers.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from seeds_analysis.doc import Positions, TokenRange
from seeds_analysis.lexicon import verbs_of_saying
from seeds_analysis.quotations.cues.finding import Cue, verb_group
from seeds_analysis.quotations.reported.contents import (
    Content,
    according_contents,
    adjective_contents,
    colon_contents,
    noun_contents,
    verb_contents,
)
from seeds_analysis.quotations.reported.cues import Surroundings, cue_facts, listed_cues, strong_cues
from seeds_analysis.quotations.reported.features import CueFacts, content_features, cue_features
from seeds_analysis.quotations.reported.selection import joined, select
from seeds_analysis.quotations.weights import logistic, read_model
from seeds_analysis.text import Offsets

# The chance from which a candidate counts, the best in F1 by cross-validation on PolNeAR train.
THRESHOLD = 0.26
# The share of clauses before a verb of saying and its subject, parted by a comma, that people mark.
FRONTED_CHANCE = 0.8
# Words whose own features add up to less are hardly ever chosen; what they report is not looked at.
HOPELESS = -1.8
# Of those that the weights trust more, 93% are right in PolNeAR train by cross-validation, 86% on dev.
MAX_CONFIDENCE = 0.89

NAMING = {"call", "dub", "name", "nickname", "brand", "label", "title"}

CHOICE = "indirect_choice"
CONFIDENCE = "indirect_confidence"

# Parts of the names of constructions that hold a clause.
_CLAUSES = ("ccomp", "xcomp", "acl", "advcl", "relcl", "sentence", "clause", "loose", "before", "colon")


@dataclass(frozen=True, slots=True)
class Report:
    """A chosen candidate: what is known of its cue, what it reports, and the confidence.

    `confidence` is the calibrated chance, in [0, 1], that content and source are both right.
    """

    facts: CueFacts
    content: Content
    confidence: float

    @property
    def cue(self) -> Cue:
        """The cue as it attributes this content; made when asked for: two reports in five are doubtful."""
        facts, token = self.facts, self.facts.token
        if facts.pos == "ADP":
            start, end = token.i, token.i + 2
        else:
            start, end = verb_group(token) if facts.pos == "VERB" else (token.i, token.i + 1)
        return Cue(
            head=token.i,
            start=start,
            end=end,
            lemma="according to" if facts.pos == "ADP" else verbs_of_saying.verb_lemma(token),
            kind="according" if facts.pos == "ADP" else "say",
            source=facts.source,
            rule=facts.rule,
            clause=self.content.parts,
            reports=True,
            is_noun=facts.pos == "NOUN",
        )

    @property
    def parts(self) -> tuple[TokenRange, ...]:
        """What is reported, as token ranges."""
        return joined(self.content.parts)

    @property
    def size(self) -> int:
        """How many tokens are reported."""
        return sum(end - start for start, end in self.content.parts)

    @property
    def is_clause(self) -> bool:
        """Whether it reports a clause ("said it is safe"), not a phrase alone ("hailed the bridge")."""
        return any(part in self.content.construction for part in _CLAUSES)


def find_reports(
    places: Positions, taken: Sequence[int], *, used: Collection[int] = (), skipped: Sequence[Offsets] = ()
) -> list[Report]:
    """The indirect quotations of a Doc in text order, none inside another.

    `taken` tells of each token whether it stands in quotation marks or in a quotation found before, `used`
    holds the cues of those, and `skipped` the characters that are no part of the story.
    """
    model = read_model(CHOICE)
    strong = strong_cues()
    around = Surroundings(places, taken)
    chances = []
    for facts in cue_facts(around, listed_cues(), used=used, skipped=skipped):
        features = cue_features(facts, strong)
        base = model.score(features)
        contents = free_contents(around, facts) if base > HOPELESS else []
        if not contents:
            continue
        fronted = [each for each in contents if _is_fronted(facts, each[0])]
        best = fronted or contents
        scores = [model.score(content_features(facts, *each)) - model.bias for each in best]
        score = max(scores)
        content, share = best[scores.index(score)]
        chance = logistic(base + score)
        if fronted:
            chance, content = max(chance, FRONTED_CHANCE), content._replace(construction="left-ccomp")
        if chance >= THRESHOLD:
            chances.append((chance, facts, content, share))
    kept = select([(chance, facts.token.i, content.parts) for chance, facts, content, _ in chances])
    reports = [_report(*chances[n]) for n in kept]
    return sorted(reports, key=lambda report: (report.content.parts[0], report.facts.token.i))


def _is_fronted(facts: CueFacts, content: Content) -> bool:
    """The bridge is safe, the ministry announced: too few verbs stand so in the articles learned from.

    The parser makes either clause the head; then nothing but a comma may join the saying to it.
    """
    if content.construction not in ("left-ccomp", "parenthetical") or facts.source is None:
        return False
    listed = verbs_of_saying.cue_verbs().get(facts.lemma) if facts.pos == "VERB" else None
    if listed is None or listed.kind != "say" or "c" not in listed.frames:
        return False
    doc, name = facts.token.doc, facts.source[0]
    if content.construction == "left-ccomp":
        return bool(doc[content.parts[-1][1]].text == ",")
    if facts.rule != "subject" or not name:
        return False
    return doc[name - 1].text == "," and all(child.dep_ != "mark" for child in facts.token.children)


def free_contents(around: Surroundings, facts: CueFacts) -> list[tuple[Content, float]]:
    """What a cue may report, each with the part of it, above 0 and up to 1, that no quotation has taken."""
    token, pos = facts.token, facts.pos
    if pos == "VERB":
        contents = verb_contents(token, facts.source, passive=facts.passive)
    elif pos == "NOUN":
        contents = noun_contents(token)
    elif pos == "ADJ":
        contents = adjective_contents(token)
    elif facts.source is None:
        contents = []
    elif pos == "ADP":
        contents = according_contents(token, facts.sentence)
    else:
        end, stop = facts.sentence[1], token.i + 1
        contents = colon_contents(token, around.sentence(stop)[1] if end <= stop < len(around.doc) else end)
    free = [(each, share) for each in contents if (share := around.share(each.parts)) > 0]
    if facts.lemma in NAMING:
        # "They call the mayor "Iron Ana"": the name in marks is what is said, and nothing else is.
        free = [
            (each, share) for each, share in free if share == 1 and not _has_marks(around.doc, each.parts)
        ]
    return free


def _has_marks(doc: Doc, parts: Iterable[TokenRange]) -> bool:
    return any(token.is_quote for start, end in parts for token in doc[start:end])


def _report(chance: float, facts: CueFacts, content: Content, share: float) -> Report:
    traits = confidence_features(chance, facts, content, share)
    return Report(facts, content, min(read_model(CONFIDENCE).probability(traits), MAX_CONFIDENCE))


def confidence_features(chance: float, facts: CueFacts, content: Content, share: float) -> list[str]:
    """What tells how far a choice can be trusted: its own chance, and how the source was found."""
    kind, _ = facts.source_kind
    return [
        f"chance={min(int(chance * 20), 19)}",
        f"rule={facts.rule}|{facts.pos}",
        "source=" + kind,
        f"rule={facts.rule}|source={kind}",
        f"free={'all' if share >= 1 else 'part'}",
        f"as={content.construction}",
    ]
