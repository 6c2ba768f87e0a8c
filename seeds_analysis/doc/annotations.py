"""What the components write on a Doc, and how it is read back.

Each component writes its annotations once, to `doc.spans[KEY]`. The spans are the token view: `label_` is the
role, `id_` the number of the annotation that the span belongs to. The group's `attrs` hold the annotations
themselves with exact character offsets. Span groups with plain attrs survive to_bytes, DocBin and n_process.
"""

import dataclasses
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from spacy.tokens import Doc, SpanGroup

from seeds_analysis.text import Notice, Offsets

# Offsets, the role they play, the number of their annotation.
LabelledSpan = tuple[int, int, str, int]


class Annotation:
    """Base of all annotations: plain values; offsets are half-open and count characters of `doc.text`."""

    __slots__ = ()
    KEY: ClassVar[str]

    @classmethod
    def write(
        cls,
        doc: Doc,
        found: Iterable[Self],
        *,
        spans: Iterable[LabelledSpan] = (),
        notices: Iterable[Notice] = (),
        key: str | None = None,
    ) -> None:
        """Set `doc.spans[KEY]`, or another key; replaces what an earlier run left there.

        `spans` is the token view.
        """
        made = (
            doc.char_span(start, end, label=label, span_id=str(number), alignment_mode="expand")
            for start, end, label, number in spans
        )
        token_view = [span for span in made if span is not None]
        attrs = {"records": list(map(_plain, found)), "notices": list(map(_plain, notices))}
        doc.spans[key or cls.KEY] = SpanGroup(doc, name=key or cls.KEY, spans=token_view, attrs=attrs)

    @classmethod
    def replace(cls, doc: Doc, found: Iterable[Self]) -> None:
        """Put completed annotations in the place of the old ones; the token view and the notices stay.

        Raises KeyError if nothing was written before.
        """
        group = doc.spans[cls.KEY]
        group.attrs = {**group.attrs, "records": list(map(_plain, found))}

    @classmethod
    def read(cls, doc: Doc) -> tuple[Self, ...]:
        """Read the annotations in text order of their first span; none if their component did not run."""
        records = _attrs(doc, cls.KEY, "records")
        return tuple(cls(**{name: _tuples(value) for name, value in values.items()}) for values in records)


@dataclass(frozen=True, slots=True)
class EntityAnnotation(Annotation):
    """One person, place or organisation with all its mentions, in text order.

    `role_rule` says what found the role ("title", "appositive"). `gender` is a hint for pronouns, "m", "f"
    or None; only persons have one. `pronouns` counts the pronouns that the article uses for a person, by
    their subject form; seeds_speakers fills it.
    """

    KEY = "seeds_entities"

    label: str
    name: str
    mentions: tuple[Offsets, ...]
    aliases: tuple[str, ...] = ()
    role: Offsets | None = None
    role_rule: str | None = None
    gender: str | None = None
    pronouns: dict[str, int] | None = None

    @classmethod
    def finder(cls, entities: Sequence[Self]) -> Callable[[int, int], int | None]:
        """Make a lookup from a character span to the index of the entity named in it, O(log mentions) a call.

        Of several mentions within the span the last one counts ("NATO chief Rutte" is Rutte); a span that
        lies inside a mention belongs to it as well. None if the span holds no whole mention and is in none.
        """
        mentions = sorted(
            (*mention, index) for index, entity in enumerate(entities) for mention in entity.mentions
        )
        starts = [start for start, _, _ in mentions]

        def find(start: int, end: int) -> int | None:
            position = bisect_right(starts, end - 1) - 1
            for first, last, index in reversed(mentions[max(0, position - 1) : position + 1]):
                if (start <= first and last <= end) or (first <= start and end <= last):
                    return index
            return None

        return find


@dataclass(frozen=True, slots=True)
class QuotationAnnotation(Annotation):
    """One quotation: where its content, cue and source are, and how the source was found.

    `closed` runs parallel to `content` ("explicit", "implied", "missing", or None for indirect content).
    `rule` names what decided on the source. `referents` are other words that may name the speaker, by their
    start, each with its chance by the network; -1 is nobody who is named. The speakers component fills
    `speaker_*`, `resolved_by` and `via_entity`; entities are indices into the entity annotations.
    """

    KEY = "seeds_quotations"

    kind: str
    content: tuple[Offsets, ...]
    closed: tuple[str | None, ...]
    cue: Offsets | None = None
    cue_lemma: str | None = None
    source: Offsets | None = None
    rule: str | None = None
    via: Offsets | None = None
    via_name: str | None = None
    via_entity: int | None = None
    speaker_name: str | None = None
    speaker_kind: str | None = None
    speaker_entity: int | None = None
    speaker_mention: Offsets | None = None
    speaker_role: Offsets | None = None
    resolved_by: str | None = None
    unattributed_reason: str | None = None
    negated: bool = False
    confidence: float = 0.0
    referents: tuple[tuple[int, float], ...] = ()


@dataclass(frozen=True, slots=True)
class MarkedPhraseAnnotation(Annotation):
    """Words in quotation marks that quote nobody; kind is "title", "nickname", "term" or "scare"."""

    KEY = "seeds_marked_phrases"

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class DateAnnotation(Annotation):
    """A date expression and its ISO 8601 value; a value of None comes with a reason.

    `anchor` is the publication day if the value was counted from it.
    """

    KEY = "seeds_dates"

    start: int
    end: int
    value: str | None
    anchor: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class LayoutAnnotation(Annotation):
    """Nothing but a place for doubts about the text as a whole."""

    KEY = "seeds_layout"


_KINDS = (LayoutAnnotation, EntityAnnotation, QuotationAnnotation, MarkedPhraseAnnotation, DateAnnotation)


def read_notices(doc: Doc) -> tuple[Notice, ...]:
    """Read the doubts that the components noted, by place in the text."""
    found = [Notice(**values) for kind in _KINDS for values in _attrs(doc, kind.KEY, "notices")]
    return tuple(sorted(found, key=lambda notice: (notice.start or 0, notice.end or 0, notice.code)))


def _attrs(doc: Doc, key: str, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = doc.spans[key].attrs.get(name, []) if key in doc.spans else []
    return found


def _plain(value: Any) -> dict[str, Any]:
    """Give the fields of a dataclass by name; dataclasses.asdict would copy every value deeply."""
    return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}


def _tuples(value: Any) -> Any:
    """Turn lists back into tuples, on every level: msgpack knows no tuples."""
    return tuple(map(_tuples, value)) if isinstance(value, list) else value
