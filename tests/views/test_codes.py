"""Every code that a result can hold is explained."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from seeds_analysis.dates.expressions import NO_DAY
from seeds_analysis.names.mentions import NAME_LABELS
from seeds_analysis.pipeline import INTERNAL
from seeds_analysis.text.mark_pairing import _MESSAGES
from seeds_analysis.views import codes

PACKAGE = Path(codes.__file__).parents[1]
# Where a call holds a code: the kind of code, and the place or name of the argument.
PLACES: dict[str, tuple[str, int, str]] = {
    "Notice": ("warning", 0, "code"),
    "LoadError": ("error", 1, "code"),
    "Answer": ("speaker", 1, "resolved_by"),
    "UnresolvedError": ("reason", 0, "reason"),
    "Unresolvable": ("reason", 0, "reason"),
}
NAMES = {"unattributed_reason": "reason", "reason": "reason", "rule": "speaker"}
ROOMS = (
    "text",
    "loading",
    "doc",
    "names",
    "quotations",
    "speakers",
    "dates",
    "summary",
    "corrections",
    "pipeline",
    "corpus",
)


def texts(node: ast.AST) -> Iterator[str]:
    """The texts that an expression can have, as far as they are written out."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp | ast.BoolOp | ast.Tuple):
        for part in node.values if isinstance(node, ast.BoolOp) else ast.iter_child_nodes(node):
            yield from texts(part)


def written(path: Path) -> Iterator[tuple[str, str]]:
    """Kind and code of what a file gives to calls and to variables that are named for a code."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            kind, place, _ = PLACES.get(getattr(node.func, "id", ""), ("", -1, ""))
            for number, argument in enumerate(node.args):
                if number == place:
                    yield from ((kind, text) for text in texts(argument))
            for keyword in node.keywords:
                if keyword.arg in NAMES:
                    yield from ((NAMES[keyword.arg], text) for text in texts(keyword.value))
        elif isinstance(node, ast.Assign):
            targets = node.targets[0].elts if isinstance(node.targets[0], ast.Tuple) else node.targets[:1]
            values = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
            for target, value in zip(targets, values, strict=False):
                if getattr(target, "id", "") == "rule":
                    yield from (("speaker", text) for text in texts(value))


EMITTED = {
    *(pair for room in ROOMS for path in (PACKAGE / room).rglob("*.py") for pair in written(path)),
    *(("label", label) for label in NAME_LABELS),
    *(("warning", code) for code in _MESSAGES),
    ("reason", NO_DAY),
    ("error", INTERNAL),
}


@pytest.mark.parametrize(("kind", "code"), sorted(EMITTED))
def test_code_is_explained(kind: str, code: str) -> None:
    known = codes.read_codes()[kind, code]
    assert known.words
    assert known.meaning.endswith((".", '"'))


def test_no_code_is_explained_that_the_program_cannot_write() -> None:
    spoken = {key for key in codes.read_codes() if key not in EMITTED}
    source = "".join(
        path.read_text(encoding="utf-8") for room in ROOMS for path in (PACKAGE / room).rglob("*.py")
    )
    assert not [code for _, code in spoken if f'"{code}"' not in source]


def test_label_has_a_word_for_one_and_for_many() -> None:
    assert codes.in_words("label", "GPE") == "country or city"
    assert codes.in_words("label", "GPE", plural=True) == "Countries, states and cities"


def test_unknown_code_is_spelled_out() -> None:
    assert codes.in_words("reason", "made-up-code") == "made up code"
    assert codes.in_words("label", "ZEBRA") == "ZEBRA"
