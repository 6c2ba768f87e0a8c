"""Summary <-> files that people correct in brat and Label Studio; and a score by the corrected ones."""

from seeds_analysis.corrections.brat import brat_files
from seeds_analysis.corrections.label_studio import label_studio_pieces
from seeds_analysis.corrections.matching import letters, match
from seeds_analysis.corrections.reading import read_corrections
from seeds_analysis.corrections.scoring import Score, score

__all__ = ["Score", "brat_files", "label_studio_pieces", "letters", "match", "read_corrections", "score"]
