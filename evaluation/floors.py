"""The scores that may not be fallen below: floors.json."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from evaluation.figures import Figure

FLOORS_PATH = Path(__file__).parent / "floors.json"

# Percentage points below what was measured: room for another processor's rounding, no more.
HAIR = 0.3

# Not official: shown beside the figures of record, held to nothing.
UNHELD = frozenset({"pieces.relay_end_to_end", "content.relay_all_end_to_end"})


def read_floors(path: Path = FLOORS_PATH) -> dict[str, Any]:
    """Read the file: `comment`, `generator`, and `floors`, per mode in percent by name of measure."""
    values: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return values


def below(figures: Mapping[str, Figure], floors: Mapping[str, float]) -> list[str]:
    """Say of each floor that is not held what was measured, also where nothing was; empty if all are held.

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
    """Floors a hair below the figures where that is higher, else as they were; never lower."""
    return dict(floors) | {
        name: max(round(figure.value - HAIR, 1), floors.get(name, 0.0))
        for name, figure in figures.items()
        if name not in UNHELD
    }
