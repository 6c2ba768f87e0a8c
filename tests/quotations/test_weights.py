"""The reader of learned weights."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds_analysis.quotations.weights import BIAS, SparseModel, logistic


def test_sparse_model_adds_weights_and_bias() -> None:
    model = SparseModel({BIAS: -1.0, "lemma=say": 2.5, "passive": -0.5})
    assert model.score(["lemma=say", "passive"]) == pytest.approx(1.0)


def test_sparse_model_counts_unknown_features_for_nothing() -> None:
    assert SparseModel({BIAS: 0.25}).score(["never seen"]) == 0.25


def test_sparse_model_counts_a_repeated_feature_each_time() -> None:
    assert SparseModel({"x": 1.0}).score(["x", "x"]) == 2.0


def test_sparse_model_probability_is_even_at_nought() -> None:
    assert SparseModel({}).probability([]) == 0.5


@given(st.floats(allow_nan=False))
def test_logistic_stays_within_bounds(score: float) -> None:
    assert 0.0 <= logistic(score) <= 1.0


@given(st.floats(-30, 30), st.floats(-30, 30))
def test_logistic_keeps_the_order(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert logistic(low) <= logistic(high)


def test_logistic_is_the_inverse_of_log_odds() -> None:
    assert logistic(math.log(0.9 / 0.1)) == pytest.approx(0.9)
