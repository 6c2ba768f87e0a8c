"""The lowest figures allowed, in floors.json."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from evaluation.figures import Figure

FLOORS_PATH = Path(__file__).parent / "floors.json"

# Percentage points below what was measured, because other processors round differently.
HAIR = 0.3

# Shown beside the official figures, but without a floor.
UNHELD = frozenset({"pieces.relay_end_to_end", "content.relay_all_end_to_end"})


def read_floors(path: Path = FLOORS_PATH) -> dict[str, Any]:
    """Read `comment`, `generator` and `floors`: percent by name of measure."""
    values: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return values


def held(figures: Mapping[str, Figure]) -> dict[str, Figure]:
    """Choose the figures that have floors: none of small groups has one."""
    return {name: figures[name] for name in figures if name not in UNHELD and name.count(".") == 1}


def below(figures: Mapping[str, Figure], floors: Mapping[str, float]) -> list[str]:
    """Describe each figure that is below its floor or was not measured.

    Values are compared as they are shown, to a tenth.
    """
    faults = []
    for name, floor in floors.items():
        if name not in figures:
            faults.append(f"{name}: not measured (floor {floor:.1f})")
        elif round(figures[name].value, 1) < floor:
            faults.append(f"{name}: {figures[name].value:.1f}, below the floor of {floor:.1f}")
    return faults


def raised(figures: Mapping[str, Figure], floors: Mapping[str, float]) -> dict[str, float]:
    """Raise the floors to HAIR below the figures; they never fall."""
    return dict(floors) | {
        name: max(round(figure.value - HAIR, 1), floors.get(name, 0.0)) for name, figure in figures.items()
    }
