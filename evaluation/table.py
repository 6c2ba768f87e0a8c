"""The tables of figures as plain text."""

from collections.abc import Iterable, Mapping, Sequence

from evaluation.calibration import Band, expected_error
from evaluation.figures import Figure
from evaluation.measures import GROUPS

COLUMNS = ("P", "R", "F1 or %", "floor", "must", "aim", "rival", "people", "cases")
LABEL_WIDTH = 38
WIDTH = 8


def render_table(figures: Mapping[str, Figure], floors: Mapping[str, float]) -> str:
    """Return a row for each figure, by group; `<` marks one below its floor, `*` one below its must."""
    lines = [_row("", COLUMNS), "-" * (LABEL_WIDTH + WIDTH * len(COLUMNS))]
    for title, group in GROUPS.items():
        measured = [measure for measure in group if measure.name in figures]
        if not measured:
            continue
        lines.append(title)
        for measure in measured:
            figure = figures[measure.name]
            floor = floors.get(measure.name)
            value = round(figure.value, 1)
            mark = "<" if floor is not None and value < floor else ""
            mark = mark or ("*" if measure.must is not None and value < measure.must else " ")
            cells = (
                _percent(figure.precision),
                _percent(figure.recall),
                f"{value:.1f}{mark}",
                _percent(floor),
                _percent(measure.must),
                _percent(measure.aim),
                _percent(measure.rival),
                _percent(measure.people),
                "" if figure.count is None else str(figure.count),
            )
            lines.append(_row(f"  {measure.label}", cells))
    lines.append("< below the floor   * below the must")
    return "\n".join(lines)


def render_reliability(title: str, bands: Sequence[Band]) -> str:
    """Return confidence and share right of each band."""
    lines = [f"{title}: confidence against share right", f"{'band':>12}{'count':>8}{'mean':>8}{'right':>8}"]
    for band in bands:
        name = f"{band.low:.1f}-{band.high:.1f}"
        lines.append(f"{name:>12}{band.count:>8}{100 * band.mean_confidence:>8.1f}{100 * band.share:>8.1f}")
    lines.append(f"mean distance {100 * expected_error(bands):.1f}")
    return "\n".join(lines)


def _row(label: str, cells: Iterable[str]) -> str:
    return (f"{label:<{LABEL_WIDTH}}" + "".join(f"{cell:>{WIDTH}}" for cell in cells)).rstrip()


def _percent(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"
