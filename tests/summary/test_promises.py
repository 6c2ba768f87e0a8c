"""Whatever the article, its summary is valid by the schema, and every span in it is verbatim."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from seeds_analysis.loading import sample_input
from seeds_analysis.pipeline import analyze
from seeds_analysis.summary import summarize, verify
from seeds_analysis.text import Article
from tests.summaries import ARTICLE
from tests.summary.test_schema import CLOSED

pytestmark = pytest.mark.model

TRANSCRIPT = """\
HOST: Welcome back. Mayor Lee, is the bridge safe?

LEE: It is safe. (CROSSTALK) "Nobody should worry," I told them.

HOST: And the ferry?

LEE: It runs again in June.
"""
INTERVIEW = """\
Q: What did the council decide?

A: We keep the bridge closed until May 2.

Q: Is that final?

A: Yes.
"""
ODD = """\
A closure is planned, according to a statement from %the ministry.

% called "unstable" the plan, * said "no". **Mayor** ** said it "would, | he said.

“ – ” said.
"""
ARTICLES = [ARTICLE, sample_input().load().text, TRANSCRIPT, INTERVIEW, ODD]

LINES = sorted({line for text in ARTICLES for line in text.splitlines() if line})
PIECES = st.sampled_from(LINES)
BITS = st.sampled_from(
    ['"', "“", "”", "'", "%", "*", "\n\n", "\n", ":", " said ", "Q: ", "…", "\u2028", "(", ""]
)


@st.composite
def mutated_articles(draw: st.DrawFn) -> str:
    """A few lines of the articles, in any order, with bits put in or put over other characters."""
    text = "\n\n".join(draw(st.lists(PIECES, min_size=1, max_size=6)))
    for _ in range(draw(st.integers(0, 8))):
        place = draw(st.integers(0, len(text)))
        text = text[:place] + draw(BITS) + text[place + draw(st.integers(0, 3)) :]
    return text


def assert_promises_hold(nlp: Language, text: str) -> None:
    article = Article(text, "x.txt")
    values = summarize(article, analyze(nlp, article), with_text=True).to_dict()
    errors = [part.message for error in CLOSED.iter_errors(values) for part in error.context or (error,)]
    assert errors == []
    assert verify(values) == []


@pytest.mark.parametrize("text", ARTICLES, ids=["ferry", "sample", "transcript", "interview", "odd"])
def test_summary_is_valid_and_verbatim(nlp: Language, text: str) -> None:
    assert_promises_hold(nlp, text)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mutated_articles())
def test_summary_of_a_mutated_article_is_valid_and_verbatim(nlp: Language, text: str) -> None:
    assert_promises_hold(nlp, text)
