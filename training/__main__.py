"""Learn the networks from marked articles, all but the sets that are kept apart to measure them.

python -m training                       learn from training/news and write the weights of the package
python -m training --add FOLDER          learn from articles of your own as well
python -m training --speakers            learn only who a source phrase means, which takes a few minutes
python -m training --confidence          only measure again how often the network is right (confidence.tsv)
python -m training --check FOLDER        only read the marked articles
"""

import argparse
import hashlib
import sys
from pathlib import Path

from evaluation.news import is_apart
from training.marked import MarkedArticle, MarkedError, read_folder
from training.mentions import is_reserved

NEWS = Path(__file__).parent / "news"
PACKAGE = Path(__file__).parents[1] / "seeds_analysis"
WEIGHTS = PACKAGE / "network" / "weights"
RANKING = PACKAGE / "speakers" / "ranking.npy"


def main(argv: list[str] | None = None) -> int:
    """Run one of the commands above; return the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m training", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", type=Path, metavar="FOLDER", help="read FOLDER/*.marked and stop")
    parser.add_argument(
        "--add", type=Path, metavar="FOLDER", action="append", default=[], help="more articles"
    )
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--speakers", action="store_true", help="learn only who a source phrase means")
    only.add_argument("--confidence", action="store_true", help="only measure how sure the network may be")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=WEIGHTS, metavar="FOLDER", help="where the weights go")
    options = parser.parse_args(argv)
    try:
        if options.check is not None:
            articles = list(read_folder(options.check))
        else:
            articles = [article for folder in (NEWS, *options.add) for article in read_folder(folder)]
    except MarkedError as error:
        print(f"training: {error}", file=sys.stderr)
        return 1
    print(f"{len(articles)} articles, {sum(len(a.quotations) for a in articles)} quotations", flush=True)
    if options.check is not None:
        return 0
    learned = [article for article in articles if not is_apart(article.name)]
    if not options.speakers and not options.confidence:
        learn_quotations([a for a in learned if not is_reserved(a.name)], options.seed, options.out)
    if not options.speakers:
        measure_confidence([article for article in articles if is_apart(article.name)], options.out)
    if not options.confidence:
        learn_names(learned, options.seed, options.out)
    return 0


def learn_quotations(articles: list[MarkedArticle], seed: int, out: Path) -> None:
    """Learn who is quoted saying what; write the network with its SHA-256."""
    from training.export import export
    from training.learning import RECIPE, learn

    target = out / "network.onnx"
    export(learn(articles, RECIPE, seed), target)
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    (out / "network.onnx.sha256").write_text(f"{digest}  network.onnx\n", encoding="ascii")
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB, SHA-256 {digest}")


def measure_confidence(articles: list[MarkedArticle], out: Path) -> None:
    """Write how often the network in `out` is right, on articles that it has not seen."""
    from evaluation.running import use_network
    from training.confidence import judged, write_confidence

    use_network(out / "network.onnx")
    write_confidence(judged(articles), out / "confidence.tsv")


def learn_names(articles: list[MarkedArticle], seed: int, out: Path) -> None:
    """Learn who a source phrase means; write the weights next to the network, or into the package."""
    from training.speakers import learn_speakers, write_network

    target = RANKING if out == WEIGHTS else out / RANKING.name
    write_network(learn_speakers(articles, seed), target)
    print(f"{target}: {target.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    sys.exit(main())
