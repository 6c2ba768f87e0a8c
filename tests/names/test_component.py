"""seeds_aliases: bounds, merged entities, labels; on Docs made by hand, so that no model decides."""

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

from seeds_analysis.doc.annotations import EntityAnnotation
from seeds_analysis.doc.context import FURNITURE
from seeds_analysis.names.component import AliasMerger, make_alias_merger

MARKED = re.compile(r"\[([^|\]]*)\|(\w+)\]")
BLANK = spacy.blank("en")


def tagged(marked: str) -> Doc:
    """A Doc with the names marked as [Ana Ruiz|PERSON]."""
    text, spans, last = "", [], 0
    for match in MARKED.finditer(marked):
        text += marked[last : match.start()]
        spans.append((len(text), len(text) + len(match[1]), match[2]))
        text, last = text + match[1], match.end()
    doc = BLANK.make_doc(text + marked[last:])
    found = [doc.char_span(start, end, label=label, alignment_mode="expand") for start, end, label in spans]
    doc.ents = [span for span in found if span is not None]
    return doc


def by_model(doc: Doc) -> Doc:
    return AliasMerger(network=False)(doc)


def merged(marked: str) -> list[EntityAnnotation]:
    return list(EntityAnnotation.read(by_model(tagged(marked))))


def names(marked: str) -> list[tuple[str, ...]]:
    return [(entity.name, *entity.aliases) for entity in merged(marked)]


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        pytest.param("[the Harbour Council|ORG] met.", "Harbour Council", id="article"),
        pytest.param("He left [The Hague|GPE].", "The Hague", id="article-of-the-name"),
        pytest.param("[Lisbon's|GPE] trams stopped.", "Lisbon", id="straight-possessive"),
        pytest.param("[Lisbon’s|GPE] trams stopped.", "Lisbon", id="curly-possessive"),
        pytest.param('He read ["Ana Ruiz|PERSON] aloud.', "Ana Ruiz", id="quotation-mark"),
        pytest.param("[Ana Ruiz\n|PERSON]\nwon.", "Ana Ruiz", id="line-break"),
        pytest.param("[Mr. Ruiz|PERSON] won.", "Ruiz", id="honorific"),
        pytest.param("[Senator Ana Ruiz|PERSON] won.", "Ana Ruiz", id="title"),
        pytest.param("[Dean Okafor|PERSON] won.", "Dean Okafor", id="given-name-like-a-title"),
        pytest.param("[Ana Ruiz QC|PERSON] won.", "Ana Ruiz", id="letters"),
        pytest.param("[US President Ana Ruiz|PERSON] won.", "Ana Ruiz", id="title-inside"),
        pytest.param("[44:12 Ruiz|PERSON] won.", "Ruiz", id="time-before-a-turn"),
        pytest.param("[Leiva Accord of|LAW] 1994 holds.", "Leiva Accord", id="preposition-at-the-end"),
        pytest.param("Ruiz ([D-New Leiva|ORG]) won.", "New Leiva", id="party"),
        pytest.param("[this Senate|ORG] met.", "Senate", id="pointer"),
        pytest.param("[Ana Ruiz of Leiva|PERSON] won.", "Ana Ruiz", id="origin"),
        pytest.param("[Treaty|LAW] on Open Skies holds.", "Treaty on Open Skies", id="cut-short"),
    ],
)
def test_name_bounds_are_corrected(marked: str, name: str) -> None:
    assert names(marked) == [(name,)]


def test_name_over_a_line_break_is_two_names() -> None:
    assert names("Seats: [Lisbon\n\nPorto|GPE]") == [("Lisbon",), ("Porto",)]


def test_marks_around_a_blank_hold_no_nickname() -> None:
    assert names('[Ana " " Ruiz|PERSON] won.') == [('Ana " " Ruiz',)]


