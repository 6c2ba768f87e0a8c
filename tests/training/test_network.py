"""Fitting the network on invented choices."""

from pathlib import Path

import numpy as np
import pytest

from seeds_analysis.quotations.weights import read_network
from training.network import Question, fit_network, write_network

# A red box is right if it is large, a blue one if it is small: no sum of weights can tell.
QUESTIONS = [
    Question([["red", "large"], ["red", "small"]], [True, False]),
    Question([["blue", "large"], ["blue", "small"]], [False, True]),
] * 400


def test_fit_network_learns_what_comes_together() -> None:
    network = fit_network(QUESTIONS, least=1)
    red, blue = (network.scores(question.candidates) for question in QUESTIONS[:2])
    assert red[0] > red[1]
    assert blue[1] > blue[0]


def test_fit_network_gives_equal_weights_for_equal_input() -> None:
    first, second = fit_network(QUESTIONS, least=1), fit_network(QUESTIONS, least=1)
    np.testing.assert_array_equal(first.table, second.table)


def test_fit_network_leaves_rare_features_out() -> None:
    network = fit_network([*QUESTIONS, Question([["odd"], ["red"]], [True, False])], least=2)
    assert "odd" not in network.rows


def test_fit_network_learns_nothing_where_nobody_is_right() -> None:
    with_noise = [*QUESTIONS, Question([["red", "large"], ["red", "small"]], [False, False])]
    np.testing.assert_array_equal(
        fit_network(with_noise, least=1).table, fit_network(QUESTIONS, least=1).table
    )


def test_written_network_reads_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    network = fit_network(QUESTIONS, least=1)
    path = tmp_path / "boxes.tsv"
    write_network(path, network, "Boxes.\nInvented.")
    lines = [line for line in path.read_text().splitlines() if line[0] != "#"]
    monkeypatch.setattr("seeds_analysis.quotations.weights.read_lines", lambda _name: lines)
    again = read_network("boxes")
    np.testing.assert_allclose(again.table, network.table, atol=1e-6)
    np.testing.assert_allclose(again.output, network.output, atol=1e-6)
