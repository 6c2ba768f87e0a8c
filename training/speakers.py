"""Learn whose words a piece in marks holds: `python -m training.speakers ../shared/polnear/train`.

One table comes of it, the network that chooses among candidates. The figures printed are by cross-validation.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc

from evaluation.shared import quotation_scorer
from seeds_analysis.doc import context, paired_marks
from seeds_analysis.quotations.in_marks.features import Candidate
from seeds_analysis.quotations.in_marks.linking import WEIGHTS, Choice, choose, link_pieces
from seeds_analysis.quotations.marks import read_marks
from seeds_analysis.quotations.weights import Network
from training.network import Question, fit_network, write_network
from training.parsing import parsed
from training.polnear import Attribution

FOLDER = Path(__file__).parent.parent / "seeds_analysis" / "quotations" / "weights"
FOLDS = 5
LEAST = 10
# A piece is said by somebody if an attribution covers this share of its letters: as the scorer of record.
COVER = 0.5

HEAD = """Whose words a piece in marks holds: one network over named features, see MODEL_CARD.md.
Per line: feature, weights to the hidden layer, weight straight to the score.
Written by `python -m training.speakers ../shared/polnear/train`."""


@dataclass(frozen=True, slots=True)
class Case:
    """A piece with its candidates: which are right, and whether anybody says it at all."""

    candidates: Sequence[Candidate]
    right: Sequence[bool]
    said: bool

    @property
    def question(self) -> Question:
        """What the network is to learn from it."""
        return Question([candidate.features for candidate in self.candidates], self.right)


def cases_of(doc: Doc, attributions: Sequence[Attribution]) -> Iterator[Case]:
    """The pieces of one article in text order, each as if those before it had been answered right."""
    cases: list[Case] = []
    text = context.whole_text(doc)
    letters = quotation_scorer().alnum_set
    gold = [(attribution, letters(text, attribution.content)) for attribution in attributions]
    marks = read_marks(doc, paired_marks(doc)[0])

    def teach(number: int, candidates: Sequence[Candidate]) -> Choice:
        stretch = marks.pieces[number].stretch
        mine = letters(text, [(stretch.start, stretch.end)])
        covers = [(len(mine & theirs), attribution) for attribution, theirs in gold if mine & theirs]
        said = sum(cover for cover, _ in covers) >= COVER * len(mine)
        top = max((cover for cover, _ in covers), default=0)
        answers = [a for cover, a in covers if said and (cover == top or cover >= COVER * len(mine))]
        right = [_is_right(doc, candidate, answers, said=said) for candidate in candidates]
        cases.append(Case(candidates, right, said))
        by_rule = (i for i, candidate in enumerate(candidates) if candidate.by_rule)
        chosen = next(by_rule, 0)
        if not right[chosen]:
            chosen = next((i for i, is_right in enumerate(right) if is_right), chosen)
        return Choice(chosen, 1.0)

    link_pieces(marks, teach)
    return iter(cases)


def _is_right(doc: Doc, candidate: Candidate, answers: Sequence[Attribution], *, said: bool) -> bool:
    """Whether the candidate's source is that of the attribution; nobody is right where nobody speaks."""
    if candidate.cue is None:
        return not said
    assert candidate.cue.source is not None
    span = doc[slice(*candidate.cue.source)]
    matches = quotation_scorer().speaker_matches
    offsets = (span.start_char, span.end_char)
    return any(matches(context.whole_text(doc), offsets, None, a.source) for a in answers if a.source)


def share_right(cases: Sequence[Case], network: Network) -> str:
    """Of the pieces: F1 of those claimed with the right source, and how sure answers are."""
    claimed = said = right = sure = sure_right = 0
    for case in cases:
        choice = choose(case.candidates, network)
        answered = case.candidates[choice.number].cue is not None
        good = case.said and answered and case.right[choice.number]
        claimed, said, right = claimed + answered, said + case.said, right + good
        if answered and choice.confidence >= 0.9:
            sure, sure_right = sure + 1, sure_right + good
    return (
        f"{len(cases)} pieces: end to end F1 {200 * right / (claimed + said):.1f}; "
        f"confidence 0.9 and more: {sure / claimed:.0%} of the answers, {sure_right / sure:.1%} right"
    )


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cache", type=Path, help="keep the parsed articles in this file")
    parser.add_argument("--no-folds", action="store_true", help="fit on all at once")
    options = parser.parse_args()
    articles = [
        list(cases_of(doc, attributions)) for doc, attributions in parsed(options.folder, options.cache)
    ]
    for fold in range(0 if options.no_folds else FOLDS):
        apart = [case for number, cases in enumerate(articles) if number % FOLDS == fold for case in cases]
        rest = [case for number, cases in enumerate(articles) if number % FOLDS != fold for case in cases]
        network = fit_network([case.question for case in rest], least=LEAST)
        print(f"fold {fold + 1}:", share_right(apart, network), flush=True)
    network = fit_network([case.question for cases in articles for case in cases], least=LEAST)
    write_network(FOLDER / f"{WEIGHTS}.tsv", network, HEAD)


if __name__ == "__main__":
    main()
