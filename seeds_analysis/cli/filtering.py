"""Which quotations are wanted: a summary with these alone is a whole summary again, and verifies."""

from dataclasses import dataclass, replace

from seeds_analysis.pipeline import Result
from seeds_analysis.summary import Quotation, Summary
from seeds_analysis.text import name_keys


@dataclass(frozen=True, slots=True)
class Filter:
    """Conditions that all have to hold; the defaults let every quotation through.

    `kinds` are separated by commas: "direct,mixed".
    """

    min_confidence: float = 0.0
    speaker: str | None = None
    kinds: str | None = None
    no_negated: bool = False

    def apply(self, summary: Result) -> Result:
        """Leave out the other quotations; the rest are numbered and counted anew."""
        if self == Filter() or not isinstance(summary, Summary):
            return summary
        names = {entity.id: (entity.name, *entity.aliases) for entity in summary.entities}
        kept = [q for q in summary.quotations if self._wants(q) and self._wants_speaker(q, names)]
        numbered = tuple(replace(q, id=f"q{number}") for number, q in enumerate(kept, start=1))
        return replace(summary, quotations=numbered).counted(summary.counts.sentences)

    def _wants(self, quotation: Quotation) -> bool:
        return (
            quotation.confidence >= self.min_confidence
            and (not self.kinds or quotation.kind in self.kinds.split(","))
            and not (self.no_negated and quotation.negated)
        )

    def _wants_speaker(self, quotation: Quotation, names: dict[str, tuple[str, ...]]) -> bool:
        """Compare with every name of the speaker."""
        if self.speaker is None:
            return True
        speaker = quotation.speaker
        if speaker is None or speaker.name is None:
            return False
        return name_keys.names_one_of(self.speaker, (speaker.name, *names.get(speaker.entity or "", ())))
