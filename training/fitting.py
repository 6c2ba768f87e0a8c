"""Fit sparse logistic models and write them as tables that people can read."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from seeds_analysis.quotations.weights import BIAS, SparseModel

# The digits kept of a weight: two change no figure of the table in the model card.
DIGITS = 2


def fit(rows: Sequence[Sequence[str]], labels: Sequence[bool], *, least: int, strength: float) -> SparseModel:
    """A logistic model over features seen `least` times or more; a smaller `strength` shrinks weights more.

    Deterministic: features in sorted order, weights rounded, no randomness.
    """
    counts = Counter(feature for row in rows for feature in set(row))
    names = sorted(feature for feature, count in counts.items() if count >= least)
    places = {name: place for place, name in enumerate(names)}
    indices, ends = [], [0]
    for row in rows:
        indices += sorted({places[feature] for feature in row if feature in places})
        ends.append(len(indices))
    shape = (len(rows), len(names))
    matrix = csr_matrix((np.ones(len(indices)), indices, ends), shape=shape)
    model = LogisticRegression(C=strength, max_iter=500, tol=1e-5)
    model.fit(matrix, np.asarray(labels, dtype=bool))
    weights = {BIAS: round(float(model.intercept_[0]), DIGITS)}
    for name, weight in zip(names, model.coef_[0], strict=True):
        rounded = round(float(weight), DIGITS)
        if rounded:
            weights[name] = rounded
    return SparseModel(weights)


def write_model(path: Path, model: SparseModel, head: Iterable[str]) -> None:
    """Write `feature<TAB>weight` in sorted order below a head of comment lines."""
    rows = [(BIAS, model.bias), *sorted(model.weights.items())]
    write_rows(path, [(name, f"{weight:g}") for name, weight in rows], head)


def write_rows(path: Path, rows: Iterable[Sequence[str]], head: Iterable[str]) -> None:
    """Write rows of text with tabs between them below a head of comment lines."""
    lines = [*(f"# {line}" for line in head), *("\t".join(row) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
