"""What search does: ask an archive, and write what it finds."""

from functools import partial

from seeds_analysis.cli.commands import DONE
from seeds_analysis.cli.messages import Messages
from seeds_analysis.cli.output import format_of_suffix, open_output
from seeds_analysis.corpus import database
from seeds_analysis.views import RECORD_VIEWS, load_view

_MARKS = str.maketrans({database.BEGIN: "**", database.END: "**"})


def search_archive(
    path: str, query: database.Query, asked: str | None, target: str | None, **writing: bool
) -> int:
    """Write the hits in the format that is asked for; `writing` has color, pager and quiet."""
    chosen = asked or format_of_suffix(target, RECORD_VIEWS, page="table")
    hits = database.search(path, query)
    with open_output(target) as output:
        chosen = chosen or ("table" if output.is_terminal else "jsonl")
        view = load_view("views.page.hits.Hits" if chosen == "table" else RECORD_VIEWS[chosen])
        if chosen == "table":
            view = partial(view, begin=database.BEGIN, end=database.END)
        else:
            hits = [hit | {"marked": hit["marked"].translate(_MARKS)} for hit in hits]
        piece = view(hits, database.COLUMNS) if chosen == "csv" else view(hits)
        output.put(piece, color=writing["color"], pager=writing["pager"])
    if not hits:
        Messages(writing["quiet"]).note("no quotation was found.")
    return DONE
