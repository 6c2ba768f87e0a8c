"""Files appear whole or not at all."""

import os
import pickle
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from seeds_analysis.corpus.stores.local import LocalStore
from seeds_analysis.errors import OutputError


def test_local_store_gives_back_what_it_was_given(tmp_path: Path) -> None:
    store = pickle.loads(pickle.dumps(LocalStore(str(tmp_path / "out"))))
    store.write("manifest/b.jsonl", b"b")
    store.write("manifest/a.jsonl", b"old")
    store.write("manifest/a.jsonl", b"new")
    assert store.names("manifest") == ["a.jsonl", "b.jsonl"]
    assert store.read("manifest/a.jsonl") == b"new"


def test_local_store_has_no_files_where_there_is_no_folder(tmp_path: Path) -> None:
    store = LocalStore(str(tmp_path / "out"))
    assert store.names("manifest") == []
    store.remove("manifest/a.jsonl")
    with pytest.raises(FileNotFoundError):
        store.read("manifest/a.jsonl")


def test_local_store_sweeps_up_what_was_left_half_written(tmp_path: Path) -> None:
    store = LocalStore(str(tmp_path))
    store.write("summaries/a.jsonl", b"a")
    (tmp_path / "summaries" / ".b.jsonl.123.part").write_bytes(b"b")
    assert store.names("summaries") == ["a.jsonl"]
    store.sweep()
    assert os.listdir(tmp_path / "summaries") == ["a.jsonl"]


def test_local_store_says_what_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "summaries").touch()
    with pytest.raises(OutputError, match=r"summaries/a\.jsonl: cannot be written"):
        LocalStore(str(tmp_path)).write("summaries/a.jsonl", b"a")


def test_full_disk_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    """The limit on the size of files stands for the disk."""
    LocalStore(str(tmp_path)).write("a", b"old")
    code = (
        "import signal, sys; from seeds_analysis.corpus.stores.local import LocalStore\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "LocalStore(sys.argv[1]).write('a', b'x' * 100_000)"
    )

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))

    command = [sys.executable, "-c", code, str(tmp_path)]
    result = subprocess.run(command, capture_output=True, text=True, preexec_fn=limit, check=False)
    assert "cannot be written: file too large" in result.stderr
    assert os.listdir(tmp_path) == ["a"]
    assert (tmp_path / "a").read_bytes() == b"old"
