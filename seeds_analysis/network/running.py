"""Run the network: chances of labels, links and negation for the words of a text."""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from seeds_analysis.errors import ModelError, install_command
from seeds_analysis.network.encoding import BEFORE, CLS, Encoded, windows
from seeds_analysis.network.labels import LABELS, NAMES
from seeds_analysis.network.weights import read_network

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Part:
    """The links of the words [start, end); column 0 is no word, column i + 1 the word `seen` + i."""

    start: int
    end: int
    seen: int
    links: Floats


@dataclass(frozen=True, slots=True)
class Scores:
    """Logarithms of chances: `labels` (words, LABELS), `names` (words, NAMES), links by windows.

    `negated` (words) are chances.
    """

    labels: Floats
    names: Floats
    negated: Floats
    parts: list[Part]


@cache
def session() -> "InferenceSession":
    """Load the network of the package. Raises ModelError if that or its library is missing or damaged."""
    return load(read_network())


def load(network: bytes) -> "InferenceSession":
    """Load a network, to run in one thread. Raises ModelError without onnxruntime or tokenizers."""
    try:
        import tokenizers  # noqa: F401 -- missed here rather than at the first article
        from onnxruntime import InferenceSession, SessionOptions
    except ImportError as error:
        name = str(error.name)
        remedy = install_command(name)
        raise ModelError(name, "this package is missing, and the network needs it", remedy) from error
    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # it would keep 100 MB
    options.log_severity_level = 3
    # Sums of 8-bit products are cut off at 16 bits on processors without VNNI, unless they are asked not to.
    options.add_session_config_entry("session.x64quantprecision", "1")
    return InferenceSession(network, options, providers=["CPUExecutionProvider"])


def score(encoded: Encoded) -> Scores:
    """Run the network over a text, window by window; O(length)."""
    count = len(encoded.first)
    labels = np.zeros((count, len(LABELS)), dtype=np.float32)
    names = np.zeros((count, len(NAMES)), dtype=np.float32)
    negated = np.zeros(count, dtype=np.float32)
    parts: list[Part] = []
    for start, end in windows(encoded.stops):
        before = max(0, start - BEFORE)
        seen, first, last = np.searchsorted(encoded.first, [before, start, end]).tolist()
        if first == last:
            continue
        pieces = slice(before, end)
        found = session().run(
            None,
            {
                "ids": np.concatenate([[CLS], encoded.ids[pieces]]),
                "shapes": np.concatenate([[0], encoded.shapes[pieces]]),
                "depths": np.concatenate([[0], encoded.depths[pieces]]),
                "words": encoded.first[seen:last] - before + 1,
            },
        )
        own = slice(first - seen, last - seen)
        labels[first:last] = found[0][own]
        negated[first:last] = found[2][own]
        names[first:last] = found[3][own]
        parts.append(Part(first, last, seen, found[1][:, own]))
    return Scores(labels, names, negated, parts)
