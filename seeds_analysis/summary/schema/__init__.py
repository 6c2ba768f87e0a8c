"""The JSON Schema of summaries and error records, as it ships with the package."""

from importlib import resources

SCHEMA_FILE = "summary.v1.json"


def read_schema() -> str:
    """Read the schema (JSON Schema 2020-12) as text; it describes schema version 1.x."""
    return resources.files(__name__).joinpath(SCHEMA_FILE).read_text(encoding="utf-8")
