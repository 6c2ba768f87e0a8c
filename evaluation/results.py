"""The figures of the last whole run; the tables in the documentation are made of them."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from evaluation.figures import Figure

RESULTS_PATH = Path(__file__).parent / "results.json"


def read_results(path: Path = RESULTS_PATH) -> dict[str, Figure]:
    """Read the figures of the last whole run by name of measure; none if there is no file."""
    values = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return {name: Figure.from_dict(value) for name, value in values.get("figures", {}).items()}


def plain(figures: Mapping[str, Figure]) -> dict[str, Any]:
    """Return plain values by name of measure, as the files hold them."""
    return {name: figure.to_dict() for name, figure in figures.items()}


def write_json(values: Mapping[str, Any], path: Path) -> None:
    """Write one line per key, so that a diff shows which figure moved."""
    path.write_text(json.dumps(values, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
