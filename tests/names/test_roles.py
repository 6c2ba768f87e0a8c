"""Roles: titles before a name and appositives after it, with exact spans and the rule that found them."""

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from seeds_analysis.doc.annotations import EntityAnnotation


def person(doc: Doc, name: str) -> EntityAnnotation:
    return next(entity for entity in EntityAnnotation.read(doc) if entity.name == name)


def role(doc: Doc, name: str) -> str | None:
    found = person(doc, name).role
    return None if found is None else doc.text[found[0] : found[1]]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Latvian Foreign Minister Peter Novak left.", "Latvian Foreign Minister", id="full"),
        pytest.param("On Monday Senator Peter Novak left.", "Senator", id="bare"),
        pytest.param("UNESCO Director-General Peter Novak left.", "UNESCO Director-General", id="hyphen"),
        pytest.param("President-elect Peter Novak left.", "President-elect", id="elect"),
        pytest.param("Secretary of State Peter Novak left.", "Secretary of State", id="of"),
        pytest.param("Former goalkeeper Peter Novak left.", "Former goalkeeper", id="job"),
        pytest.param(
            "Canadian Ambassador to the United Nations Peter Novak left.",
            "Canadian Ambassador to the United Nations",
            id="to",
        ),
        pytest.param("Peter Novak, the mayor of Porto, left.", "mayor of Porto", id="appositive"),
        pytest.param("Peter Novak, 54, a retired farmer, left.", "retired farmer", id="age"),
        pytest.param(
            "Peter Novak, the ministry's chief economist, left.",
            "the ministry's chief economist",
            id="possessor",
        ),
        pytest.param("The mayor of Porto, Peter Novak, left.", "mayor of Porto", id="before-a-comma"),
        pytest.param("Mr. Peter Novak left.", None, id="honorific"),
        pytest.param("Peter Novak, the director said, left.", None, id="speaker-in-the-middle"),
        pytest.param("Peter Novak, Mayor Paul Simmons and others left.", None, id="list"),
    ],
)
def test_role_is_found_with_its_exact_span(nlp: Language, text: str, expected: str | None) -> None:
    assert role(nlp(text), "Peter Novak") == expected


@pytest.mark.model
def test_most_telling_role_of_several_is_kept(nlp: Language) -> None:
    doc = nlp("NATO chief Novak left on Monday. President Peter Novak, an economist, spoke in Porto.")
    assert role(doc, "Peter Novak") == "NATO chief"


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Senator Peter Novak left.", "title"),
        ("Peter Novak, the mayor of Porto, left.", "appositive"),
        ("Peter Novak left.", None),
    ],
)
def test_role_names_its_rule(nlp: Language, text: str, rule: str | None) -> None:
    assert person(nlp(text), "Peter Novak").role_rule == rule


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "name", "gender"),
    [
        pytest.param("Mrs. Novak left.", "Novak", "f", id="title"),
        pytest.param("Company spokeswoman Robin Novak left.", "Robin Novak", "f", id="role"),
        pytest.param("Peter Novak left.", "Peter Novak", "m", id="given-name"),
        pytest.param("Robin Novak left.", "Robin Novak", None, id="either"),
    ],
)
def test_gender_is_a_hint_or_unknown(nlp: Language, text: str, name: str, gender: str | None) -> None:
    assert person(nlp(text), name).gender == gender


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The baker's son, Peter Novak, left.", id="possessed"),
        pytest.param("Peter Novak, husband of Mayor Ana Ruiz, left.", id="of"),
    ],
)
def test_kinship_is_no_role_but_tells_the_gender(nlp: Language, text: str) -> None:
    found = person(nlp(text), "Peter Novak")
    assert (found.role, found.role_rule, found.gender) == (None, None, "m")
