"""Small sets of words, read by room and name."""

from importlib import resources

import pytest

from seeds_analysis.lexicon import word_set

SETS = [
    f"{file.name.removesuffix('.tsv')}.{line.partition(chr(9))[0]}"
    for file in (resources.files("seeds_analysis.lexicon") / "sets").iterdir()
    if file.name.endswith(".tsv")
    for line in file.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize("name", SETS)
def test_word_set_holds_words_and_no_blanks(name: str) -> None:
    words = word_set(name)
    assert words
    assert "" not in words


def test_word_set_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        word_set("names.nothing")
