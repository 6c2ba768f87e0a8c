import pytest

from evaluation.genres import genre_of, read_genres


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("village interview", "interviews and transcripts"),
        ("Sports Q&A with a court reporter", "interviews and transcripts"),
        ("Bank merger, wire", "business and economy"),
        ("matchmakers of Vika", "features, culture and people"),
    ],
)
def test_genre_is_the_first_kind_with_a_word_of_the_line(line: str, kind: str) -> None:
    assert genre_of(line) == kind


def test_genres_are_nine_and_the_last_has_no_words() -> None:
    assert len(read_genres()) == 9
    assert list(read_genres())[-1] == genre_of("nothing known")
