"""Text -> Article: files, folders, standard input and the bundled sample."""

from seeds_analysis.loading.formats import MAX_BYTES, read_article
from seeds_analysis.loading.inputs import Input, expand_inputs, load_article, sample_input
from seeds_analysis.loading.records import Reading, Record

__all__ = [
    "MAX_BYTES",
    "Input",
    "Reading",
    "Record",
    "expand_inputs",
    "load_article",
    "read_article",
    "sample_input",
]
