"""Whatever the article, its summary is valid by the schema, and every span in it is verbatim."""

import pytest
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


@pytest.mark.parametrize("text", ARTICLES, ids=["ferry", "sample", "transcript", "interview", "odd"])
def test_summary_is_valid_and_verbatim(nlp: Language, text: str) -> None:
    article = Article(text, "x.txt")
    values = summarize(article, analyze(nlp, article), with_text=True).to_dict()
    errors = [part.message for error in CLOSED.iter_errors(values) for part in error.context or (error,)]
    assert errors == []
    assert verify(values) == []
