"""A run as one SQLite file, and questions to it. Nothing here knows spaCy."""

from seeds_analysis.corpus.database.export import METADATA, Exported, export_database
from seeds_analysis.corpus.database.search import BEGIN, COLUMNS, END, Query, search

__all__ = ["BEGIN", "COLUMNS", "END", "METADATA", "Exported", "Query", "export_database", "search"]
