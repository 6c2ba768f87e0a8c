import pytest

from evaluation.figures import Figure, f1_figure, share_figure


def test_f1_figure_is_in_percent() -> None:
    assert f1_figure(0.5, 0.5, 7) == Figure(50.0, 50.0, 50.0, 7)
    assert f1_figure(0.0, 0.0).value == 0.0


def test_figure_rounds_in_its_plain_values() -> None:
    assert share_figure(2 / 3, 3).to_dict() == {"value": 66.7, "count": 3}


@pytest.mark.parametrize("figure", [Figure(66.7, 100.0, 50.0, 7), Figure(66.7), Figure(0.0, count=0)])
def test_figure_comes_back_from_plain_values(figure: Figure) -> None:
    assert Figure.from_dict(figure.to_dict()) == figure
