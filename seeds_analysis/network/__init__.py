"""The network that reads an article once: who is quoted saying what, and what each name names."""

from seeds_analysis.network.encoding import Encoded
from seeds_analysis.network.labels import LABELS, LINKS, NAMES, ROLES
from seeds_analysis.network.reading import read_doc
from seeds_analysis.network.running import Part, Scores, session
from seeds_analysis.network.weights import read_confidence

__all__ = [
    "LABELS",
    "LINKS",
    "NAMES",
    "ROLES",
    "Encoded",
    "Part",
    "Scores",
    "read_confidence",
    "read_doc",
    "session",
]
