"""What to say where an optional library is not installed."""

from seeds_analysis.errors import LoadError


def missing_extra(origin: str, what: str) -> LoadError:
    """Name the command that installs what reading `what` needs."""
    message = f"{what} need an extra. To install it: python -m pip install 'seeds-analysis[web]'"
    return LoadError(origin, "missing-extra", message)
