"""The overview of a finished run."""

# Each takes an Overview; "table" gives a Rich renderable.
OVERVIEW_VIEWS = {
    "table": "corpus.report.page.render_overview",
    "json": "corpus.report.text.render_overview_json",
    "csv": "corpus.report.text.render_overview_csv",
}
