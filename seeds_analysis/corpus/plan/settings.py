"""Everything that determines the output of a run, except its input."""

import dataclasses
from dataclasses import dataclass
from importlib.metadata import version

from seeds_analysis import __version__
from seeds_analysis.loading import ReadOptions
from seeds_analysis.pipeline import model_release
from seeds_analysis.summary import SCHEMA_VERSION

SUMMARIES = "jsonl"
TABLES = "parquet"


@dataclass(frozen=True, slots=True)
class Settings:
    """How a run reads, analyzes and writes: the same on every worker, and part of the id of each shard."""

    model: str
    reading: ReadOptions = dataclasses.field(default_factory=ReadOptions)
    with_text: bool = False
    output_format: str = SUMMARIES

    def to_dict(self) -> dict[str, object]:
        """Plain JSON values in a fixed order, with all versions that matter. Raises ModelError."""
        reading = self.reading
        return {
            "version": __version__,
            "schema_version": SCHEMA_VERSION,
            "model": model_release(self.model),
            "encoding": reading.encoding,
            "published": reading.published.isoformat() if reading.published else None,
            "date_from_name": reading.date_from_name,
            "fields": dict(sorted(reading.fields.items())),
            "keep": list(reading.keep),
            "with_text": self.with_text,
            "format": self.output_format,
            "spacy": version("spacy"),
        }