def test_body_named_like_a_person_is_an_organisation() -> None:
    assert merged("[Ana Ruiz Foundation|PERSON] paid.")[0].label == "ORG"


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        pytest.param(
            "[Zelensky|PERSON] left. [Volodymyr Zelenskyy|PERSON] and [Zelenskiy|PERSON] met.",
            [("Volodymyr Zelenskyy", "Zelensky", "Zelenskiy")],
            id="transliterations",
        ),
        pytest.param(
            "[Bill Ortega|PERSON] won. [William Ortega|PERSON] left.",
            [("Bill Ortega", "William Ortega")],
            id="short-given-name",
        ),
        pytest.param(
            "[J. Ortega|PERSON] won. [Joan Ortega|PERSON] left.",
            [("Joan Ortega", "J. Ortega")],
            id="initial",
        ),
        pytest.param(
            "[Ursula von der Alm|PERSON] won. [Von der Alm|PERSON] left.",
            [("Ursula von der Alm", "Von der Alm")],
            id="particles",
        ),
        pytest.param(
            "[Bashar al-Harun|PERSON] won. [Harun|PERSON] left.",
            [("Bashar al-Harun", "Harun")],
            id="arabic-article",
        ),
        pytest.param(
            "[Sergei Kovač|PERSON] won. [Sergey Kovac|PERSON] left.",
            [("Sergei Kovač", "Sergey Kovac")],
            id="accent",
        ),
        pytest.param(
            "[Hillary Monk|PERSON] won. [Hillary|PERSON] left.",
            [("Hillary Monk", "Hillary")],
            id="given-name-alone",
        ),
    ],
)
def test_names_of_one_person_are_merged(marked: str, expected: list[tuple[str, ...]]) -> None:
    assert names(marked) == expected


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param("[Omar Vega|PERSON] met [Omar Vega Jr.|PERSON]", id="father-and-son"),
        pytest.param("[Bill Monk|PERSON] met [Hillary Monk|PERSON].", id="spouses"),
        pytest.param("[Bill Monk|PERSON] met [Will Monk|PERSON].", id="two-short-forms"),
        pytest.param("[Anna Lee|PERSON] met [Leo|PERSON].", id="short-near-names"),
        pytest.param("[Hillary Clifton|PERSON] met the [Cliftons|PERSON].", id="family"),
        pytest.param("[Hillary Clifton|PERSON] met Mr. [Clifton|PERSON].", id="title-of-the-other-gender"),
    ],
)
def test_two_people_of_one_surname_stay_apart(marked: str) -> None:
    assert len(names(marked)) == 2


@pytest.mark.parametrize(
    ("marked", "owner"),
    [
        pytest.param("[Bill Monk|PERSON] left. [Hillary Monk|PERSON] met [Monk|PERSON].", 1, id="nearest"),
        pytest.param(
            f"[Bill Monk|PERSON] won. [Monk|PERSON] sang. [Bill Monk|PERSON] met [Ida Monk|PERSON]. "
            f"{'It rained. ' * 30}Then [Monk|PERSON] left.",
            0,
            id="mostly-named-when-far",
        ),
        pytest.param("[Bill Monk|PERSON] met [Hillary Monk|PERSON]. Mr. [Monk|PERSON] left.", 0, id="mister"),
        pytest.param(
            "[Hillary Monk|PERSON] met [Bill Monk|PERSON]. Mrs. [Monk|PERSON] left.", 0, id="missus"
        ),
        pytest.param("[Monk|PERSON] won. [Omar Monk Jr.|PERSON] met [Omar Monk|PERSON].", 0, id="no-suffix"),
    ],
)
def test_bare_surname_of_two_people_goes_to_the_one_meant(marked: str, owner: int) -> None:
    entities = merged(marked)
    assert [len(entity.aliases) for entity in entities] == [int(i == owner) for i in range(len(entities))]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        pytest.param("[Kiev|GPE] and [Kyiv|PERSON]", [("Kiev", "Kyiv")], id="renamed"),
        pytest.param(
            "[U.S.|GPE], [US|GPE], [America|GPE], [the United States|GPE]",
            [("United States", "U.S.", "US", "America")],
            id="country",
        ),
        pytest.param(
            "[Kansas City|GPE] is not [Kansas|GPE].", [("Kansas City",), ("Kansas",)], id="no-city-of"
        ),
        pytest.param("[Ukraine|GPE] and the [Ukrainian|NORP]", [("Ukraine",), ("Ukrainian",)], id="people"),
        pytest.param(
            "[NATO|ORG] is [the North Atlantic Treaty Organization|ORG].",
            [("North Atlantic Treaty Organization", "NATO")],
            id="listed-acronym",
        ),
        pytest.param(
            "[Northern Lakes Board|ORG] (NLB) met. NLB left.",
            [("Northern Lakes Board", "NLB")],
            id="explained-acronym",
        ),
        pytest.param(
            "[European Tram Agency|ORG] met. The [ETA|ORG] left.",
            [("European Tram Agency", "ETA")],
            id="initials",
        ),
        pytest.param(
            "[Leiva School of Music|ORG] and [Leiva School|ORG]",
            [("Leiva School of Music", "Leiva School")],
            id="before-its-of",
        ),
        pytest.param(
            "The [Latvian Foreign Ministry|ORG] met. [Foreign Ministry|ORG] aides; [the Ministry|ORG].",
            [("Latvian Foreign Ministry", "Foreign Ministry", "Ministry")],
            id="without-its-nation",
        ),
        pytest.param(
            "[Leiva University|ORG] met [Porto University|ORG]; [the University|ORG] paid.",
            [("Leiva University",), ("Porto University",), ("University",)],
            id="head-of-two",
        ),
    ],
)
def test_names_of_one_place_or_body_are_merged(marked: str, expected: list[tuple[str, ...]]) -> None:
    assert names(marked) == expected


