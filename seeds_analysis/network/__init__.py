"""The network that reads an article: who is quoted saying what."""

from seeds_analysis.network.encoding import Encoded, encode
from seeds_analysis.network.labels import LABELS, LINKS, ROLES
from seeds_analysis.network.running import Part, Scores, score, session
from seeds_analysis.network.weights import read_confidence

__all__ = [
    "LABELS",
    "LINKS",
    "ROLES",
    "Encoded",
    "Part",
    "Scores",
    "encode",
    "read_confidence",
    "score",
    "session",
]
