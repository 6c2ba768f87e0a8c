"""Stores on this machine, in an object store, and on a file system with a URL: whole files or none."""

import errno
import os
import pickle
import sys
import uuid
from pathlib import Path
from typing import Any

import pytest

from seeds_analysis.corpus import stores
from seeds_analysis.corpus.stores import LocalStore, RemoteStore, Store, is_remote, open_for_run, open_store
from seeds_analysis.errors import OutputError, UsageError
from seeds_analysis.views import files


@pytest.fixture(params=["folder", "memory", "file"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A folder, an object store, and a file system where files are renamed."""
    if request.param == "folder":
        (tmp_path / "out").mkdir()
        return str(tmp_path / "out")
    pytest.importorskip("fsspec", reason="needs the extra [dask]")
    if request.param == "memory":
        return f"memory://run-{uuid.uuid4().hex}"
    return tmp_path.joinpath("out").as_uri()


@pytest.fixture
def store(target: str) -> Store:
    return open_store(target)


def test_store_replaces_a_file(store: Store) -> None:
    store.write("manifest/a.jsonl", b"one, and longer")
    store.write("manifest/a.jsonl", b"two")
    assert store.read("manifest/a.jsonl") == b"two"


def test_store_lists_the_files_of_a_folder(store: Store) -> None:
    for name in ("b.jsonl", "a.jsonl", "deep/c.jsonl"):
        store.write(f"manifest/{name}", b"")
    store.write("run.json", b"")
    assert store.names("manifest") == ["a.jsonl", "b.jsonl"]
    assert store.names("") == ["run.json"]


def test_store_sees_what_another_one_writes(store: Store, target: str) -> None:
    assert store.names("manifest") == []
    open_store(target).write("manifest/a", b"")
    assert store.names("manifest") == ["a"]


def test_store_removes_a_file_once(store: Store) -> None:
    store.write("manifest/a", b"")
    store.remove("manifest/a")
    store.remove("manifest/a")
    assert store.names("manifest") == []


def test_store_raises_when_a_file_is_missing(store: Store) -> None:
    with pytest.raises(FileNotFoundError):
        store.read("manifest/a")


def test_store_can_be_pickled(store: Store) -> None:
    store.write("a", b"1")
    assert pickle.loads(pickle.dumps(store)).read("a") == b"1"


@pytest.mark.parametrize(
    ("target", "remote"), [("s3://bucket/run", True), ("out", False), ("/mnt/out", False), ("C:\\out", False)]
)
def test_remote_targets_have_a_scheme(target: str, remote: bool) -> None:
    assert is_remote(target) is remote


def test_run_locks_its_folder_and_removes_temporary_files(tmp_path: Path) -> None:
    LocalStore(str(tmp_path)).write(".seeds-analysis", b"")
    (tmp_path / ".b.jsonl.123.part").write_bytes(b"half")
    with open_for_run(str(tmp_path)):
        assert os.listdir(tmp_path) == [".seeds-analysis"]
        with pytest.raises(UsageError, match="another run is writing there"), open_for_run(str(tmp_path)):
            pass
    with open_for_run(str(tmp_path)):
        pass


def test_run_refuses_a_folder_with_other_files(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").touch()
    with pytest.raises(UsageError, match="not the folder of a run"), open_for_run(str(tmp_path)):
        pass
    assert os.listdir(tmp_path) == ["letter.txt"]


def test_local_store_reports_what_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "summaries").touch()
    with pytest.raises(OutputError, match=r"summaries/a\.jsonl: cannot be written"):
        LocalStore(str(tmp_path)).write("summaries/a.jsonl", b"a")


def test_folder_that_became_read_only_is_a_wrong_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(files, "open_part", refuse)
    with pytest.raises(OutputError, match="a: cannot be written: read-only file system") as caught:
        LocalStore(str(tmp_path)).write("a", b"a")
    assert caught.value.usage


def test_file_that_may_not_be_read_is_no_wrong_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    with pytest.raises(OutputError, match="a: cannot be read: permission denied") as caught:
        LocalStore(str(tmp_path)).read("a")
    assert not caught.value.usage


@pytest.mark.parametrize("step", ["pipe_file", "mv"])
def test_remote_store_leaves_nothing_of_a_failed_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    pytest.importorskip("fsspec", reason="needs the extra [dask]")
    store = RemoteStore(tmp_path.as_uri())
    store.write("manifest/a", b"before")
    system: Any = stores._connect(store.url)[0]
    whole = system.pipe_file

    def full(path: str, *_: Any) -> None:
        if step == "pipe_file":
            whole(path, b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(system, step, full)
    with pytest.raises(OutputError, match=r"a: cannot be written: no space left on device\."):
        store.write("manifest/a", b"after")
    assert os.listdir(tmp_path / "manifest") == ["a"]
    assert (tmp_path / "manifest" / "a").read_bytes() == b"before"


def test_remote_store_reports_errors_of_libraries_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("fsspec", reason="needs the extra [dask]")

    def denied(*_: object, **__: object) -> None:
        raise RuntimeError("access denied.")

    store = RemoteStore("memory://denied")
    monkeypatch.setattr(type(stores._connect(store.url)[0]), "pipe_file", denied)
    with pytest.raises(OutputError) as caught:
        store.write("a", b"")
    assert str(caught.value) == "memory://denied/a: cannot be written: access denied."


@pytest.mark.parametrize("url", ["nosuch://bucket/run", "memory-of-old://x"])
def test_remote_store_reports_an_unknown_protocol(url: str) -> None:
    pytest.importorskip("fsspec", reason="needs the extra [dask]")
    with pytest.raises(OutputError, match="Protocol not known") as caught:
        RemoteStore(url).names("")
    assert caught.value.usage


def test_remote_store_names_the_missing_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(OutputError, match=r"seeds-analysis\[dask\]"):
        RemoteStore("memory://run").write("a", b"")
