"""Measure the share of each component in the pipeline's time.

As in analyze_many, articles go through the base model in batches, and one by one through the components that
need a whole article. Each call counts with its fastest round, because other work on the machine slows Python
more than matrix products. Each round has its own process, because spaCy remembers the words it has seen.
"""

import argparse
import multiprocessing
import time
from collections.abc import Callable, Sequence
from typing import Any

from benchmarks.measuring import texts_of
from seeds_analysis.pipeline.speed.process import gc_frozen, use_fast_kernels

WARM = 8  # texts


def one_round(nlp: Any, texts: Sequence[str], late: Sequence[str]) -> dict[str, list[float]]:
    """Return the processor seconds of each call of the tokenizer and the components, in a fixed order.

    `late` names the components that need whole articles.
    """
    from seeds_analysis.doc.context import mark_article
    from seeds_analysis.pipeline.batches import batches_of
    from seeds_analysis.pipeline.linear_time import make_doc
    from seeds_analysis.text import Article

    spent: dict[str, list[float]] = {name: [] for name in ("tokenizer", *nlp.pipe_names)}

    def timed(name: str, work: Callable[..., Any], *arguments: Any) -> Any:
        begin = time.process_time()
        result = work(*arguments)
        spent[name].append(time.process_time() - begin)
        return result

    def run(docs: list[Any]) -> None:
        for name, pipe in nlp.pipeline:
            if name in late:
                for doc in docs:
                    timed(name, pipe, doc)
            elif hasattr(pipe, "pipe"):
                docs = timed(name, list, pipe.pipe(docs, batch_size=len(docs)))
            else:
                docs = timed(name, list, map(pipe, docs))

    for batch in batches_of(texts, len):
        docs = [timed("tokenizer", make_doc, nlp, text) for text in batch]
        for doc, text in zip(docs, batch, strict=True):
            mark_article(doc, Article(text, origin="benchmark"))
        run(docs)
    return spent


def one_process(options: argparse.Namespace) -> dict[str, list[float]]:
    """Load the pipeline, warm it up on a few texts, and measure."""
    use_fast_kernels()
    from seeds_analysis.pipeline import build as pipeline

    if options.as_it_comes:
        setattr(pipeline, "take_shortcuts", lambda _: None)  # noqa: B010 - no export of that module
    with gc_frozen():
        nlp = pipeline.build_pipeline(options.model)
    factories = nlp.pipe_factories
    late = [name for name in nlp.pipe_names if factories[name] in pipeline.DOCUMENT_COMPONENTS]
    texts = texts_of(options.folder)
    one_round(nlp, texts[:WARM], late)
    return one_round(nlp, texts, late)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--model")
    parser.add_argument(
        "--as-it-comes", action="store_true", help="leave the base model's components as they are"
    )
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        rounds = pool.map(one_process, [options] * options.rounds, chunksize=1)
    spent = {name: sum(map(min, zip(*(each[name] for each in rounds), strict=True))) for name in rounds[0]}
    total = sum(spent.values())
    words = sum(len(text.split()) for text in texts_of(options.folder))
    for name, seconds in spent.items():
        print(f"{name:18} {seconds / total:6.1%}  {seconds * 1e6 / words:7.2f} ms per 1,000 words")
    ours = sum(seconds for name, seconds in spent.items() if name.startswith("seeds_"))
    print(f"{'ours together':18} {ours / total:6.1%}  of {total:.1f} processor seconds over {words:,} words")


if __name__ == "__main__":
    main()
