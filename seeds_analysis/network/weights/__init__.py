"""The learned network and its vocabulary as data files; MODEL_CARD.md describes them."""

import hashlib
from functools import cache
from importlib.resources import files

from seeds_analysis.errors import ModelError, install_command

NETWORK = "network.onnx"


def read_network() -> bytes:
    """Read the network. Raises ModelError if the file is not the one whose SHA-256 is next to it."""
    folder = files(__name__)
    network = folder.joinpath(NETWORK).read_bytes()
    expected = folder.joinpath(f"{NETWORK}.sha256").read_text(encoding="ascii").split()[0]
    if hashlib.sha256(network).hexdigest() != expected:
        remedy = install_command("--force-reinstall", "seeds-analysis")
        raise ModelError(NETWORK, "this file of the package is damaged", remedy)
    return network


@cache
def read_confidence() -> dict[str, tuple[list[float], list[float]]]:
    """Read for each kind of quotation how often scores of the network were right: scores, and shares."""
    table: dict[str, tuple[list[float], list[float]]] = {}
    for line in files(__name__).joinpath("confidence.tsv").read_text(encoding="ascii").splitlines():
        kind, score, share = line.split("\t")
        scores, shares = table.setdefault(kind, ([], []))
        scores.append(float(score))
        shares.append(float(share))
    return table


def read_vocabulary() -> str:
    """Read the tokenizer of the base model, as JSON."""
    return files(__name__).joinpath("tokenizer.json").read_text(encoding="utf-8")
