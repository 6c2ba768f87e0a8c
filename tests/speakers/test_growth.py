"""Four times the people and quotations are about four times the work."""

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from seeds_analysis.doc import EntityAnnotation, QuotationAnnotation
from seeds_analysis.speakers import SpeakerResolver
from seeds_analysis.text import Offsets
from tests.steps import steps

PEOPLE, TIMES = 200, 4
EXPONENT = 1.2


def crowd(nlp: Language, unit: str, names: list[Offsets], sources: list[Offsets | None], count: int) -> Doc:
    """A Doc of one paragraph again and again, in which another person is named each time."""
    one = nlp(unit, disable=["seeds_aliases", "seeds_quotations", "seeds_speakers", "seeds_dates"])
    doc = Doc.from_docs([one] * count, ensure_whitespace=False)
    assert doc is not None
    places = [number * len(unit) for number in range(count)]
    people = [
        EntityAnnotation("PERSON", f"Ana Ruiz{at}", tuple((at + start, at + end) for start, end in names))
        for at in places
    ]
    quotations = [
        QuotationAnnotation(
            "direct",
            ((at + start, at + unit.index("”", start)),),
            ("explicit",),
            source=source and (at + source[0], at + source[1]),
            confidence=1.0,
        )
        for at in places
        for start, source in zip(_after_marks(unit), sources, strict=True)
    ]
    EntityAnnotation.write(doc, people)
    QuotationAnnotation.write(doc, quotations)
    return doc


def _after_marks(text: str) -> list[int]:
    return [place + 1 for place, character in enumerate(text) if character == "“"]


@pytest.mark.model
@pytest.mark.parametrize(
    ("unit", "sources"),
    [
        ("“No,” said Ana Ruiz. “Yes,” she said.\n\n", [(11, 19), (28, 31)]),
        ("“No,” said Ana Ruiz. “Yes,” the mayor said.\n\n", [(11, 19), (28, 37)]),
        ("“No,” said Ana Ruiz. “We will go there tomorrow.”\n\n", [(11, 19), None]),
    ],
    ids=["pronouns", "descriptions", "loose words"],
)
def test_speakers_take_linear_time(nlp: Language, unit: str, sources: list[Offsets | None]) -> None:
    few, many = (crowd(nlp, unit, [(11, 19)], sources, PEOPLE * times) for times in (1, TIMES))
    resolver = SpeakerResolver()
    resolver.predict(few)  # read the word lists and the weights first
    assert steps(lambda: resolver.predict(many)) <= TIMES**EXPONENT * steps(lambda: resolver.predict(few))
