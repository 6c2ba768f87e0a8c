"""Choose among candidates for the source of a quoted piece, by learned weights.

As in O'Keefe et al. (2012), "A Sequence Labelling Approach to Quote Attribution", the chances of all
candidates of a piece add up to 1, and pieces are decided in text order, so that the speaker before is known.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import exp

from seeds_analysis.doc import TokenRange
from seeds_analysis.quotations.in_marks.features import Candidate
from seeds_analysis.quotations.weights.network import Network, read_network

WEIGHTS = "speakers"


@dataclass(frozen=True, slots=True)
class Choice:
    """The number of the chosen candidate, and the chance that its source is right, with any cue.

    `otherwise` is the likeliest candidate with a source, if the chosen one is "nobody".
    """

    number: int
    confidence: float
    otherwise: "Choice | None" = None


def choose(candidates: Sequence[Candidate], network: Network | None = None) -> Choice:
    """Choose the likeliest source and its likeliest cue; `candidates` must not be empty."""
    network = network or read_network(WEIGHTS)
    scores = network.scores([candidate.features for candidate in candidates])
    highest = max(scores)
    odds = [exp(score - highest) for score in scores]
    sources = [None if candidate.cue is None else candidate.cue.source for candidate in candidates]
    together = dict.fromkeys(sources, 0.0)
    for source, odd in zip(sources, odds, strict=True):
        together[source] += odd

    def likeliest(among: Iterable[TokenRange | None]) -> Choice:
        best = max(among, key=together.__getitem__)
        number = max((i for i, source in enumerate(sources) if source == best), key=odds.__getitem__)
        return Choice(number, together[best] / sum(odds))

    choice = likeliest(together)
    if sources[choice.number] is None and len(together) > 1:
        return replace(choice, otherwise=likeliest(source for source in together if source is not None))
    return choice
