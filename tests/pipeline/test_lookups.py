"""Faster components annotate what the slow ones do."""

from typing import Any

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from seeds_analysis.pipeline.models import DEFAULT_MODEL, load_model
from seeds_analysis.pipeline.speed import lookups as shortcuts
from seeds_analysis.pipeline.speed.attribute_rules import ATTRIBUTE_RULES, AttributeRules
from seeds_analysis.pipeline.speed.lookups import take_shortcuts

TEXT = (
    "It's raining, but Mayor Ilse Brandt ain't gonna close the harbours.  There were geese on the quay; "
    "y'all have seen them, she told us, and did nothing that the better-known boatmen hadn't done.\n\n"
    "The fastest ferries ran late on Monday. Let's wait, the bakers said."
)
WRITTEN: list[int | str] = ["POS", "MORPH", "LEMMA", "TAG", "DEP"]
VOCAB = spacy.blank("en").vocab
WORDS = ["gon", "na", "It", "it", "was", " ", "ran", "but"]
TAGS = ["VB", "TO", "PRP", "_SP", "CC"]
LABELS = ["nsubj", "aux", "expl", "ROOT", ""]
RULES: list[dict[str, Any]] = [
    {"patterns": [[{"TAG": "VB"}], [{"TAG": "TO"}]], "attrs": {"POS": "VERB", "MORPH": "VerbForm=Inf"}},
    {"patterns": [[{"LOWER": "it", "DEP": "nsubj"}]], "attrs": {"MORPH": "Case=Nom|Person=3"}},
    {"patterns": [[{"LOWER": {"IN": ["it", "but"]}, "TAG": {"NOT_IN": ["CC", ""]}}]], "attrs": {"POS": "X"}},
    {"patterns": [[{"LOWER": {"REGEX": "^r.n$"}}]], "attrs": {"LEMMA": "run"}},
    {"patterns": [[{"LOWER": "gon"}, {"LOWER": "na"}]], "attrs": {"LEMMA": "to"}, "index": 1},
    {"patterns": [[{"DEP": "expl"}, {"LOWER": "was"}]], "attrs": {"POS": "VERB"}, "index": -1},
    {"patterns": [[{"IS_SPACE": True}]], "attrs": {"TAG": "_SP", "POS": "SPACE", "DEP": "dep"}},
]
TOKENS = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(TAGS), st.sampled_from(LABELS)))


def written(doc: Doc) -> list[list[int]]:
    values: list[list[int]] = doc.to_array(WRITTEN).tolist()
    return values


def both(rules: list[dict[str, Any]]) -> tuple[AttributeRuler, AttributeRules]:
    slow, fast = AttributeRuler(VOCAB), AttributeRules(VOCAB)
    slow.add_patterns(rules)
    fast.add_patterns(rules)
    return slow, fast


@given(tokens=TOKENS, rules=st.lists(st.sampled_from(RULES), unique_by=str, min_size=1))
def test_attribute_rules_write_what_the_ruler_writes(
    tokens: list[tuple[str, str, str]], rules: list[dict[str, Any]]
) -> None:
    words, tags, labels = ([token[i] for token in tokens] for i in range(3))
    docs = [
        Doc(VOCAB, words, tags=tags, deps=labels, heads=list(range(len(words))), pos=["NOUN"] * len(words))
        for _ in range(2)
    ]
    for rule, doc in zip(both(rules), docs, strict=True):
        rule(doc)
        rule(doc)  # the second time, outcomes are remembered
    assert written(docs[0]) == written(docs[1])


def test_attribute_rules_take_a_rule_added_later() -> None:
    _, rules = both(RULES[:1])
    rules(Doc(VOCAB, ["ran"], tags=["VBD"]))
    rules.add([[{"TAG": "VBD"}]], {"POS": "VERB"})
    assert [token.pos_ for token in rules(Doc(VOCAB, ["ran"], tags=["VBD"]))] == ["VERB"]


def test_attribute_rules_hand_on_what_they_do_not_write() -> None:
    _, rules = both([{"patterns": [[{"LOWER": "ran"}]], "attrs": {"NORM": "run", "POS": "VERB"}}])
    assert [(token.norm_, token.pos_) for token in rules(Doc(VOCAB, ["ran"]))] == [("run", "VERB")]


@pytest.mark.model
def test_shortcuts_change_no_annotation() -> None:
    slow, fast = load_model(DEFAULT_MODEL), load_model(DEFAULT_MODEL)
    take_shortcuts(fast)
    assert fast.get_pipe_meta("attribute_ruler").factory == ATTRIBUTE_RULES
    assert written(fast(TEXT)) == written(slow(TEXT))


@pytest.mark.model
def test_lemmas_kept_at_hand_are_bounded(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shortcuts, "KEPT_LEMMAS", 5)
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    lemmatizer.cache.clear()
    expected = [token.lemma_ for token in nlp(TEXT)]
    assert len(lemmatizer.cache) <= 5
    assert [token.lemma_ for token in nlp(TEXT)] == expected
