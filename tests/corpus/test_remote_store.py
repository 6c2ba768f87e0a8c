"""The store behind a URL: whole files or none, on object stores and on file systems that rename."""

import pickle
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from seeds_analysis.corpus.stores.remote import RemoteStore, is_remote
from seeds_analysis.errors import OutputError

fsspec = pytest.importorskip("fsspec", reason="needs the extra [dask]")


@pytest.fixture(params=["memory", "file"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A folder in an object store, and one where files are renamed."""
    if request.param == "file":
        yield tmp_path.joinpath("out").as_uri()
        return
    root = f"memory://run-{uuid.uuid4().hex}"
    yield root
    system, path = fsspec.core.url_to_fs(root)
    if system.exists(path):
        system.rm(path, recursive=True)


def test_remote_store_gives_back_what_was_written(url: str) -> None:
    RemoteStore(url).write("summaries/a.jsonl", b"one\n")
    assert RemoteStore(url).read("summaries/a.jsonl") == b"one\n"


def test_remote_store_replaces_a_file(url: str) -> None:
    store = RemoteStore(url)
    store.write("manifest.jsonl", b"one, and longer")
    store.write("manifest.jsonl", b"two")
    assert store.read("manifest.jsonl") == b"two"


def test_remote_store_lists_the_files_of_a_folder(url: str) -> None:
    store = RemoteStore(url)
    for name in ("b.jsonl", "a.jsonl", "deep/c.jsonl"):
        store.write(f"done/{name}", b"")
    store.write("manifest.jsonl", b"")
    assert store.names("done") == ["a.jsonl", "b.jsonl"]
    assert store.names("") == ["manifest.jsonl"]


def test_remote_store_sees_what_another_one_writes(url: str) -> None:
    store = RemoteStore(url)
    assert store.names("done") == []
    RemoteStore(url).write("done/a", b"")
    assert store.names("done") == ["a"]


def test_remote_store_removes_a_file_once(url: str) -> None:
    store = RemoteStore(url)
    store.write("done/a", b"")
    store.remove("done/a")
    store.remove("done/a")
    assert store.names("done") == []


def test_remote_store_says_that_a_file_is_not_there(url: str) -> None:
    with pytest.raises(FileNotFoundError):
        RemoteStore(url).read("done/a")


def test_remote_store_can_be_pickled(url: str) -> None:
    store = RemoteStore(url)
    store.write("a", b"1")
    again = pickle.loads(pickle.dumps(store))
    assert (again.url, again.read("a")) == (store.url, b"1")


@pytest.mark.parametrize("step", ["pipe_file", "mv"])
def test_remote_store_leaves_nothing_of_what_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    store = RemoteStore(tmp_path.as_uri())
    store.write("done/a", b"before")
    system: Any = store._system()[0]
    whole = getattr(type(system), step)

    def full(self: Any, path: str, rest: Any, **options: Any) -> None:
        if step == "pipe_file":
            whole(self, path, b"half", **options)
        elif not path.endswith(".tmp"):
            whole(self, path, rest, **options)
            return
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(system), step, full)
    with pytest.raises(OutputError, match=r"a: cannot be .*: No space left on device\."):
        store.write("done/a", b"after")
    assert [path.name for path in (tmp_path / "done").iterdir()] == ["a"]
    assert (tmp_path / "done" / "a").read_bytes() == b"before"


def test_remote_store_renames_where_a_name_that_is_taken_stands_in_the_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = RemoteStore(tmp_path.as_uri())
    store.write("a", b"before")
    system: Any = store._system()[0]
    whole = type(system).mv

    def strict(self: Any, source: str, target: str, **options: Any) -> None:
        if Path(target).exists():
            raise OSError("taken")
        whole(self, source, target, **options)

    monkeypatch.setattr(type(system), "mv", strict)
    store.write("a", b"after")
    assert (store.read("a"), store.names("")) == (b"after", ["a"])


def test_remote_store_tells_errors_of_libraries_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    store = RemoteStore("memory://denied")
    monkeypatch.setattr(type(store._system()[0]), "pipe_file", _denied)
    with pytest.raises(OutputError) as caught:
        store.write("a", b"")
    assert str(caught.value) == "memory://denied/a: cannot be written or read: access denied."


def _denied(*arguments: object, **options: object) -> None:
    raise RuntimeError("access denied.")


@pytest.mark.parametrize("url", ["nosuch://bucket/run", "memory-of-old://x"])
def test_remote_store_names_a_protocol_that_nobody_knows(url: str) -> None:
    with pytest.raises(OutputError, match="Protocol not known") as caught:
        RemoteStore(url).names("")
    assert caught.value.usage


def test_remote_store_names_the_missing_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(OutputError, match=r"seeds-analysis\[dask\]"):
        RemoteStore("memory://run").write("a", b"")


@pytest.mark.parametrize(
    ("target", "remote"), [("s3://bucket/run", True), ("out", False), ("/mnt/out", False), ("C:\\out", False)]
)
def test_remote_targets_have_a_scheme(target: str, remote: bool) -> None:
    assert is_remote(target) is remote
