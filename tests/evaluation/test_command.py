from pathlib import Path

import pytest

from evaluation import __main__ as command
from evaluation import errors, shared
from evaluation.figures import Figure
from evaluation.measuring import Measured
from evaluation.running import read_runs, save_runs, use_network
from seeds_analysis.network import running
from tests.evaluation.invented import PIER, run

GENERATOR = {"spacy": "1", "model": "m", "model_version": "2"}


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> None:
    figures = {"content.mixed": Figure(70.0)}
    result = Measured(figures, [(0.9, True)], [(0.9, True)], 0, GENERATOR)
    monkeypatch.setattr(command, "measure", lambda *_, **__: result)


def set_floor(monkeypatch: pytest.MonkeyPatch, floor: float) -> None:
    monkeypatch.setattr(command, "read_floors", lambda: {"floors": {"content.mixed": floor}})


@pytest.mark.usefixtures("measured")
def test_command_ends_well_above_the_floors(monkeypatch: pytest.MonkeyPatch) -> None:
    set_floor(monkeypatch, 70.0)
    assert command.main([]) == 0


@pytest.mark.usefixtures("measured")
def test_command_fails_below_a_floor_and_names_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    set_floor(monkeypatch, 70.1)
    assert command.main([]) == 1
    assert capsys.readouterr().err == "evaluation: content.mixed: 70.0, below the floor of 70.1\n"


@pytest.mark.usefixtures("measured")
@pytest.mark.parametrize(
    "options",
    [
        ["--no-floors"],
        ["--limit", "1"],
        ["--part", "train"],
        ["--model", "x"],
        ["--network", __file__],
    ],
)
def test_command_holds_only_whole_runs_to_the_floors(
    monkeypatch: pytest.MonkeyPatch, options: list[str]
) -> None:
    set_floor(monkeypatch, 70.1)
    assert command.main(options) == 0


def test_command_refuses_a_network_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command.main(["--network", "none.onnx"])
    assert "no file none.onnx" in capsys.readouterr().err


def test_network_of_a_file_takes_the_place_of_the_shipped_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(running, "read_network", running.read_network)  # type: ignore[attr-defined]
    (tmp_path / "other.onnx").write_bytes(b"other")
    use_network(tmp_path / "other.onnx")
    assert running.read_network() == b"other"  # type: ignore[attr-defined]


def test_command_writes_no_figures_of_a_part(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        command.main(["--write", "--limit", "1"])
    assert ended.value.code == 2
    assert "--write needs all of dev" in capsys.readouterr().err


@pytest.mark.parametrize("main", [command.main, errors.main], ids=["evaluation", "errors"])
def test_command_without_the_texts_says_so(
    main: object, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shared, "SHARED", tmp_path)
    shared.scorer.cache_clear()
    assert callable(main)
    assert main([]) == 2
    assert capsys.readouterr().err.startswith("evaluation: no ../shared/")


def test_runs_come_back_from_a_file(tmp_path: Path) -> None:
    runs = [run(PIER), run()]
    save_runs(runs, tmp_path / "runs.jsonl")
    assert read_runs(tmp_path / "runs.jsonl") == runs
