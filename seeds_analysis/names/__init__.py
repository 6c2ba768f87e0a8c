"""The model's names become entities: mentions with better bounds, merged."""

from seeds_analysis.names.component import AliasMerger

__all__ = ["AliasMerger"]
