"""The error for an optional library that is not installed."""

from seeds_analysis.errors import LoadError


def missing_extra(origin: str, what: str) -> LoadError:
    """Name the command that installs the library for reading `what`."""
    message = f"{what} need an extra. To install it: python -m pip install 'seeds-analysis[web]'"
    return LoadError(origin, "missing-extra", message)