@pytest.mark.parametrize(
    ("marked", "label"),
    [
        pytest.param("[Ana Ruiz|PERSON] won. [Ruiz|ORG] left.", "PERSON", id="surname-follows-full-name"),
        pytest.param("[Varga|ORG] x [Varga|ORG] y [Varga|GPE]", "ORG", id="majority"),
        pytest.param("[Kyiv|PERSON] x [Kyiv|GPE] y [Kiev|GPE]", "GPE", id="gazetteer-settles"),
    ],
)
def test_entity_has_one_label(marked: str, label: str) -> None:
    assert [entity.label for entity in merged(marked)] == [label]


def test_abbreviation_before_a_place_makes_an_organisation() -> None:
    doc = tagged("Heard by RBX [Kenya|GPE] today.")
    doc[2].pos_ = "PROPN"
    found = EntityAnnotation.read(by_model(doc))
    assert [(entity.label, entity.name) for entity in found] == [("ORG", "RBX Kenya")]


def test_place_and_surname_in_one_text_stay_apart() -> None:
    entities = merged("[Denzel Jordan|PERSON] flew to [Jordan|GPE].")
    assert [(entity.label, entity.name) for entity in entities] == [
        ("PERSON", "Denzel Jordan"),
        ("GPE", "Jordan"),
    ]


def test_untagged_repeats_are_found_in_the_same_case() -> None:
    entity = merged("[Ana Ruiz|PERSON] won. Then Ruiz left, said Ana Ruiz. A ruiz is no name.")[0]
    assert [end - start for start, end in entity.mentions] == [8, 4, 8]


def test_common_word_at_the_start_of_a_sentence_is_no_repeat() -> None:
    doc = tagged("[Ana Young|PERSON] met the young. Young people left.")
    for token in doc:
        token.pos_ = "ADJ" if token.lower_ == "young" else "X"
    assert len(EntityAnnotation.read(by_model(doc))[0].mentions) == 1


def test_dates_and_numbers_stay_but_are_no_entities() -> None:
    doc = by_model(tagged("[the Senate|ORG] met [Tuesday|DATE] for [two|CARDINAL] hours."))
    assert [(ent.text, ent.label_) for ent in doc.ents] == [
        ("Senate", "ORG"),
        ("Tuesday", "DATE"),
        ("two", "CARDINAL"),
    ]
    assert [entity.name for entity in EntityAnnotation.read(doc)] == ["Senate"]


def test_names_in_a_credit_are_no_actors() -> None:
    doc = tagged("Source: [EFE|ORG]\n\n[Lisbon|GPE] slept.")
    doc._.set(FURNITURE, [[0, 11, "credit"]])
    by_model(doc)
    assert [ent.text for ent in doc.ents] == ["Lisbon"]


