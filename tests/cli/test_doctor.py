"""`doctor` on the command line."""

import importlib.metadata
import tempfile
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from seeds_analysis.cli import app as cli
from seeds_analysis.cli import doctor


def run() -> Result:
    return CliRunner().invoke(cli.app, ["doctor"], prog_name="seeds-analysis")


def problems(result: Result) -> list[str]:
    return [line[2:] for line in result.stdout.splitlines() if line.startswith("! ")]


def test_doctor_finds_no_problem_in_a_whole_installation() -> None:
    result = run()
    assert (result.exit_code, result.stderr, problems(result)) == (0, "", [])
    assert result.stdout.endswith("No problem found.\n")
    for shown in ("spacy 3", "weights ", "network.onnx ", "[web] ", "columns", "cores: "):
        assert shown in result.stdout


def test_doctor_names_a_package_that_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.metadata, "requires", lambda _: ["spacy>=3", "no-such-package>=1"])
    result = run()
    assert result.exit_code == 1
    assert [line.split(".")[0] for line in problems(result)] == ["no-such-package is not installed"]


def test_doctor_names_a_package_that_is_too_old(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.metadata, "requires", lambda _: ["spacy>=99"])
    result = run()
    assert result.exit_code == 1
    assert "but >=99 is needed" in problems(result)[0]


def test_doctor_finds_weights_that_are_damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "network.onnx").write_bytes(b"others")
    (tmp_path / "network.onnx.sha256").write_text("0" * 64, encoding="ascii")
    monkeypatch.setattr(doctor, "files", lambda _: tmp_path)
    monkeypatch.setattr(doctor, "WEIGHTS", ("network.onnx", "ranking.npy"))
    result = run()
    assert result.exit_code == 1
    assert [line.split(" ")[0] for line in problems(result)] == ["network.onnx", "ranking.npy"]


def test_doctor_finds_a_file_of_the_model_that_was_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "vocab").write_bytes(b"others")
    file = importlib.metadata.PackagePath("vocab")
    file.hash = importlib.metadata.FileHash("sha256=AAAA")
    file.dist = importlib.metadata.distribution("spacy")
    monkeypatch.setattr(type(file.dist), "locate_file", lambda _, path: tmp_path / path)
    monkeypatch.setattr(importlib.metadata, "files", lambda _: [file])
    result = run()
    assert result.exit_code == 1
    assert problems(result) == ["vocab: another file than the one that was installed"]


def test_doctor_says_that_no_model_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEEDS_ANALYSIS_MODEL", "no_such_model")
    result = run()
    assert result.exit_code == 1
    assert "no_such_model" in problems(result)[0]


def test_doctor_says_where_nothing_can_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "gettempdir", lambda: "/no/such/folder")
    result = run()
    assert result.exit_code == 1
    assert problems(result) == ["temporary folder: not writable (No such file or directory)"]
