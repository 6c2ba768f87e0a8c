"""Articles in marked form: what is read from them, and what is refused."""

import pytest

from evaluation.news import ORDINARY
from training.__main__ import NEWS
from training.marked import MarkedError, read_folder, read_marked

SOURCE = """\
published: 2025-03-03
genre: local council
---
<s1>Ana Ruiz</s1> <u1>said</u1> <c1>the bridge was late</c1>. \
<c2>“It’s the end,”</c2> <s2>she</s2> <u2>told</u2> <v2>the Echo</v2>. \
<c2>“Go.”</c2>
---
1 | indirect | Ana Ruiz (person) | no that
2 | direct | Ana Ruiz (person) | pronoun, split
"""


def test_marks_become_places_in_the_plain_text() -> None:
    article = read_marked("bridge", SOURCE)
    first, second = article.quotations
    assert article.text == "Ana Ruiz said the bridge was late. “It’s the end,” she told the Echo. “Go.”\n"
    assert [article.text[slice(*span)] for span in second.content] == ["“It’s the end,”", "“Go.”"]
    assert [article.text[slice(*span)] for span in (*first.source, *first.cue)] == ["Ana Ruiz", "said"]
    assert (second.via, second.tags) == (((60, 68),), frozenset({"pronoun", "split"}))


def test_head_is_read_by_key() -> None:
    assert read_marked("bridge", SOURCE).head == {"published": "2025-03-03", "genre": "local council"}


def test_speaker_without_a_name_is_none() -> None:
    article = read_marked(
        "bridge", SOURCE.replace("2 | direct | Ana Ruiz (person)", "2 | direct | - (unnamed)")
    )
    assert (article.quotations[1].speaker, article.quotations[1].speaker_kind) == (None, "unnamed")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        pytest.param("</c1>", "", "never closed", id="open"),
        pytest.param("<c1>", "", "closes nothing", id="unopened"),
        pytest.param("1 | indirect", "1 | spoken", "row", id="kind"),
        pytest.param("(person) | no that", "(ghost) | no that", "row", id="speaker-kind"),
        pytest.param("1 | indirect | Ana Ruiz (person) | no that\n", "", "no row for", id="no-row"),
        pytest.param("2 | direct", "3 | direct", "no content", id="no-content"),
        pytest.param("---\n1", "1", "three dashes", id="parts"),
    ],
)
def test_file_that_is_not_well_formed_is_named(old: str, new: str, fault: str) -> None:
    with pytest.raises(MarkedError, match=f"bridge.*{fault}"):
        read_marked("bridge", SOURCE.replace(old, new))


def test_all_articles_of_the_repository_are_well_formed() -> None:
    articles = [*read_folder(NEWS), *read_folder(ORDINARY)]
    assert len(articles) > 100
    assert all(article.quotations for article in articles)
    assert len({article.text for article in articles}) == len(articles)
