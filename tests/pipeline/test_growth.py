"""Four times the text is about four times the work, also where a text repeats what is dear."""

from collections.abc import Callable

import pytest
from spacy.language import Language

from seeds_analysis.loading import read_article
from seeds_analysis.pipeline.build import DOCUMENT_COMPONENTS, analyze
from seeds_analysis.summary import summarize
from tests.fuzz.drawing import drawings
from tests.fuzz.patterns import TEXTS, repeated
from tests.steps import steps

SHORT, TIMES = 200, 4
EXPONENT = 1.2
# The number of fixed steps, which would hide growth in a component that has little to do.
FEW = 500


def names(length: int) -> str:
    """Sentences with ever new people, of one surname in each ten, who speak."""
    given = ("Ana", "Tom", "Ida", "Max", "Eva", "Leo", "Kim", "Ben", "Zoe", "Sam")
    count = length // 34
    return "".join(f"“No,” said {given[n % 10]} R{'aeiou' * (n // 10)}z, the mayor. " for n in range(count))[
        :length
    ]


def work_of(nlp: Language, text: str) -> dict[str, int]:
    """The steps of each of our parts over a text, which is not empty."""
    data = f"It rained. {text}".encode()
    counts = {"loading": steps(lambda: read_article(data, "a.txt"))}
    article = read_article(data, "a.txt")
    with nlp.select_pipes(disable=DOCUMENT_COMPONENTS):
        doc = analyze(nlp, article)
    counts |= {name: steps(lambda name=name: nlp.get_pipe(name)(doc)) for name in DOCUMENT_COMPONENTS}  # type: ignore[misc]
    counts["summary"] = steps(lambda: summarize(article, doc))
    summary = summarize(article, doc, with_text=True)
    # A workbook has the rows of a table, and nearly all of its work is that of a library.
    ours = {name: draw for name, draw in drawings() if not name.endswith("xlsx")}
    return counts | {name: steps(lambda draw=draw: draw(summary)) for name, draw in ours.items()}  # type: ignore[misc]


def check(nlp: Language, make: Callable[[int], str]) -> None:
    few, many = (work_of(nlp, make(length)) for length in (SHORT, SHORT * TIMES))
    too_many = {
        name: (few[name], many[name]) for name in few if many[name] > (few[name] + FEW) * TIMES**EXPONENT
    }
    assert not too_many


@pytest.mark.parametrize("pattern", TEXTS.values(), ids=TEXTS)
def test_work_grows_with_the_length_of_a_repeated_text(nlp: Language, pattern: str) -> None:
    check(nlp, lambda length: repeated(pattern, length))


def test_work_grows_with_the_number_of_people(nlp: Language) -> None:
    check(nlp, lambda length: names(4 * length))
