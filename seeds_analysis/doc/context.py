"""What a Doc carries besides annotations: its text, the article's stated facts, what analyzed it."""

import datetime
from collections.abc import Iterable
from weakref import WeakKeyDictionary

from spacy.language import Language
from spacy.tokens import Doc

from seeds_analysis.doc.annotations import LayoutAnnotation
from seeds_analysis.text import Article, Notice, Offsets, Stretch, pair_marks

# Plain values only: a span or dataclass in doc._ breaks to_bytes and n_process=2.
PUBLISHED = "seeds_published"  # ISO date or None
FURNITURE = "seeds_furniture"  # [[start, end, kind], ...]: text that is not the story
ANALYZED_WITH = "seeds_analyzed_with"  # [model name, model version, attribution]


for _name in (PUBLISHED, FURNITURE, ANALYZED_WITH):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=None)

# The texts of the Docs in use. spaCy builds doc.text from the tokens at each access; keeping it saves 10% of
# a run.
_texts: WeakKeyDictionary[Doc, str] = WeakKeyDictionary()


def whole_text(doc: Doc) -> str:
    """Give `doc.text`, built once for each Doc."""
    text = _texts.get(doc)
    if text is None:
        text = _texts[doc] = doc.text
    return text


def paired_marks(doc: Doc) -> tuple[tuple[Stretch, ...], tuple[Notice, ...]]:
    """Pair the quotation marks of the whole text; no component changes it."""
    return pair_marks(whole_text(doc))


def mark_article(doc: Doc, article: Article, notices: Iterable[Notice] = ()) -> None:
    """Tell the components what the loader knows: the publication date and what is not the story.

    The Doc must cover the whole of `article.text`; `notices` are doubts about its layout.
    """
    doc._.set(PUBLISHED, article.published.isoformat() if article.published else None)
    found = [[0, article.body_start, "header"]] if article.body_start else []
    found += [[span.start, span.end, "byline"] for span in (article.byline,) if span]
    found += [[span.start, span.end, "dateline"] for span in (article.dateline,) if span]
    found += [[span.start, span.end, "date"] for span in article.date_lines]
    found += [[span.start, span.end, "credit"] for span in article.credits]
    found += [[span.start, span.end, "headline"] for span in (article.headline,) if span]
    doc._.set(FURNITURE, sorted(found))
    LayoutAnnotation.write(doc, (), notices=notices)


def mark_model(doc: Doc, nlp: Language) -> None:
    """Note what analyzed the Doc: name and version of the pipeline, and how quotations are attributed."""
    meta = nlp.meta
    name = meta.get("name") or "pipeline"
    learned = ["learned"] if nlp.has_pipe("seeds_quotations") else []
    doc._.set(ANALYZED_WITH, [f"{nlp.lang}_{name}", str(meta.get("version") or "0"), *learned])


def analyzed_with(doc: Doc) -> tuple[str, str, str]:
    """Name and version of the model, "learned" or "unknown"."""
    name, version, attribution = (*(doc._.get(ANALYZED_WITH) or ()), *("unknown",) * 3)[:3]
    return name, version, attribution


def published(doc: Doc) -> datetime.date | None:
    """The stated publication date, or None."""
    value = doc._.get(PUBLISHED)
    return datetime.date.fromisoformat(value) if value else None


def furniture(doc: Doc, *kinds: str) -> tuple[Offsets, ...]:
    """Where the given kinds of furniture are: header, byline, dateline, date, credit, headline."""
    return tuple((start, end) for start, end, kind in doc._.get(FURNITURE) or () if kind in kinds)
