"""The annotated texts and the official scorers in ../shared."""

import functools
import importlib.util
import json
from pathlib import Path
from typing import Any

SHARED = Path(__file__).resolve().parents[2] / "shared"

PARTS = ("dev", "train")


class SharedAbsentError(Exception):
    """A file in ../shared that the evaluation needs is missing."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"no ../shared/{path.relative_to(SHARED)}. The evaluation needs these texts.")


def shared_path(*names: str) -> Path:
    """Return the path of a file or folder in ../shared. Raises SharedAbsentError if it is missing."""
    path = SHARED.joinpath(*names)
    if not path.exists():
        raise SharedAbsentError(path)
    return path


def text_paths(*names: str) -> list[Path]:
    """Return the texts of a folder in ../shared, sorted by name. Raises SharedAbsentError."""
    return sorted(shared_path(*names).glob("*.txt"))


@functools.cache
def scorer(name: str) -> Any:
    """Load `../shared/tools/<name>.py` as a module.

    Raises SharedAbsentError.
    """
    path = shared_path("tools", f"{name}.py")
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise SharedAbsentError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def quotation_scorer() -> Any:
    """Load score_quotations.py: quoted pieces, content spans and speakers against PolNeAR."""
    return scorer("score_quotations")


def entity_scorer() -> Any:
    """Load score_entities.py: name mentions with coarse labels."""
    return scorer("score_entities")


def read_json_lines(path: Path) -> list[dict[str, Any]]:
    """Read one value per line."""
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]
