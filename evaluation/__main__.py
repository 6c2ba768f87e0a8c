"""Measure the tool against annotated text and print one table.

The exit code is 1 if a figure is below its floor and 2 if ../shared is missing.
"""

import argparse
import sys
import time
from pathlib import Path

from evaluation.calibration import reliability
from evaluation.figures import Figure
from evaluation.floors import FLOORS_PATH, below, held, raised, read_floors
from evaluation.measuring import Measured, measure
from evaluation.readme import README_PATH, render_blocks, replace_block
from evaluation.results import RESULTS_PATH, plain, read_results, write_json
from evaluation.shared import PARTS, SharedAbsentError
from evaluation.table import render_reliability, render_table


def arguments() -> argparse.ArgumentParser:
    """Describe the options."""
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    parser.add_argument("--part", choices=PARTS, default="dev", help="part of PolNeAR (default: dev)")
    parser.add_argument("--limit", type=int, metavar="N", help="only the first N texts of each corpus")
    parser.add_argument("--model", help="a spaCy pipeline instead of the default one")
    parser.add_argument("--network", type=Path, metavar="FILE", help="an .onnx instead of the shipped one")
    parser.add_argument(
        "--floors",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="compare with floors.json (default: if all of dev is run with the default model)",
    )
    parser.add_argument(
        "--save", type=Path, metavar="FILE", help="save the run for evaluation.errors (contains the texts)"
    )
    parser.add_argument(
        "--write", action="store_true", help="write results.json and raise floors.json (whole runs only)"
    )
    parser.add_argument("--readme", action="store_true", help="only write the tables in docs/accuracy.md")
    return parser


def main(argv: list[str] | None = None) -> int:
    """Run, print and compare; return the exit code."""
    parser = arguments()
    options = parser.parse_args(argv)
    if options.readme:
        write_readme(README_PATH)
        return 0
    if options.network is not None and not options.network.is_file():
        parser.error(f"no file {options.network}")
    parts = (options.limit, options.model, options.network)
    whole = options.part == "dev" and parts == (None, None, None)
    if options.write and not whole:
        parser.error("--write needs all of dev, the default model and the shipped network")
    begin = time.monotonic()
    try:
        measured = measure(
            options.part,
            limit=options.limit,
            model=options.model,
            network=options.network,
            save=options.save,
        )
    except SharedAbsentError as error:
        print(f"evaluation: {error}", file=sys.stderr)
        return 2
    compared = options.floors or (options.floors is None and whole)
    floors = read_floors()["floors"] if compared else {}
    figures = held(measured.figures)
    print(render(measured, floors))
    print(f"\n{measured.relays} relays mapped; {time.monotonic() - begin:.0f} seconds")
    if options.write:
        write_figures(measured, figures)
    faults = below(figures, floors)
    for fault in faults:
        print(f"evaluation: {fault}", file=sys.stderr)
    return 1 if faults else 0


def render(measured: Measured, floors: dict[str, float]) -> str:
    """Return the table and the two reliability tables."""
    return "\n\n".join(
        (
            render_table(measured.figures, floors),
            render_reliability("Quoted pieces (PolNeAR)", reliability(measured.pieces)),
            render_reliability("Quotations of all kinds (PolNeAR)", reliability(measured.quotations)),
        )
    )


def write_figures(measured: Measured, figures: dict[str, Figure]) -> None:
    """Write the figures of a whole run to results.json, and raise the floors that those held exceed."""
    generator = dict(measured.generator)
    write_json({"generator": generator, "figures": plain(measured.figures)}, RESULTS_PATH)
    floors = read_floors()
    floors["floors"] = raised(figures, floors["floors"])
    write_json(floors | {"generator": generator}, FLOORS_PATH)


def write_readme(path: Path) -> None:
    """Put the tables made of results.json in their places."""
    text = path.read_text(encoding="utf-8")
    for name, block in render_blocks(read_results()).items():
        text = replace_block(text, name, block)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
