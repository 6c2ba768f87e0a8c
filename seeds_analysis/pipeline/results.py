"""The result for one input article: its summary, or why there is none."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from seeds_analysis.errors import LoadError, lack_of
from seeds_analysis.summary import Summary

if TYPE_CHECKING:
    from seeds_analysis.loading import Record
    from seeds_analysis.text import Article

INTERNAL = "internal"


@dataclass(frozen=True, slots=True)
class Failure:
    """An input without a summary: `code` is that of the LoadError, or "internal" for a fault of this program.

    `given` is the name of the input that the user gave; `cause` is the exception.
    """

    origin: str
    code: str
    message: str
    given: str
    cause: Exception | None = field(default=None, compare=False, repr=False)

    @classmethod
    def of(cls, item: "Record | Article", error: Exception) -> "Failure":
        """Describe an error; the message of an unexpected one is left out, since it may quote the article."""
        if isinstance(error, LoadError):
            return cls(error.origin, error.code, error.message, error.given or error.origin, error)
        fault = f"not analyzed, by a fault of this program ({type(error).__name__}). Please report it."
        lack = lack_of(error)
        message = f"not analyzed: {lack}." if lack else fault
        return cls(item.origin, INTERNAL, message, item.origin, error)


Result: TypeAlias = Summary | Failure
