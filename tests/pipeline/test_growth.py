"""Four times the text is about four times the work, also where a text repeats what is dear."""

from collections.abc import Callable

import pytest
from spacy.language import Language

from seeds_analysis.loading import read_article
from seeds_analysis.pipeline.build import DOCUMENT_COMPONENTS, analyze
from seeds_analysis.summary import summarize
from seeds_analysis.views import SUMMARY_VIEWS, load_view
from tests.steps import steps

SHORT, TIMES = 1_500, 4
EXPONENT = 1.2
# The number of fixed steps, which would hide growth in a component that has little to do.
FEW = 2_000

REPEATED = {
    "terms in marks": "It was “a trap” ",
    "turns on one line": "Bob: “yes.” ",
    "verbs": "said ",
    "verbs and commas": "said, ",
    "pronouns": "he ",
    "answers of a pronoun": "“Yes,” he said. ",
    "loose words": "“We will go there tomorrow.”\n\n",
    "speakers": "“Yes,” said Ana Ruiz. ",
    "dates": "on Monday, ",
}


def names(length: int) -> str:
    """Sentences with ever new people, of one surname in each ten, who speak."""
    given = ("Ana", "Tom", "Ida", "Max", "Eva", "Leo", "Kim", "Ben", "Zoe", "Sam")
    count = length // 34
    return "".join(f"“No,” said {given[n % 10]} R{'aeiou' * (n // 10)}z, the mayor. " for n in range(count))[
        :length
    ]


def work_of(nlp: Language, text: str) -> dict[str, int]:
    """The steps of each of our parts over a text."""
    counts = {"loading": steps(lambda: read_article(text.encode(), "a.txt"))}
    article = read_article(text.encode(), "a.txt")
    doc = analyze(nlp, article)
    counts |= {name: steps(lambda name=name: nlp.get_pipe(name)(doc)) for name in DOCUMENT_COMPONENTS}  # type: ignore[misc]
    counts["summary"] = steps(lambda: summarize(article, doc))
    summary = summarize(article, doc)
    views = {name: load_view(home) for name, home in SUMMARY_VIEWS.items()}
    return counts | {name: steps(lambda view=view: view(summary)) for name, view in views.items()}  # type: ignore[misc]


def check(nlp: Language, make: Callable[[int], str]) -> None:
    few, many = (work_of(nlp, make(length)) for length in (SHORT, SHORT * TIMES))
    too_many = {
        name: (few[name], many[name]) for name in few if many[name] > (few[name] + FEW) * TIMES**EXPONENT
    }
    assert not too_many


@pytest.mark.parametrize("unit", REPEATED.values(), ids=REPEATED)
def test_work_grows_with_the_length_of_a_repeated_text(nlp: Language, unit: str) -> None:
    check(nlp, lambda length: (unit * (length // len(unit) + 1))[:length])


def test_work_grows_with_the_number_of_people(nlp: Language) -> None:
    check(nlp, names)
