"""Parse annotated articles as the tool does, up to the components that attribute."""

from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin

from seeds_analysis.loading import load_article
from seeds_analysis.pipeline.build import analyze_many, build_pipeline
from seeds_analysis.pipeline.speed.blas import use_fast_kernels
from training.polnear import Attribution, articles

STEM = "stem"
_ATTRIBUTING = ("seeds_quotations", "seeds_speakers", "seeds_dates")


def parsed(folder: Path, cache: Path | None = None) -> Iterator[tuple[Doc, list[Attribution]]]:
    """Each article of a PolNeAR folder as a Doc without quotations, with its attributions.

    `cache` names a file that keeps the Docs: read if it is there, else written.
    """
    gold = {stem: attributions for stem, _, attributions in articles(folder)}
    if cache is not None and cache.exists():
        docs = DocBin(store_user_data=True).from_disk(cache).get_docs(spacy.blank("en").vocab)
        yield from ((doc, gold[doc.user_data[STEM]]) for doc in docs if doc.user_data[STEM] in gold)
        return
    kept = DocBin(store_user_data=True)
    for doc in _parse(folder):
        if cache is not None:
            kept.add(doc)
        yield doc, gold[doc.user_data[STEM]]
    if cache is not None:
        kept.to_disk(cache)


def _parse(folder: Path) -> Iterator[Doc]:
    use_fast_kernels()
    nlp = build_pipeline()
    for name in _ATTRIBUTING:
        nlp.remove_pipe(name)
    files = [path for _, path, _ in articles(folder)]
    docs = analyze_many(nlp, (load_article(str(path)) for path in files))
    for path, doc in zip(files, docs, strict=True):
        doc.user_data[STEM] = path.stem
        yield doc
