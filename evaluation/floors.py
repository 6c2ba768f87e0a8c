"""The lowest figures allowed, in floors.json."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from evaluation.figures import Figure

FLOORS_PATH = Path(__file__).parent / "floors.json"

# Percentage points below what was measured, because other processors round differently.
HAIR = 0.3
# Figures of few cases, and how many these are: one of them is more than HAIR.
FEW = {
    "news.relay": 67,
    "news.denied": 62,
    "news.nobody": 104,
    "news.joined": 98,
    "news.who_none": 78,
    "news.published": 60,
    "ordinary.relay": 112,
    "ordinary.denied": 73,
    "ordinary.nobody": 50,
    "ordinary.joined": 75,
    "ordinary.who_none": 30,
    "ordinary.published": 128,
    "own.relay": 43,
    "own.named_held_out": 91,
    "own.phrases": 153,
    "gum.found": 195,
    "gum.end_to_end": 195,
    "gum.speaker": 154,
    "gum.bounds": 108,
    "speakers.phrase": 198,
    "speakers.pronoun": 260,
    "dates.vague": 100,
    "dates.exact": 185,
}

# Shown next to the official figures, but without a floor.
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
    """Raise the floors to HAIR, or to one case, below the figures; they never fall."""
    return dict(floors) | {
        name: max(round(figure.value - max(HAIR, 100 / FEW.get(name, 1_000)), 1), floors.get(name, 0.0))
        for name, figure in figures.items()
    }
