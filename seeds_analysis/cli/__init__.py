"""The command line: options, one call, one view, an exit code."""

from seeds_analysis.cli.app import main

__all__ = ["main"]
