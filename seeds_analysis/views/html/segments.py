"""Cut a text at all bounds of its marks, so that marks may overlap in any way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from seeds_analysis.text import Offsets

# Few colours can be told apart with any kind of colour vision; further speakers differ in the line below.
HUES, LINES = 8, 4
SAID = frozenset(("direct", "mixed", "indirect"))


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of the text with a meaning. `roles` are classes of the style sheet.

    Marks of a quotation have its id and the number of its speaker (0 without a name). `opens` is what comes
    before the first words: a label that leads to the quotation, or a sign.
    """

    start: int
    end: int
    roles: tuple[str, ...]
    quotation: str = ""
    speaker: int = 0
    title: str = ""
    opens: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the text in which no mark begins or ends, with the marks over it, the shortest last."""

    text: str
    marks: tuple[Mark, ...] = ()
    opening: tuple[Mark, ...] = ()  # those of the marks whose first words these are

    @property
    def quoted(self) -> str:
        """The classes of quotations: roles, then the innermost (`s1 q4`), then those around it (`o2 q3`)."""
        marks = [mark for mark in self.marks if mark.quotation]
        if not marks:
            return ""
        names = dict.fromkeys(role for mark in marks for role in mark.roles)
        names[look(marks[-1].speaker)] = None
        for mark in reversed(marks):
            if mark.speaker != marks[-1].speaker:
                names[look(mark.speaker, "o").split()[0]] = None
            names[mark.quotation] = None
        return " ".join(names)

    @property
    def tag(self) -> str:
        """The element: `mark` for what was said."""
        return "mark" if any(not SAID.isdisjoint(mark.roles) for mark in self.marks) else "span"

    @property
    def other(self) -> str:
        """The classes of marks that belong to no quotation."""
        return " ".join(dict.fromkeys(r for mark in self.marks if not mark.quotation for r in mark.roles))

    @property
    def title(self) -> str:
        """What marks say about their words."""
        return "; ".join(dict.fromkeys(mark.title for mark in self.marks if mark.title))


def look(speaker: int, prefix: str = "s") -> str:
    """Give the classes for the colour of a speaker and, where colours come again, for the line."""
    if speaker == 0:
        return f"{prefix}0"
    turn, hue = divmod(speaker - 1, HUES)
    line = f" p{turn % LINES}" if turn % LINES else ""
    return f"{prefix}{hue + 1}{line}"


def cut(text: str, stretches: Sequence[Offsets], marks: Sequence[Mark]) -> Iterator[tuple[Segment, ...]]:
    """Give the segments of each stretch. Stretches are in text order and apart from each other.

    Together the segments of a stretch are its text. Marks may cross each other and the stretches.
    """
    real = (mark for mark in marks if mark.start < mark.end)
    waiting = sorted(real, key=lambda mark: mark.start, reverse=True)
    bounds = sorted({bound for mark in waiting for bound in (mark.start, mark.end)}, reverse=True)
    active: list[Mark] = []
    for start, end in stretches:
        points = [start]
        while bounds and bounds[-1] < end:
            bound = bounds.pop()
            if bound > start:
                points.append(bound)
        segments = []
        for first, last in pairwise((*points, end)):
            fresh = []
            while waiting and waiting[-1].start <= first:
                fresh.append(waiting.pop())
            over = [mark for mark in (*active, *fresh) if mark.end > first]
            active = sorted(over, key=lambda mark: mark.start - mark.end)
            opening = tuple(mark for mark in fresh if mark.opens and mark.end > first)
            segments.append(Segment(text[first:last], tuple(active), opening))
        yield tuple(segments)
