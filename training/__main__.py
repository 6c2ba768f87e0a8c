"""Learn the networks from marked articles, and measure it on articles that it has not seen.

python -m training                       learn from training/news and write the weights of the package
python -m training --add FOLDER          learn from articles of your own as well
python -m training --folds               learn without some sets in turn; write confidence.tsv and folds.json
python -m training --speakers            learn only who a source phrase means, which takes a minute or two
python -m training --check FOLDER        only read the marked articles
"""

import argparse
import hashlib
import sys
from pathlib import Path

from training.marked import MarkedArticle, MarkedError, read_folder

NEWS = Path(__file__).parent / "news"
PACKAGE = Path(__file__).parents[1] / "seeds_analysis"
WEIGHTS = PACKAGE / "quotations" / "weights"
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
    parser.add_argument("--folds", action="store_true", help="measure by folds that hold out whole sets")
    parser.add_argument("--speakers", action="store_true", help="learn only who a source phrase means")
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
    if options.folds:
        from training.folds import run_folds

        run_folds(articles, options.seed, options.out)
    elif options.check is None:
        if not options.speakers:
            learn_quotations(articles, options.seed, options.out)
        learn_names(articles, options.seed, RANKING if options.out == WEIGHTS else options.out / RANKING.name)
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


def learn_names(articles: list[MarkedArticle], seed: int, target: Path) -> None:
    """Learn who a source phrase means; write the weights."""
    from training.speakers import learn_speakers, write_network

    write_network(learn_speakers(articles, seed), target)
    print(f"{target}: {target.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    sys.exit(main())
