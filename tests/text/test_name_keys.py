"""Names as keys, and the word lists with names and titles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds_analysis.lexicon import read_table, read_words
from seeds_analysis.lexicon.gazetteer import places
from seeds_analysis.lexicon.titles import honorifics, role_nouns
from seeds_analysis.text.name_keys import fold, name_key, names_one_of, nickname_in, parse_person, respelled


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("U.S.", "US"),
        ("U.N.", "UN"),
        ("José Núñez", "jose nunez"),
        ("The  Hague", "the hague"),
        ("D.C.", "DC"),
    ],
)
def test_name_key_is_shared_by_spellings(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize("asked", ["inês caldeira", "Ines", "CALDEIRA INES", "j. caldeira", "caldeira-inês"])
def test_name_is_found_by_words_of_it(asked: str) -> None:
    assert names_one_of(asked, ["the minister", "J. Inês Caldeira"])


@pytest.mark.parametrize("asked", ["Cald", "Inês Valim", "minister Caldeira", "", "…"])
def test_name_is_not_found_by_parts_of_words_or_words_of_two_names(asked: str) -> None:
    assert not names_one_of(asked, ["the minister", "Inês Caldeira"])


@pytest.mark.parametrize(("one", "other"), [("WHO", "Who"), ("US", "us"), ("IT", "It")])
def test_name_key_keeps_acronyms_from_words(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Zelensky", "Zelenskyy"), ("Zelenskiy", "Zelenskii"), ("Qaddafi", "Kaddafi"), ("al-Sisi", "Sisi")],
)
def test_respelled_is_shared_by_transliterations(one: str, other: str) -> None:
    assert respelled(one) == respelled(other)


@pytest.mark.parametrize(("one", "other"), [("Lee", "Li"), ("Jan", "Yan"), ("Wong", "Vong")])
def test_respelled_keeps_short_names_apart(one: str, other: str) -> None:
    assert respelled(one) != respelled(other)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("George W. Lund", ("george", "w", "lund", "")),
        ("Omar Vega, Jr.", ("omar", "", "vega", "jr")),
        ("Lund", ("", "", "lund", "")),
        ("von der Alm", ("", "", "alm", "")),
        ("Ben Chan", ("ben", "", "chan", "")),
        ("ben Chan", ("", "", "chan", "")),
    ],
)
def test_person_is_taken_apart(text: str, parts: tuple[str, ...]) -> None:
    name = parse_person(text)
    assert (name.given, name.middle, name.surname, name.suffix) == parts


def test_nickname_is_read_off_a_name() -> None:
    assert (nickname_in('Ilka "The Lark" Brandao'), nickname_in("Ilka Brandao")) == ("Lark", None)


@given(st.text(max_size=40))
def test_any_text_has_keys(text: str) -> None:
    parse_person(text)
    name_key(text)
    assert fold(fold(text)) == fold(text)


def test_places_never_list_one_name_twice() -> None:
    rows = [{name_key(name) for name in names} for _, *names in read_table("places")]
    assert sum(map(len, rows)) == len(set().union(*rows))


def test_renamed_places_share_a_key() -> None:
    assert places()["kiev"] == places()["kyiv"] == ("kyiv", "capital")


@pytest.mark.parametrize("name", ["role_nouns", "honorifics", "given_names"])
def test_gender_columns_hold_known_values(name: str) -> None:
    assert {row[-1] for row in read_table(name)} <= {"m", "f", "-"}


def test_given_names_have_their_keys() -> None:
    wrong = [row for row in read_table("given_names") if row[-2] != respelled(row[0])]
    assert wrong == []


def test_role_lists_are_lower_case_and_disjoint() -> None:
    assert all(word == word.lower() for word in {*role_nouns(), *honorifics(), *read_words("name_heads")})
    assert not set(role_nouns()) & set(honorifics())
