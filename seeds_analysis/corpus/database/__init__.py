"""A run as one SQLite file, and questions to it. Nothing here uses spaCy."""

from seeds_analysis.corpus.database.export import METADATA, Exported, archive_of, export_database
from seeds_analysis.corpus.database.reports import picture_pieces, render_repeats, render_speaker
from seeds_analysis.corpus.database.search import BEGIN, COLUMNS, END, Query, search

__all__ = [
    "BEGIN",
    "COLUMNS",
    "END",
    "METADATA",
    "Exported",
    "Query",
    "archive_of",
    "export_database",
    "picture_pieces",
    "render_repeats",
    "render_speaker",
    "search",
]
