"""Choose indirect quotations by learned weights: which words attribute, what they report, and the source.

As in Pareti et al. (2013), "Automatically Detecting and Attributing Indirect Quotations", but the content is
chosen among phrases of the parse instead of labelled token by token.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from seeds_analysis.doc import Positions, TokenRange
from seeds_analysis.lexicon import verbs_of_saying, word_set
from seeds_analysis.quotations.cues.finding import Cue, verb_group
from seeds_analysis.quotations.reported.contents import (
    Content,
    according_contents,
    adjective_contents,
    noun_contents,
    verb_contents,
)
from seeds_analysis.quotations.reported.cues import cue_facts, cue_words, free_share, strong_cues
from seeds_analysis.quotations.reported.features import CueFacts, content_features, cue_features
from seeds_analysis.quotations.weights import logistic, read_model
from seeds_analysis.text import Offsets

# Candidates below this chance are dropped: the best F1 by cross-validation on PolNeAR train.
THRESHOLD = 0.26
# The share of clauses before a comma, a subject and a verb of saying that people mark.
FRONTED_CHANCE = 0.8
# Cues that score less by themselves are hardly ever chosen.
MIN_CUE_SCORE = -1.8
# Above this, 93% are right in PolNeAR train by cross-validation, 86% on dev.
MAX_CONFIDENCE = 0.89

# An inner report must be clearly likelier than the outer one; costs 0.1 in F1.
INNER = 0.85

CHOICE = "indirect_choice"
CONFIDENCE = "indirect_confidence"

# Parts of the names of constructions that hold a clause.
_CLAUSES = ("ccomp", "xcomp", "acl", "advcl", "relcl", "sentence", "clause", "loose", "before")


@dataclass(frozen=True, slots=True)
class Report:
    """A chosen candidate: its cue, what it reports, and the chance, from 0 to 1, that all is right."""

    facts: CueFacts
    content: Content
    confidence: float

    @property
    def cue(self) -> Cue:
        """The cue with this content as its clause."""
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
            clause=joined(self.content.parts),
            reports=True,
            is_noun=facts.pos == "NOUN",
        )

    @property
    def is_clause(self) -> bool:
        """Whether it reports a clause ("said it is safe"), not just a phrase ("hailed the bridge")."""
        return any(part in self.content.construction for part in _CLAUSES)


def find_reports(
    positions: Positions, taken: Sequence[int], *, used: Collection[int] = (), skipped: Sequence[Offsets] = ()
) -> list[Report]:
    """Find the indirect quotations of a Doc, in text order, none inside another.

    `taken` is 1 for each token in quotation marks or in another quotation, `used` holds their cues, and
    `skipped` the characters that are not part of the story.
    """
    model = read_model(CHOICE)
    strong = strong_cues()
    chances = []
    for facts in cue_facts(positions, taken, cue_words(), used=used, skipped=skipped):
        features = cue_features(facts, strong)
        base = model.score(features)
        contents = free_contents(taken, facts) if base > MIN_CUE_SCORE else []
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
    """The bridge is safe, the ministry announced: training has too few of these to learn from.

    The parser makes either clause the head; then only a comma may join them.
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


def free_contents(taken: Sequence[int], facts: CueFacts) -> list[tuple[Content, float]]:
    """List what a cue may report, each with the share, above 0 and up to 1, that no quotation has taken."""
    token, pos = facts.token, facts.pos
    if pos == "VERB":
        contents = verb_contents(token, facts.source, passive=facts.passive)
    elif pos == "NOUN":
        contents = noun_contents(token)
    elif pos == "ADJ":
        contents = adjective_contents(token)
    else:
        contents = according_contents(token, facts.sentence)
    free = [(each, share) for each in contents if (share := free_share(taken, each.parts)) > 0]
    if facts.lemma in word_set("quotations.naming"):
        # "They call the mayor "Iron Ana"": only the name in marks is said.
        free = [(each, share) for each, share in free if share == 1]
    return free


def _report(chance: float, facts: CueFacts, content: Content, share: float) -> Report:
    traits = confidence_features(chance, facts, content, share)
    return Report(facts, content, min(read_model(CONFIDENCE).probability(traits), MAX_CONFIDENCE))


def confidence_features(chance: float, facts: CueFacts, content: Content, share: float) -> list[str]:
    """Describe how far a choice can be trusted: its own chance, and how the source was found."""
    kind, _ = facts.source_kind
    return [
        f"chance={min(int(chance * 20), 19)}",
        f"rule={facts.rule}|{facts.pos}",
        "source=" + kind,
        f"rule={facts.rule}|source={kind}",
        f"free={'all' if share >= 1 else 'part'}",
        f"as={content.construction}",
    ]


def select(choices: Sequence[tuple[float, int, Sequence[TokenRange]]]) -> list[int]:
    """Return which choices (chance, cue, content) to keep, the likeliest first, without overlaps."""
    starts = sorted(start for _, _, parts in choices for start, _ in parts)
    ends = sorted(end for _, _, parts in choices for _, end in parts)

    def weight(n: int) -> float:
        chance, cue, _ = choices[n]
        inside = bisect_right(starts, cue) > bisect_right(ends, cue)
        return chance * INNER if inside else chance

    order = sorted(range(len(choices)), key=lambda n: (-weight(n), choices[n][1]))
    return [order[n] for n in apart([choices[n][2] for n in order])]


def apart(choices: Sequence[Sequence[TokenRange]]) -> list[int]:
    """Return the numbers of the choices that overlap no earlier one in the list."""
    kept = []
    occupied: list[TokenRange] = []  # in order and disjoint
    for n, parts in enumerate(choices):
        if not any(_touches(occupied, start, end) for start, end in parts):
            kept.append(n)
            for part in joined(parts):
                insort(occupied, part)
    return kept


def joined(parts: Iterable[TokenRange]) -> tuple[TokenRange, ...]:
    """Sort the parts and merge those that overlap: in a broken parse a phrase can contain another."""
    whole: list[TokenRange] = []
    for start, end in sorted(parts):
        if whole and start < whole[-1][1]:
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        else:
            whole.append((start, end))
    return tuple(whole)


def _touches(occupied: Sequence[TokenRange], start: int, end: int) -> bool:
    """Whether a range overlaps one of these, which are sorted and disjoint."""
    at = bisect_left(occupied, (end, end))
    return at > 0 and occupied[at - 1][1] > start
