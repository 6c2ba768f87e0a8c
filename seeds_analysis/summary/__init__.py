"""The product: its model, its schema, how it is made and verified.

making.py imports spaCy, so `summarize` is loaded on first use.
"""

from typing import TYPE_CHECKING, Any

from seeds_analysis.summary import model
from seeds_analysis.summary.model import SCHEMA_VERSION, DateMention, Entity, ErrorRecord, Quotation, Summary
from seeds_analysis.summary.schema import read_schema
from seeds_analysis.summary.verifying import verify

if TYPE_CHECKING:
    from seeds_analysis.summary.making import summarize

__all__ = [
    "SCHEMA_VERSION",
    "DateMention",
    "Entity",
    "ErrorRecord",
    "Quotation",
    "Summary",
    "model",
    "read_schema",
    "summarize",
    "verify",
]


def __getattr__(name: str) -> Any:
    """Load `summarize`."""
    if name == "summarize":
        from seeds_analysis.summary.making import summarize

        return summarize
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
