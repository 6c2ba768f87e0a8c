"""Read our own invented items; own/README.md explains the annotation."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

OWN_ITEMS = Path(__file__).parent / "own"

Span = tuple[int, int]

_KINDS = ("direct", "mixed", "indirect")
_PHRASE_KINDS = ("title", "nickname", "term", "scare")
_OPENING = "\"'“‘„«‚"


@dataclass(frozen=True, slots=True)
class ItemQuotation:
    """An annotated quotation; `speakers` are the right names, empty if the speaker cannot be known.

    `relays` are the right answers for the relay, with None if there need not be one. An optional quotation
    may be found or not; if it is found, only its speaker is judged.
    """

    kind: str
    spans: tuple[Span, ...]
    speakers: tuple[str, ...]
    relays: tuple[str | None, ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class ItemPhrase:
    """Words in quotation marks that quote nobody: a title, nickname, term or scare quote."""

    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class Item:
    """A short invented article with all its quotations and marked phrases."""

    id: str
    phenomenon: str
    text: str
    quotations: tuple[ItemQuotation, ...]
    phrases: tuple[ItemPhrase, ...]

    @property
    def held_out(self) -> bool:
        """Whether the number starts with a k; nobody looks at these items while writing rules."""
        return self.id.rpartition("-")[2].startswith("k")


def read_items(folder: Path = OWN_ITEMS) -> list[Item]:
    """Read all items, sorted by id. Raises ValueError if annotated words are not in the text."""
    lines = (line for path in folder.glob("*.jsonl") for line in path.read_text("utf-8").splitlines())
    return sorted((read_item(json.loads(line)) for line in lines), key=lambda item: item.id)


def read_item(values: Mapping[str, Any]) -> Item:
    """Locate the annotated words of one item.

    Quotations are ordered by their first words, and each part comes after the part before it. A phrase
    follows an opening mark, or what looks like one. Raises ValueError.
    """
    text: str = values["text"]
    quotations, start = [], 0
    for number, quotation in enumerate(values["quotations"]):
        if quotation["kind"] not in _KINDS or not quotation["words"]:
            raise ValueError(f"{values['id']}: quotation {number} has no known kind, or no words")
        spans, place = [], start
        for words in quotation["words"]:
            spans.append(_locate(values["id"], text, words, place))
            place = spans[-1][1]
        start = spans[0][1]
        speaker = quotation["speaker"]
        quotations.append(
            ItemQuotation(
                quotation["kind"],
                tuple(spans),
                () if speaker is None else (speaker, *quotation["accept"]),
                (quotation["via"], *quotation.get("via_accept", ())),
                quotation.get("optional", False),
            )
        )
    phrases, start = [], 0
    for phrase in values["phrases"]:
        span = _locate(values["id"], text, phrase["words"], start, after=_OPENING)
        if phrase["kind"] not in _PHRASE_KINDS:
            raise ValueError(f"{values['id']}: no kind of phrase: {phrase['kind']!r}")
        phrases.append(ItemPhrase(phrase["kind"], span))
        start = span[1]
    return Item(values["id"], values["phenomenon"], text, tuple(quotations), tuple(phrases))


def _locate(item: str, text: str, words: str, start: int, after: str = "") -> Span:
    while (at := text.find(words, start)) >= 0 and after and (at == 0 or text[at - 1] not in after):
        start = at + 1
    if at < 0 or not words:
        raise ValueError(f"{item}: not in the text, or not in this order: {words!r}")
    return at, at + len(words)
