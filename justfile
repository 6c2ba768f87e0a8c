# Daily work on the code. List: just --list

# Install into the active environment, with everything for tests, checks and documentation.
setup:
    python -m pip install -e '.[test,lint,docs]'

# Run the tests, or those named.
test *paths:
    python -m pytest -n auto {{ paths }}

# Check format, lint, types and architecture.
check:
    ruff format --check
    ruff check
    mypy
    lint-imports

# Build the documentation into site/.
docs:
    NO_MKDOCS_2_WARNING=1 mkdocs build --strict

# Renew the picture in the README and the map of the rooms.
picture:
    SEEDS_RENEW_GOLDEN=1 python -m pytest -q tests/test_docs.py

# Renew the picture of the HTML page in docs/commands.md; needs Chromium.
html-picture:
    python -m tests.views.html_picture

# Renew the picture of the report in docs/archive.md; needs Chromium.
report-picture:
    python -m tests.corpus.report_picture

# Renew the picture of Datasette in docs/archive.md; needs Chromium and Datasette.
datasette-picture:
    python -m tests.corpus.datasette_picture

# Measure accuracy on the annotated articles in ../shared.
evaluate *options:
    python -m evaluation {{ options }}
