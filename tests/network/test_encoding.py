"""What the network reads: words and pieces with their places, marks, and windows over them."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from seeds_analysis.network.encoding import SEP, encode, windows
from seeds_analysis.text import pair_marks

TEXT = "Ana Ruiz said the footbridge\nwas “late” in 2024."


def encoded_words(text: str) -> list[str]:
    encoded = encode(text, pair_marks(text)[0])
    return [text[start:end] for start, end in zip(encoded.starts, encoded.ends, strict=True)]


def test_words_are_verbatim_and_punctuation_is_a_word() -> None:
    assert encoded_words("It’s a five-year plan.") == ["It", "’", "s", "a", "five", "-", "year", "plan", "."]


def test_paragraph_ends_with_a_separator() -> None:
    encoded = encode(TEXT, ())
    assert [encoded.ids[stop - 1] for stop in encoded.stops] == [SEP, SEP]
    assert encoded.stops[-1] == len(encoded.ids)


def test_words_in_marks_are_deeper() -> None:
    encoded = encode(TEXT, pair_marks(TEXT)[0])
    deep = [
        TEXT[s:e]
        for s, e, f in zip(encoded.starts, encoded.ends, encoded.first, strict=True)
        if encoded.depths[f]
    ]
    assert deep == ["“", "late", "”"]


def test_shape_tells_what_the_vocabulary_leaves_out() -> None:
    encoded = encode("Ana RUIZ ruiz 2024 McCoy A .", ())
    shapes = encoded.shapes[encoded.first].tolist()
    assert len(set(shapes)) == len(shapes)


def test_words_between_two_characters_are_found_back() -> None:
    encoded = encode(TEXT, ())
    start = TEXT.index("the")
    words = encoded.words(start, start + len("the footbridge"))
    assert TEXT[slice(*encoded.offsets(words))] == "the footbridge"


@given(st.text(max_size=300))
def test_no_text_is_refused_and_words_are_in_order(text: str) -> None:
    encoded = encode(text, pair_marks(text)[0])
    places = list(zip(encoded.starts.tolist(), encoded.ends.tolist(), strict=True))
    assert all(start < end for start, end in places)
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(places))
    assert len(encoded.ids) == len(encoded.shapes) == len(encoded.depths)


@given(st.lists(st.integers(1, 50), max_size=30), st.integers(5, 40))
def test_windows_cover_all_pieces_once(lengths: list[int], size: int) -> None:
    stops = [sum(lengths[: i + 1]) for i in range(len(lengths))]
    found = windows(stops, size=size)
    assert [piece for start, end in found for piece in range(start, end)] == list(range(sum(lengths)))
    assert all(end - start <= size for start, end in found)
