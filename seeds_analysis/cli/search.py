"""What search does: ask an archive, and write what it finds."""

from functools import partial

from seeds_analysis.cli.commands import DONE
from seeds_analysis.cli.messages import Messages
from seeds_analysis.cli.output import format_of_suffix, note_format, open_output
from seeds_analysis.corpus import database
from seeds_analysis.views import RECORD_VIEWS, data, load_view

_MARKS = str.maketrans({database.BEGIN: "**", database.END: "**"})


def search_archive(
    path: str, query: database.Query, asked: str | None, target: str | None, **writing: bool
) -> int:
    """Write the hits in the format that is asked for; `writing` has color, pager and quiet."""
    formats = [name for name in RECORD_VIEWS if name != "parquet"]  # hits have no table
    chosen = asked or format_of_suffix(target, formats, page="table")
    messages = Messages(writing["quiet"])
    hits = database.search(path, query, messages.note)
    with open_output(target) as output:
        if chosen is None:
            chosen = "table" if output.is_terminal else "jsonl"
            note_format(messages, target, chosen)
        data.require(chosen)
        view = load_view("views.page.hits.Hits" if chosen == "table" else RECORD_VIEWS[chosen])
        if chosen == "table":
            view = partial(view, begin=database.BEGIN, end=database.END)
        else:
            hits = [hit | {"marked": hit["marked"].translate(_MARKS)} for hit in hits]
        piece = view(hits, database.COLUMNS) if chosen in ("csv", "xlsx") else view(hits)
        output.put(piece, color=writing["color"], pager=writing["pager"])
    if not hits:
        messages.note("no quotation was found.")
    return DONE
