"""The figures of the last full runs: results.json, which the README's table is made of."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from evaluation.figures import Figure

RESULTS_PATH = Path(__file__).parent / "results.json"

# With the learned weights, or by rules alone.
MODES = ("default", "rules")


def read_results(path: Path = RESULTS_PATH) -> dict[str, Any]:
    """Read `generator` and `modes`, {mode: {name of measure: figure}}; both are empty if there is no file."""
    if not path.exists():
        return {"generator": {}, "modes": {}}
    values: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return values


def figures_of(results: Mapping[str, Any], mode: str) -> dict[str, Figure]:
    """Return the figures of a mode by name of measure; none if it was not run."""
    return {name: Figure.from_dict(values) for name, values in results["modes"].get(mode, {}).items()}


def with_run(
    results: Mapping[str, Any], mode: str, figures: Mapping[str, Figure], generator: Mapping[str, str]
) -> dict[str, Any]:
    """Replace the figures of one mode; those of the other stay."""
    modes = dict(results["modes"]) | {mode: {name: figure.to_dict() for name, figure in figures.items()}}
    return {"generator": dict(generator), "modes": {name: modes[name] for name in MODES if name in modes}}


def write_json(values: Mapping[str, Any], path: Path) -> None:
    """Write one line per key, so that a diff shows which figure moved."""
    path.write_text(json.dumps(values, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
