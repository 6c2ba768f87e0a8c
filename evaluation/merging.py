"""How well mentions are grouped into entities: pairs and B-cubed, in linear time."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass


@dataclass(slots=True)
class MergingTally:
    """Sums over documents; no group reaches from one document into another."""

    pairs_both: int = 0
    pairs_found: int = 0
    pairs_gold: int = 0
    cubed_precision: float = 0.0
    cubed_recall: float = 0.0
    mentions: int = 0

    def add(self, found: Sequence[Hashable], gold: Sequence[Hashable]) -> None:
        """Add one document: the found and the gold group of each mention, in the same order."""
        sizes_found, sizes_gold = Counter(found), Counter(gold)
        for (ours, theirs), both in Counter(zip(found, gold, strict=True)).items():
            self.pairs_both += both * (both - 1)
            self.cubed_precision += both * both / sizes_found[ours]
            self.cubed_recall += both * both / sizes_gold[theirs]
        self.pairs_found += sum(size * (size - 1) for size in sizes_found.values())
        self.pairs_gold += sum(size * (size - 1) for size in sizes_gold.values())
        self.mentions += len(gold)

    @property
    def pairwise(self) -> tuple[float, float]:
        """Precision and recall of the pairs of mentions in one group, in [0, 1]."""
        return _share(self.pairs_both, self.pairs_found), _share(self.pairs_both, self.pairs_gold)

    @property
    def b_cubed(self) -> tuple[float, float]:
        """Precision and recall per mention, in [0, 1] (Bagga and Baldwin 1998)."""
        return _share(self.cubed_precision, self.mentions), _share(self.cubed_recall, self.mentions)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
