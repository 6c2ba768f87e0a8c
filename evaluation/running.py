"""Run the tool over articles and keep what the evaluation needs; a run can be saved and read again."""

import io
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from evaluation.shared import read_json_lines, scorer

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from seeds_analysis.text import Article

Word = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class Run:
    """What the tool found in one article.

    `summary` is `Summary.to_dict()`; `rules` names for each quotation what decided on the source; `words` are
    (start, tag, lemma) of the tokens, in order.
    """

    stem: str
    text: str
    summary: dict[str, Any]
    rules: tuple[str, ...]
    words: tuple[Word, ...]


def load_pipeline(model: str | None = None, network: Path | None = None) -> "Language":
    """Build the pipeline with the faster kernels, as the command line does.

    `network` is an .onnx file that the whole process uses instead of the shipped one; the ranking next to it,
    with the suffix .npy, then decides on speakers.
    """
    from seeds_analysis.pipeline.speed.process import use_fast_kernels

    use_fast_kernels()
    from seeds_analysis.pipeline import build_pipeline

    if network is not None:
        use_network(network)
    return build_pipeline(model)


def use_network(path: Path) -> None:
    """Let the whole process use another network, and the ranking next to it if there is one."""
    from seeds_analysis.network import running
    from seeds_analysis.speakers import ranking

    ranking.shipped_network.cache_clear()
    if path.with_suffix(".npy").is_file():
        setattr(ranking, "weights_file", lambda: path.with_suffix(".npy"))  # noqa: B010
    running.session.cache_clear()
    setattr(running, "read_network", path.read_bytes)  # noqa: B010 (mypy sees a function of another module)


def run_article(article: "Article", doc: "Doc") -> Run:
    """Collect what was found in one article."""
    from seeds_analysis.doc import QuotationAnnotation
    from seeds_analysis.summary import summarize

    rules = tuple(record.rule or record.resolved_by or "none" for record in QuotationAnnotation.read(doc))
    words = tuple((token.idx, token.tag_, token.lemma_.lower()) for token in doc if token.is_alpha)
    summary = summarize(article, doc).to_dict()
    return Run(Path(article.origin).stem, article.text, summary, rules, words)


def run_files(nlp: "Language", paths: Iterable[Path]) -> Iterator[Run]:
    """Run over articles in files."""
    from seeds_analysis.loading import load_article
    from seeds_analysis.pipeline.build import analyze_many

    articles = [load_article(path) for path in paths]
    for article, doc in zip(articles, analyze_many(nlp, articles), strict=True):
        yield run_article(article, doc)


def run_texts(nlp: "Language", texts: Iterable[tuple[str, str]]) -> Iterator[tuple[Run, "Doc"]]:
    """Run over (id, text) pairs; the Doc has what the summary leaves out."""
    from seeds_analysis.loading import read_article
    from seeds_analysis.pipeline.build import analyze_many

    articles = [read_article(text.encode("utf-8"), stem) for stem, text in texts]
    for article, doc in zip(articles, analyze_many(nlp, articles), strict=True):
        yield run_article(article, doc), doc


def printed_by(name: str, arguments: Sequence[Path], runs: Iterable[Run], option: str) -> str:
    """Give what a scorer of ../shared/tools prints as a command: its arguments come before the summaries.

    It complains on standard error of each article that is not in the runs.
    """
    printed = io.StringIO()
    with TemporaryDirectory() as folder:
        summaries = Path(folder) / "summaries.jsonl"
        summaries.write_text("".join(json.dumps(run.summary) + "\n" for run in runs), encoding="utf-8")
        command = [f"{name}.py", *map(str, arguments), str(summaries), option]
        with patch.object(sys, "argv", command), redirect_stdout(printed), redirect_stderr(io.StringIO()):
            scorer(name).main()
    return printed.getvalue()


def save_runs(runs: Iterable[Run], path: Path) -> None:
    """Write one line per article. The file contains the texts, so keep it out of the repository."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(asdict(run), ensure_ascii=False) + "\n" for run in runs)


def read_runs(path: Path) -> list[Run]:
    """Read what `save_runs` wrote."""
    return [
        Run(
            line["stem"],
            line["text"],
            line["summary"],
            tuple(line["rules"]),
            tuple((start, tag, lemma) for start, tag, lemma in line["words"]),
        )
        for line in read_json_lines(path)
    ]
