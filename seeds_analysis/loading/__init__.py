"""Text -> Article: files, folders, standard input and the bundled sample, in every supported format."""

from seeds_analysis.loading.inputs import Input, find_inputs, load_article, sample_input, web_inputs
from seeds_analysis.loading.parts import ReadOptions
from seeds_analysis.loading.records import Record, read_article
from seeds_analysis.loading.stated.dates import is_date_pattern
from seeds_analysis.loading.streams.http_body import NO_PAGE

__all__ = [
    "NO_PAGE",
    "Input",
    "ReadOptions",
    "Record",
    "find_inputs",
    "is_date_pattern",
    "load_article",
    "read_article",
    "sample_input",
    "web_inputs",
]