def test_dateline_begins_with_a_place() -> None:
    doc = tagged("[HEMPTON|PERSON] — [Ana Ruiz|PERSON] won.")
    doc._.set(FURNITURE, [[0, 9, "dateline"]])
    assert [entity.label for entity in EntityAnnotation.read(by_model(doc))] == ["GPE", "PERSON"]


def test_entities_come_in_text_order_with_the_token_view() -> None:
    doc = by_model(tagged("[Ruiz|PERSON] met [the Senate|ORG]. [Ana Ruiz|PERSON] left."))
    view = [(span.text, span.label_, span.id_) for span in doc.spans[EntityAnnotation.KEY]]
    assert view == [("Ruiz", "PERSON", "0"), ("Ana Ruiz", "PERSON", "0"), ("Senate", "ORG", "1")]


def test_empty_doc_has_no_entities() -> None:
    assert EntityAnnotation.read(by_model(BLANK.make_doc(""))) == ()


@pytest.mark.parametrize(
    ("piece", "index"),
    [("NATO chief Rutte", 1), ("Rutte", 1), ("Mark", 1), ("NATO chief", 0), ("chief", None), ("left", None)],
)
def test_entity_at_finds_the_entity_of_a_span(piece: str, index: int | None) -> None:
    doc = by_model(tagged("[NATO|ORG] chief [Rutte|PERSON] left; [Mark Rutte|PERSON] spoke."))
    start = doc.text.index(piece)
    assert EntityAnnotation.finder(EntityAnnotation.read(doc))(start, start + len(piece)) == index


WORDS = (
    "Ana",
    "Ruiz",
    "Jr.",
    "Mr.",
    "the",
    "'s",
    "(",
    ")",
    "NLB",
    "Kyiv",
    "of",
    "University",
    "-",
    "T",
    "\n\n",
)
LABELS = ("PERSON", "ORG", "GPE", "NORP", "DATE", "LAW", "")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(WORDS), st.booleans(), st.sampled_from(LABELS)), max_size=30))
def test_any_tagging_gives_disjoint_mentions_in_order(tokens: list[tuple[str, bool, str]]) -> None:
    doc = Doc(BLANK.vocab, words=[word for word, _, _ in tokens], spaces=[space for _, space, _ in tokens])
    doc.ents = [Span(doc, i, i + 1, label=label) for i, (_, _, label) in enumerate(tokens) if label]
    entities = EntityAnnotation.read(by_model(doc))
    mentions = sorted(mention for entity in entities for mention in entity.mentions)
    assert all(one[1] <= other[0] for one, other in pairwise(mentions))
    for entity in entities:
        forms = {doc.text[start:end] for start, end in entity.mentions}
        assert forms - {entity.name} == set(entity.aliases)
    assert [entity.mentions[0] for entity in entities] == sorted(entity.mentions[0] for entity in entities)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=20))
def test_running_twice_changes_nothing(words: list[str]) -> None:
    doc = Doc(BLANK.vocab, words=words)
    doc.ents = [Span(doc, i, i + 1, label="PERSON") for i in range(0, len(doc), 3)]
    once = EntityAnnotation.read(by_model(doc))
    assert EntityAnnotation.read(by_model(doc)) == once


def test_other_names_replace_the_entities_of_the_first_run() -> None:
    doc = by_model(tagged("They left [Zentro|ORG] there."))
    doc.ents = [Span(doc, 2, 3, label="FAC")]
    assert [entity.label for entity in EntityAnnotation.read(by_model(doc))] == ["FAC"]


def with_aliases() -> Language:
    """A pipeline without a model: a ruler tags, seeds_aliases merges."""
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PERSON", "pattern": "Ana Ruiz"}])  # type: ignore[attr-defined]
    nlp.add_pipe("seeds_aliases")
    return nlp


def through_disk(nlp: Language, folder: Path) -> Doc:
    nlp.to_disk(folder)
    return spacy.load(folder)("Ana Ruiz won, said Ana Ruiz.")


def through_doc_bin(nlp: Language, _: Path) -> Doc:
    packed = DocBin(docs=[nlp("Ana Ruiz won, said Ana Ruiz.")], store_user_data=True).to_bytes()
    return next(iter(DocBin().from_bytes(packed).get_docs(nlp.vocab)))


