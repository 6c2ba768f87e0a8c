"""Whole runs as processes: interrupted, killed, resumed; the result is always the same."""

import json
import os
import signal
import subprocess
from pathlib import Path

import pytest

from seeds_analysis.corpus.stores import open_for_run
from tests.corpus.processes import ROOT, TIMEOUT, command, group_is_gone, run, start, wait_for, workers
from tests.corpus.stand_ins import contents


def rows(folder: Path) -> list[dict[str, object]]:
    listed = json.loads((folder / "run.json").read_text())["shards"]
    return [
        json.loads(line)
        for shard in listed
        for line in (folder / "manifest" / f"{shard}.jsonl").read_text().splitlines()
    ]


def articles(path: Path, *texts: str) -> Path:
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
    return path


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("source")
    return articles(place / "news.jsonl", *("slow" for _ in range(150)), "fault", "", "It rains.")


@pytest.fixture(scope="module")
def expected(source: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of a run that is not interrupted."""
    out = tmp_path_factory.mktemp("expected") / "out"
    assert run(source, "--out", out, "--workers", 1).returncode == 1  # one article failed
    return contents(out)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def test_run_accounts_for_every_record(expected: dict[str, bytes]) -> None:
    found = json.loads(expected["run.json"])
    names = ("complete", "records", "ok", "skipped", "failed", "missing")
    assert [found[name] for name in names] == [True, 153, 151, 1, 1, 0]


def test_run_is_the_same_with_twoworkers(source: Path, out: Path, expected: dict[str, bytes]) -> None:
    run(source, "--out", out, "--workers", 2)
    assert contents(out) == expected


def test_run_reports_what_it_found(source: Path, out: Path) -> None:
    result = run(source, "--out", out)
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert lines[0].startswith("news.jsonl#151: not analyzed, by a fault of this program (RuntimeError)")
    assert lines[1] == "153 records: 151 analyzed, 1 skipped, 1 failed."


def test_interrupted_run_prints_the_command_that_resumes_it(source: Path, out: Path) -> None:
    process = start(source, "--out", out, "--workers", 1)
    wait_for((out / "manifest").exists)
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=TIMEOUT)
    assert process.returncode == 143
    assert (
        err.splitlines()[-1]
        == f"interrupted. To resume: seeds-analysis corpus {source} --out {out} --workers 1"
    )
    noted = json.loads((out / "run.json").read_text())
    assert noted["complete"] is False
    assert 0 < noted["missing"] <= 153


def test_run_stops_at_once_on_a_second_signal(out: Path, tmp_path: Path) -> None:
    process = start(articles(tmp_path / "slow.jsonl", "hang"), "--out", out, "--workers", 1)
    wait_for(lambda: any(workers(process.pid)))
    process.send_signal(signal.SIGINT)
    assert process.stderr is not None
    assert process.stderr.readline() == "finishing 1 shard; interrupt again to stop at once.\n"
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=TIMEOUT)
    assert process.returncode == 130
    assert "stopped at once" in err
    assert sorted(contents(out)) == [".seeds-analysis", "run.json"]
    wait_for(lambda: group_is_gone(process.pid))


def test_sigterm_ends_a_run_that_hangs(out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRACE_SECONDS", "1")
    process = start(articles(tmp_path / "slow.jsonl", "hang"), "--out", out, "--workers", 1)
    wait_for(lambda: any(workers(process.pid)))
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=TIMEOUT)
    assert process.returncode == 143
    assert "stopped at once. To resume" in err
    wait_for(lambda: group_is_gone(process.pid))


def test_stopped_worker_is_replaced(out: Path, tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    source = articles(tmp_path / "a.jsonl", f"until {gate}", "It snows.")
    process = start(source, "--out", out, "--workers", 1, "--article-timeout", 1)
    wait_for((tmp_path / "gate.waiting").exists)
    for child in workers(process.pid):
        os.kill(child, signal.SIGSTOP)
    gate.touch()
    _, err = process.communicate(timeout=TIMEOUT)
    assert (process.returncode, [row["status"] for row in rows(out)]) == (0, ["ok", "ok"])
    assert "a.jsonl: no progress for" in err


def test_record_that_kills_its_worker_becomes_a_failed_one(out: Path, tmp_path: Path) -> None:
    source = articles(tmp_path / "a.jsonl", *("It rains." for _ in range(5)), "kill", "It snows.")
    result = run(source, "--out", out, "--workers", 2)
    assert result.returncode == 1
    found = rows(out)
    assert [row["status"] for row in found] == ["ok"] * 5 + ["failed", "ok"]
    assert found[5]["code"] == "worker-died"
    assert result.stderr.startswith("a.jsonl#6: not analyzed: the process that analyzed it died")


def test_second_run_into_the_same_folder_is_refused(source: Path, out: Path) -> None:
    with open_for_run(str(out)):
        second = run(source, "--out", out)
    assert second.returncode == 2
    assert second.stderr == f"{out}: another run is writing there. Wait for it, or name another.\n"


def test_changed_inputs_are_analyzed_anew_and_leave_nothing_old(out: Path, tmp_path: Path) -> None:
    source = articles(tmp_path / "a.jsonl", *("It rains." for _ in range(8)), "It snows.")
    run(source, "--out", out)
    first = contents(out)
    articles(source, *("It rains." for _ in range(8)), "It hails.")
    run(source, "--out", out)
    second = contents(out)
    assert len(second) == len(first)
    assert len(second.keys() - first.keys()) == 3  # summaries, rows and checksums of the second shard
    kept = [name for name in first if name in second and name != "run.json"]
    assert {first[name] for name in kept} == {second[name] for name in kept}


def test_output_inside_the_source_is_no_input(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It rains.")
    out = tmp_path / "out"
    for _ in range(2):
        assert "1 record:" in run(tmp_path, "--out", out).stderr


def test_full_disk_is_reported_on_one_line(source: Path, out: Path) -> None:
    limited = f"ulimit -f 4; trap '' XFSZ; exec {' '.join(command(source, '--out', out, '--workers', 1))}"
    result = subprocess.run(
        ["bash", "-c", limited], cwd=ROOT, capture_output=True, text=True, timeout=TIMEOUT, check=False
    )
    assert result.returncode == 1
    assert result.stderr.endswith("cannot be written: file too large.\n")
    assert not [name for name in contents(out) if name.endswith(".part")]


def test_few_file_handles_are_named_on_one_line(source: Path, out: Path) -> None:
    limited = f"ulimit -n 10; exec {' '.join(command(source, '--out', out, '--workers', 1))}"
    result = subprocess.run(
        ["bash", "-c", limited], cwd=ROOT, capture_output=True, text=True, timeout=TIMEOUT, check=False
    )
    message = "The program stopped: too many files are open. Raise the limit: ulimit -n 1024.\n"
    assert (result.returncode, result.stderr) == (1, message)


def test_missing_model_is_reported_before_anything_is_written(source: Path, out: Path) -> None:
    result = run(source, "--out", out, "--model", "nowhere")
    assert (result.returncode, out.exists()) == (3, False)


def test_run_says_what_to_do_next(source: Path, out: Path) -> None:
    lines = run(source, "--out", out, "--workers", 1).stderr.splitlines()
    assert lines[-2:] == [
        f"Results: {out}. For an overview: seeds-analysis corpus report {out}",
        f"To search them: seeds-analysis corpus export {out} archive.db",
    ]
