from evaluation.figures import Figure
from evaluation.own_figures import own_figures

VALUES: dict[str, float | int | None] = {
    "precision": 80.0,
    "found": 80.0,
    "annotated": 20,
    "speakers of matched": 75.0,
    "given right": 90.0,
    "given": 10,
    "via": None,
    "phrase kinds": 40.0,
    "phrases": 5,
}


def test_own_figures_are_shares_with_their_counts_and_an_f1() -> None:
    figures = own_figures(VALUES, VALUES | {"given right": 50.0, "given": 4})
    assert figures["own.named"] == Figure(90.0, count=10)
    assert figures["own.named_held_out"] == Figure(50.0, count=4)
    assert figures["own.phrases"] == Figure(40.0, count=5)
    assert figures["own.speaker"] == Figure(75.0)
    assert round(figures["own.quotations"].value, 6) == 80.0
    assert "own.relay" not in figures  # no item has one
