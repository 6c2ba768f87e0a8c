"""From Article to Doc: whole, with exact offsets, however long or odd the text."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from seeds_analysis.doc import (
    DateAnnotation,
    EntityAnnotation,
    MarkedPhraseAnnotation,
    QuotationAnnotation,
    context,
    read_notices,
)
from seeds_analysis.loading import read_article
from seeds_analysis.pipeline import batches
from seeds_analysis.pipeline.build import DOCUMENT_COMPONENTS, LAYOUT, analyze, analyze_many, build_pipeline
from seeds_analysis.pipeline.linear_time import MAX_RUN
from seeds_analysis.text import splitting
from seeds_analysis.text.article import Article

STORY = (
    "date 2023-05-16 The harbour of Bergen will close on Friday, Mayor Ingrid Solberg said.\n\n"
    "“We have waited long enough,” Solberg told reporters. “The bridge must open.”\n\n"
    "Source: NTB\n\nThe Ministry of Transport said that it would pay in 2024."
)
ARTICLE = Article(STORY, "story.txt", published=datetime.date(2023, 5, 16), body_start=16)


def bare_pipeline() -> Language:
    """Build a pipeline of the layout alone: enough for texts and offsets, and fast."""
    bare = spacy.blank("en")
    bare.add_pipe(LAYOUT)
    return bare


BARE = bare_pipeline()


def contents(doc: Doc) -> tuple[object, ...]:
    """Take everything that must survive a journey: tokens, parse, entities, span groups and records."""
    return (
        doc.to_json(),
        context.published(doc),
        context.furniture(doc, "header", "credit"),
        EntityAnnotation.read(doc),
        QuotationAnnotation.read(doc),
        MarkedPhraseAnnotation.read(doc),
        DateAnnotation.read(doc),
        read_notices(doc),
    )


@pytest.mark.model
def test_pipeline_holds_our_components_in_order(nlp: Language) -> None:
    assert nlp.pipe_names[0] == LAYOUT
    assert tuple(nlp.pipe_names[-len(DOCUMENT_COMPONENTS) :]) == DOCUMENT_COMPONENTS


@pytest.mark.model
def test_pipeline_has_no_problems(nlp: Language) -> None:
    analysis = nlp.analyze_pipes()
    assert analysis is not None
    assert not {name: found for name, found in analysis["problems"].items() if found}


@given(
    st.text(st.sampled_from("aB .,?\"'“”‘’«»()\n\r\t\u2029\u00a0\x00é漢"), max_size=300),
    st.integers(0, 300),
)
def test_analyze_keeps_text_and_offsets_of_pieces(text: str, body_start: int) -> None:
    article = Article(text, "x", body_start=min(body_start, len(text)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(splitting, "WHOLE_LENGTH", 60)
        patch.setattr(splitting, "PIECE_LENGTH", 25)
        patch.setattr(batches, "BATCH_LENGTH", 40)
        doc = analyze(BARE, article)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)


@pytest.mark.model
def test_analyze_tells_the_components_what_the_loader_knows(nlp: Language) -> None:
    doc = analyze(nlp, ARTICLE)
    assert context.published(doc) == datetime.date(2023, 5, 16)
    assert context.furniture(doc, "header") == ((0, 16),)


@pytest.mark.model
def test_analyze_keeps_the_header_apart(nlp: Language) -> None:
    doc = analyze(nlp, ARTICLE)
    assert [ent.text for ent in doc.ents if ent.start_char < 16] == []
    assert [sent.start_char for sent in doc.sents][:2] == [0, 16]
    assert "Bergen" in [ent.text for ent in doc.ents]


@pytest.mark.model
def test_analyze_in_pieces_finds_what_it_finds_in_one(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = analyze(nlp, ARTICLE)
    monkeypatch.setattr(splitting, "WHOLE_LENGTH", 80)
    monkeypatch.setattr(splitting, "PIECE_LENGTH", 80)
    assert contents(analyze(nlp, ARTICLE)) == contents(whole)


def test_analyze_notes_runs_that_were_cut() -> None:
    doc = analyze(BARE, Article("One " + "x" * 1_000 + " end.", "x"))
    assert max(len(token) for token in doc) == MAX_RUN
    assert [(notice.code, notice.start, notice.end) for notice in read_notices(doc)] == [
        ("long-run", 4, 1_004)
    ]


def test_analyze_takes_a_text_beyond_the_limit_of_spacy() -> None:
    text = ("x" * 99 + " ") * (BARE.max_length // 100 + 1)
    assert len(text) > BARE.max_length
    assert analyze(BARE, Article(text, "x")).text == text


def test_analyze_many_keeps_the_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "BATCH_LENGTH", 20)
    texts = ["", "one", "two words", "", "three whole words and more of them than a batch holds", "four", ""]
    assert [doc.text for doc in analyze_many(BARE, (Article(text, "x") for text in texts))] == texts


def test_analyze_many_reads_ahead_by_one_batch_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "BATCH_LENGTH", 50)
    taken = 0

    def endless() -> Iterator[Article]:
        nonlocal taken
        while True:
            taken += 1
            yield Article("three small words", "x")

    docs = analyze_many(BARE, endless())
    for _ in range(8):
        next(docs)
    assert taken <= 12


@pytest.mark.model
def test_analyze_many_gives_what_analyze_gives(nlp: Language) -> None:
    articles = [ARTICLE, Article(STORY[16:], "y"), ARTICLE]
    expected = [contents(analyze(nlp, article)) for article in articles]
    assert [contents(doc) for doc in analyze_many(nlp, articles)] == expected


@pytest.mark.model
# Python 3.12 warns of any fork next to the threads of OpenBLAS; the fork is spaCy's.
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_pipeline_works_in_several_processes(nlp: Language) -> None:
    texts = [STORY, "“No,” Ann Lee said on Monday.", ""]
    expected = [contents(nlp(text)) for text in texts]
    assert [contents(doc) for doc in nlp.pipe(texts, n_process=2, batch_size=1)] == expected


@pytest.mark.model
# A saved copy is another model than the package whose warning is known to be void.
@pytest.mark.filterwarnings("ignore:.W095.")
def test_pipeline_survives_saving(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path)
    again = build_pipeline(str(tmp_path))
    assert again.pipe_names == nlp.pipe_names
    assert contents(analyze(again, ARTICLE)) == contents(analyze(nlp, ARTICLE))


@pytest.mark.model
def test_analysis_survives_a_doc_bin(nlp: Language) -> None:
    doc = analyze(nlp, ARTICLE)
    packed = DocBin(docs=[doc], store_user_data=True).to_bytes()
    (again,) = DocBin().from_bytes(packed).get_docs(nlp.vocab)
    assert contents(again) == contents(doc)


@pytest.mark.model
def test_dateline_is_read_apart_from_the_first_sentence(nlp: Language) -> None:
    article = read_article(
        b"OSLO, Jan. 9, 2025 (Norlight) - Ann Lee said on Monday that the bridge was safe.\n", "x"
    )
    doc = analyze(nlp, article)
    assert doc.text == article.text
    assert [sent.text.strip() for sent in doc.sents][-1].startswith("Ann Lee said")


def test_pipeline_saved_by_an_earlier_version_is_built() -> None:
    saved: dict[str, dict[str, object]] = {
        "seeds_layout": {},
        "seeds_aliases": {"spans_key": "seeds_entities"},
        "seeds_quotations": {"attribution": "learned", "indirect": True, "least_confidence": 0.4},
        "seeds_speakers": {},
        "seeds_dates": {"spans_key": "seeds_dates"},
    }
    nlp = spacy.blank("en")
    for factory, config in saved.items():
        nlp.add_pipe(factory, config=config)
    assert nlp.pipe_names == list(saved)
