"""The names of a Doc as mentions, and which of its tokens are already part of one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from spacy.tokens import Doc, Token

from seeds_analysis.doc import context, syntax
from seeds_analysis.text import Offsets

NAME_LABELS = frozenset(
    ["PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE"]
)

TokenName = tuple[int, int, str]  # first token, token after the last, label


@dataclass(slots=True)
class Mention:
    """A name in the text: tokens [start_token, end_token), characters [start, end), its label."""

    start_token: int
    end_token: int
    label: str
    start: int
    end: int
    text: str


class Mentions:
    """The mentions of a Doc in text order; no two share a token, and none holds part of a date or number."""

    def __init__(self, doc: Doc, *, left_out: Sequence[Offsets] = ()) -> None:
        """`left_out` is text whose names are not mentions."""
        self.doc = doc
        self.found: list[Mention] = []
        self._left_out = left_out
        self._taken = bytearray(map(is_number, doc))

    def add(self, names: Iterable[TokenName]) -> None:
        """Add names whose tokens are free."""
        text = context.whole_text(self.doc)
        for start_token, end_token, label in names:
            if self.is_taken(start_token, end_token):
                continue
            self._taken[start_token:end_token] = b"\1" * (end_token - start_token)
            start, end = syntax.offsets_of(self.doc, start_token, end_token)
            if not any(start < last and first < end for first, last in self._left_out):
                self.found.append(Mention(start_token, end_token, label, start, end, text[start:end]))
        self.found.sort(key=attrgetter("start_token"))

    def drop_unlabelled(self) -> None:
        """Drop the mentions that turned out to be no names; their tokens are free again."""
        for mention in self.found:
            if not mention.label:
                length = mention.end_token - mention.start_token
                self._taken[mention.start_token : mention.end_token] = b"\0" * length
        self.found = [mention for mention in self.found if mention.label]

    def is_taken(self, start: int, end: int) -> bool:
        """Whether any of the tokens is part of a name, date or number."""
        return 1 in self._taken[start:end]


def is_number(token: Token) -> bool:
    """Whether the model took a token for part of a date, number or amount."""
    return bool(token.ent_type) and token.ent_type_ not in NAME_LABELS
