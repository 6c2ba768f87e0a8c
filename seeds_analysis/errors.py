"""What can go wrong, as a small tree.

    SeedsError
    |- LoadError     an input cannot be read as an article
    `- ModelError    no fit spaCy pipeline is at hand

Each says in one or two lines what, where, and what to do next; the text is shown to users as it stands.
"""


class SeedsError(Exception):
    """Base of every error this package raises on purpose."""


class LoadError(SeedsError):
    """An input cannot be read as an article; `code` is stable and machine-readable.

    `origin` and `message` hold no absolute path and may stand in a record; `given` is the input as the user
    named it, for the line that the user reads.
    """

    def __init__(self, origin: str, code: str, message: str, given: str | None = None) -> None:
        super().__init__(origin, code, message, given)
        self.origin = origin
        self.code = code
        self.message = message
        self.given = given

    def __str__(self) -> str:
        return f"{self.given or self.origin}: {self.message}"


class ModelError(SeedsError):
    """A spaCy pipeline is missing or unfit; `remedy` is the exact command that mends it."""

    def __init__(self, model: str, reason: str, remedy: str) -> None:
        super().__init__(model, reason, remedy)
        self.model = model
        self.reason = reason
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.model}: {self.reason}. To mend it: {self.remedy}"
