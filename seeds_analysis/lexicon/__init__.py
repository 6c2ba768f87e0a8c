"""Word lists as data files, and their readers; the head of each file says what it holds and its source."""

from seeds_analysis.lexicon import gazetteer, titles, verbs_of_saying
from seeds_analysis.lexicon.tables import read_table, read_words, word_set

__all__ = [
    "gazetteer",
    "read_table",
    "read_words",
    "titles",
    "verbs_of_saying",
    "word_set",
]
