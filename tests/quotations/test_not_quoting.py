"""Words in marks that quote nobody: their kind, and when it is certain."""

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from seeds_analysis.doc import Positions, paired_marks
from seeds_analysis.doc.annotations import MarkedPhraseAnnotation, QuotationAnnotation
from seeds_analysis.quotations.not_quoting.kinds import phrase_kinds
from seeds_analysis.quotations.pieces import read_pieces
from tests.steps import steps

pytestmark = pytest.mark.model


def phrases(nlp: Language, text: str) -> list[tuple[str, str]]:
    return [(text[p.start : p.end], p.kind) for p in MarkedPhraseAnnotation.read(nlp(text))]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('Robert "The Baker" Miller won the race.', "The Baker"),
        ('The thief, known to the police as "the Cat," was caught.', "the Cat"),
        ('The singer goes by "Lady Rain" on the stage.', "Lady Rain"),
        ('The people who call the old bridge "the Snake" live nearby.', "the Snake"),
        ('The guard, whose nickname is "the Door," was hurt.', "the Door"),
        ('She performs under the name "Velvet" in Leiva.', "Velvet"),
        ('Operation "Silent Tide" began before dawn.', "Silent Tide"),
        ("Teammates nicknamed him “the Clerk” for his glasses.", "the Clerk"),
    ],
    ids=[
        "between-names",
        "known-as",
        "goes-by",
        "people-call",
        "whose-nickname",
        "under-the-name",
        "operation",
        "nicknamed",
    ],
)
def test_name_that_is_given_is_a_nickname(nlp: Language, text: str, name: str) -> None:
    assert phrases(nlp, text) == [(name, "nickname")]
    assert QuotationAnnotation.read(nlp(text)) == ()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ('Her second novel, "The Glass Orchard," sold well.', "The Glass Orchard"),
        (
            '"Good Morning, Leiva," the breakfast programme that she began, ends in May.',
            "Good Morning, Leiva",
        ),
        ('He starred in "Hamlet" twice.', "Hamlet"),
        ('She sang "Come Home" at the funeral.', "Come Home"),
        ('The theatre cancelled its production of "Othello" in May.', "Othello"),
        ('The "Night Ferry" director left the city.', "Night Ferry"),
        ('He played the king in "Macbeth" last year.', "Macbeth"),
    ],
    ids=["apposed-noun", "described-after", "starred-in", "sang", "production-of", "maker", "role-in"],
)
def test_name_of_a_work_is_a_title(nlp: Language, text: str, title: str) -> None:
    assert phrases(nlp, text) == [(title, "title")]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ('The word "ferry" is in no law.', ["ferry"]),
        ('The town is spelled "Leyva" on old maps.', ["Leyva"]),
        ('The form asks for "surname" and "given name" in capitals.', ["surname", "given name"]),
        ('Children there cannot tell "ship" from "sheep" by ear.', ["ship", "sheep"]),
        ('The law does not contain the word "bridge" but the word "span" twice.', ["bridge", "span"]),
        ('Lawmakers replaced "husband" with "spouse" in the bill.', ["husband", "spouse"]),
        ('The company changed its name from "Betterfone" to "Befone" in May.', ["Betterfone", "Befone"]),
        ('The town comes from the Latin "sal" for salt.', ["sal"]),
        ('The firm writes its name as "zeff" and has clerks say "zee" instead.', ["zeff", "zee"]),
    ],
    ids=[
        "the-word",
        "spelled",
        "form",
        "told-apart",
        "twice",
        "replaced",
        "renamed",
        "latin",
        "gathered",
    ],
)
def test_word_mentioned_as_a_word_is_a_term(nlp: Language, text: str, terms: list[str]) -> None:
    assert phrases(nlp, text) == [(term, "term") for term in terms]


@pytest.mark.parametrize(
    "text",
    ['The "luxury" flats had no water.', 'He lived in a "temporary" hut for years.'],
    ids=["subject", "place"],
)
def test_adjective_in_marks_without_a_cue_is_a_scare_quote(nlp: Language, text: str) -> None:
    assert [kind for _, kind in phrases(nlp, text)] == ["scare"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('The museum bought "Girl With Fish" in May.', [("Girl With Fish", "title")]),
        ('He is "Papa" to everyone in the village.', [("Papa", "nickname")]),
        ('Voters saw only "yes" and "no" on the ballot.', [("yes", "term"), ("no", "term")]),
        ('The men were kept as "guests" for weeks.', [("guests", "scare")]),
    ],
    ids=["capitals", "copula", "small-words", "kept-as"],
)
def test_words_that_nobody_says_are_listed_by_their_look(
    nlp: Language, text: str, expected: list[tuple[str, str]]
) -> None:
    assert phrases(nlp, text) == expected


def test_same_words_are_the_same_thing_everywhere(nlp: Language) -> None:
    text = 'Her novel "Glass" sold well. Readers put "Glass" first.'
    assert phrases(nlp, text) == [("Glass", "title"), ("Glass", "title")]


def test_title_inside_a_report_leaves_the_report_whole(nlp: Language) -> None:
    text = 'Ana Ruiz said the novel "The Glass Orchard" would be her last.'
    [quotation] = QuotationAnnotation.read(nlp(text))
    assert [text[start:end] for start, end in quotation.content] == [
        'the novel "The Glass Orchard" would be her last'
    ]
    assert phrases(nlp, text) == [("The Glass Orchard", "title")]


@pytest.mark.parametrize(
    "text",
    [
        'Ana Ruiz called him "Crooked Tom" on Monday.',
        'Ana Ruiz said the "safe" bridge would fall.',
        '"The bridge is safe," Ana Ruiz said.',
    ],
    ids=["somebody-called", "adjective-reported", "quotation"],
)
def test_words_that_may_be_said_are_not_certain(nlp: Language, text: str) -> None:
    doc = nlp(text)
    positions = Positions(doc)
    verdicts = phrase_kinds(positions, read_pieces(positions, paired_marks(doc)[0]))
    assert not any(verdict.certain for verdict in verdicts)


def test_phrase_kinds_take_linear_time(nlp: Language) -> None:
    def work(count: int) -> int:
        words = ["The", "word", '"', "go", '"', "and", '"', "stay", '"', "."] * count
        heads = [3] * len(words)  # one sentence, however long
        deps = ["det", "nsubj", "punct", "ROOT", "punct", "cc", "punct", "conj", "punct", "punct"] * count
        pos = ["DET", "NOUN", "PUNCT", "VERB", "PUNCT", "CCONJ", "PUNCT", "VERB", "PUNCT", "PUNCT"] * count
        doc = Doc(nlp.vocab, words=words, heads=heads, deps=deps, pos=pos, lemmas=words)
        positions = Positions(doc)
        pieces = read_pieces(positions, paired_marks(doc)[0])
        return steps(lambda: phrase_kinds(positions, pieces))

    assert work(800) < 24 * work(50)