@pytest.mark.parametrize("way", [through_disk, through_doc_bin])
def test_entities_survive_saving(way: Callable[[Language, Path], Doc], tmp_path: Path) -> None:
    entity = EntityAnnotation.read(way(with_aliases(), tmp_path))[0]
    assert (entity.name, entity.aliases, entity.mentions) == ("Ana Ruiz", (), ((0, 8), (19, 27)))


def test_component_has_what_it_requires() -> None:
    analysis = with_aliases().analyze_pipes()
    assert analysis is not None
    assert not any(analysis["problems"].values())


def test_factory_takes_another_key() -> None:
    doc = make_alias_merger(BLANK, "names", "people", network=False)(tagged("[Ana Ruiz|PERSON] won."))
    assert list(doc.spans) == ["people"]


@pytest.mark.parametrize(
    ("marked", "entity"),
    [
        pytest.param("They met Olena [Marchuk|ORG], a baker.", ("PERSON", "Olena Marchuk"), id="role-after"),
        pytest.param("There sat [Olena Marchuk|GPE], 34, at last.", ("PERSON", "Olena Marchuk"), id="age"),
        pytest.param("Then [Olena Marchuk|FAC], who sang, left.", ("PERSON", "Olena Marchuk"), id="relative"),
        pytest.param("They went to [Verrin Controls|PERSON].", ("ORG", "Verrin Controls"), id="head"),
        pytest.param("They signed the [Leiva Treaty|ORG].", ("LAW", "Leiva Treaty"), id="treaty"),
        pytest.param("They live in [Tembaga|PERSON] now.", ("GPE", "Tembaga"), id="preposition"),
        pytest.param("The town of [Tembaga|PERSON] slept.", ("GPE", "Tembaga"), id="town-of"),
        pytest.param("They saw [Tembaga Bay|PERSON].", ("LOC", "Tembaga Bay"), id="landscape"),
        pytest.param("They told Cricket [Kenya|GPE] so.", ("ORG", "Cricket Kenya"), id="body-of-a-country"),
        pytest.param(
            "It was in [The Leiva Courier|ORG].", ("ORG", "The Leiva Courier"), id="article-of-the-name"
        ),
        pytest.param("They met [ANA RUIZ|PERSON] there.", ("PERSON", "Ana Ruiz"), id="capitals"),
        pytest.param("They met [Ana Ruiz QC|PERSON] there.", ("PERSON", "Ana Ruiz"), id="letters"),
    ],
)
def test_words_in_and_around_a_name_decide_what_it_is(marked: str, entity: tuple[str, str]) -> None:
    assert [
        (found.label, found.name) for found in merged(f"Somebody told them yesterday evening: {marked}")
    ] == [entity]


@pytest.mark.parametrize("words", ["—", "its", "63 percent", "@leiva"])
def test_words_that_are_no_name_are_left_out(words: str) -> None:
    assert merged(f"They saw [{words}|PERSON] there.") == []


def test_name_in_a_headline_is_one_of_the_story() -> None:
    doc = tagged("[Marchuk Hammers Bank Chief|PERSON]\n\nYesterday evening [Olena Marchuk|PERSON] spoke.")
    doc._.set(FURNITURE, [[0, 26, "headline"]])
    for token in doc:
        token.pos_ = "PROPN" if token.is_title else "VERB"
    assert [entity.name for entity in EntityAnnotation.read(by_model(doc))] == ["Olena Marchuk"]


@pytest.mark.parametrize(
    ("marked", "found"),
    [
        pytest.param(
            "[Davit Maisuradze|PERSON] left. [David Maisuradze|PERSON] slept.",
            [("Davit Maisuradze", "David Maisuradze")],
            id="transliterations",
        ),
        pytest.param(
            "[Erica Garner|PERSON] left. [Eric Garner|PERSON] slept.",
            [("Erica Garner",), ("Eric Garner",)],
            id="man-and-woman",
        ),
        pytest.param(
            "[Roh Jae-won|PERSON] left. Mr. [Roh|PERSON] slept.", [("Roh Jae-won", "Roh")], id="family-first"
        ),
    ],
)
def test_given_names_that_sound_alike_name_one_person(marked: str, found: list[tuple[str, ...]]) -> None:
    assert names(marked) == found
