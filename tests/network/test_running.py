"""The network file and its library: errors name what is missing or damaged, and sums are exact."""

import base64
import sys
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pytest

from seeds_analysis.errors import ModelError, install_command
from seeds_analysis.network import running, weights


@pytest.mark.parametrize("package", ["onnxruntime", "tokenizers"])
def test_missing_library_is_named_with_the_command_that_installs_it(package: str) -> None:
    with patch.dict(sys.modules, {package: None}), pytest.raises(ModelError) as caught:
        running.load(b"")
    assert str(caught.value).startswith(f"{package}: this package is missing")
    assert str(caught.value).endswith(install_command(package))


# MatMulInteger of a row of four bytes with four weights of 127, as an ONNX file.
INTEGERS = (
    "CAg6WAoYCgFhCgFiEgF5Ig1NYXRNdWxJbnRlZ2VyEgFnKg8IBAgBEANCAWJKBH9/f39aEwoBYRIOCgwIAhIICgIIAQoC"
    "CARiEwoBeRIOCgwIBhIICgIIAQoCCAFCBAoAEBE="
)


def test_sums_are_exact_on_every_processor() -> None:
    session = running.load(base64.b64decode(INTEGERS))
    (found,) = session.run(None, {"a": np.full((1, 4), 255, dtype=np.uint8)})
    assert found.tolist() == [[4 * 255 * 127]]


def test_damaged_network_is_refused(tmp_path: Path) -> None:
    (tmp_path / "network.onnx").write_bytes(b"damaged")
    (tmp_path / "network.onnx.sha256").write_text("0" * 64 + "  network.onnx\n")
    with patch.object(weights, "files", lambda _: tmp_path), pytest.raises(ModelError, match="damaged"):
        weights.read_network()


def test_confidence_rises_with_the_score_for_each_kind() -> None:
    table = weights.read_confidence()
    kinds = {"direct", "mixed", "indirect"}
    assert set(table) == kinds | {f"{kind}-unsourced" for kind in kinds}
    for scores, shares in table.values():
        assert scores == sorted(scores)
        assert shares == sorted(shares)
        assert 0 <= shares[0] <= shares[-1] <= 1
