"""Names after a dash after words in marks."""

import pytest

from seeds_analysis.quotations.interviews.signatures import signature_after


@pytest.mark.parametrize(
    ("after", "name"),
    [
        (" — Ana Ruiz", "Ana Ruiz"),
        (" ―\xa0Ana Ruiz\n“Next.”", "Ana Ruiz"),
        (" -- Thomas van der Meer, Leiva", "Thomas van der Meer"),
        (" – Ana Ruiz (Leiva)", "Ana Ruiz"),
        (" - Ana Ruiz. The next day", "Ana Ruiz"),
        (" — she said", None),
        (" — Ruiz left the room and went home", None),
        (", Ana Ruiz said", None),
        ("-page report", None),
        ("", None),
    ],
)
def test_name_after_a_dash_signs_the_words(after: str, name: str | None) -> None:
    text = f"“We wait.”{after}"
    found = signature_after(text, len("“We wait.”"))
    assert (found and text[slice(*found)]) == name
