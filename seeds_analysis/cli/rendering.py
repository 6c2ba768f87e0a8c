"""Results -> pieces of output, and the choice of their format."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

from seeds_analysis.cli.naming import format_of_suffix
from seeds_analysis.cli.output import Piece, is_folder
from seeds_analysis.cli.summarize_options import SummarizeOptions
from seeds_analysis.pipeline import Result
from seeds_analysis.summary import Summary
from seeds_analysis.views import RECORD_VIEWS, SUMMARY_VIEWS, data, load_view

# Excel takes a file for UTF-8 only if it begins with this mark.
BOM = "\ufeff"
HTML = "html"  # shows the article itself
HTML_FILES = "views.html.folder.html_files"  # pieces are the name and the text of a page
BRAT = "brat"  # a folder
WHOLE = frozenset((HTML, "tei", "labelstudio", BRAT))  # one for all articles, which it shows themselves

_BETWEEN_PAGES = {"text": "\n", "markdown": "\n---\n\n"}


@dataclass(frozen=True, slots=True)
class Rendering:
    """How a command writes its results: `pieces` renders them in one of `formats`.

    It also takes the options of the command, and the names of the metadata that have columns.
    """

    pieces: Callable[[Iterable[Result], str, SummarizeOptions, Sequence[str]], Iterator[Piece]]
    formats: Collection[str]
    terminal: str  # the default on a terminal
    one: str  # the default elsewhere
    several: str  # replaces `one` for several inputs, even if `one` is asked for

    def choose_format(self, asked: str | None, *, target: str | None, terminal: bool, several: bool) -> str:
        """Choose by what is asked for, else by the suffix of the target, else by who reads it.

        Raises UsageError if the suffix names a format that this command cannot write.
        """
        fitting = set(self.formats) - ({self.one} - {self.several} if several else set())
        named = None if asked else format_of_suffix(target, fitting, page=self.terminal)
        chosen = asked or named or (self.terminal if terminal else self.one)
        return self.several if several and chosen == self.one else chosen


def _summary_pieces(
    results: Iterable[Result], output_format: str, options: SummarizeOptions, _metadata: Sequence[str]
) -> Iterator[Piece]:
    """Render each summary; in JSON Lines, each failed input too."""
    view = load_view(SUMMARY_VIEWS[output_format])
    if output_format in WHOLE:
        if output_format == HTML and is_folder(options.output):
            view = load_view(HTML_FILES)
        yield from view(result for result in results if isinstance(result, Summary))
        return
    if output_format == "text":
        view = partial(view, full=options.full)
    between = ""
    for result in results:
        if isinstance(result, Summary):
            if between:
                yield between
            yield view(result)
            between = _BETWEEN_PAGES.get(output_format, "")
        elif output_format == "jsonl":
            yield data.render_failure(result.origin, result.code, result.message)


def _row_pieces(
    results: Iterable[Result],
    output_format: str,
    options: SummarizeOptions,
    metadata: Sequence[str],
    *,
    table: str,
) -> Iterator[Piece]:
    """Render the rows of each summary, or all rows at once as one table, JSON array or binary file."""
    view = load_view(RECORD_VIEWS[output_format])
    summaries = (result for result in results if isinstance(result, Summary))
    tables = (data.rows.flat_rows(table, summary, metadata) for summary in summaries)
    if output_format == "table":
        if listed := list(summaries):
            yield view(table, listed)
    elif output_format == "jsonl":
        yield from map(view, tables)
    elif output_format == "parquet":
        yield view(table, summaries, metadata)
    elif output_format == "xlsx":
        yield view(chain.from_iterable(tables), data.rows.flat_columns(table, metadata))
    elif output_format == "csv":
        columns = data.rows.flat_columns(table, metadata)
        # Later than the first result: without a model nothing is written. No result still gives the header.
        for number, rows in enumerate(chain([next(tables, [])], tables)):
            start = BOM if options.bom and number == 0 else ""
            yield start + view(rows, columns, header=number == 0, safe=options.safe_csv)
    elif collected := list(tables):
        yield view(list(chain.from_iterable(collected)))


RENDERINGS = {
    "summaries": Rendering(_summary_pieces, SUMMARY_VIEWS, terminal="text", one="json", several="jsonl"),
    **{
        table: Rendering(
            partial(_row_pieces, table=table), RECORD_VIEWS, terminal="table", one="jsonl", several="jsonl"
        )
        for table in ("quotations", "entities", "dates")
    },
}
