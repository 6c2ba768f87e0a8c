"""What the user names: files, folders, standard input, and anything else."""

import io
import os
import pickle
import re
import sys
from pathlib import Path

import pytest

from seeds_analysis.errors import LoadError
from seeds_analysis.loading import (
    Input,
    find_inputs,
    limits,
    load_article,
    read_article,
    sample_input,
)
from seeds_analysis.text.article import Article

STORY = "The pier is closed until May."


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _refusal(given: Input) -> LoadError:
    with pytest.raises(LoadError) as caught:
        given.load()
    return caught.value


def _pipe_in(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_load_article_reads_a_file_or_a_link_to_it() -> None:
    Path("pier.txt").write_text(STORY)
    Path("link.txt").symlink_to("pier.txt")
    article = load_article("link.txt")
    assert (article.text, article.origin, article.encoding) == (STORY, "link.txt", "utf-8")
    assert load_article(Path("pier.txt"), origin="archive/7").origin == "archive/7"


@pytest.mark.parametrize("name", ["pier", "pier.md", "PIER.TXT", "pier [red].txt", "überfahrt.txt"])
def test_load_article_reads_text_under_any_name(name: str) -> None:
    Path(name).write_text(STORY)
    assert load_article(name).origin == name


def test_relative_path_is_the_origin_in_the_order_of_the_arguments() -> None:
    Path("a/b").mkdir(parents=True)
    Path("a/b/pier.txt").write_text(STORY)
    found = list(find_inputs(["a/b/pier.txt", "-", "./a/b/pier.txt", "a/b", "a/../a/b/"]))
    expected = ["a/b/pier.txt", "-", "./a/b/pier.txt", "a/b/pier.txt", "a/../a/b/pier.txt"]
    assert [given.origin for given in found] == expected


def test_origin_of_an_absolute_path_is_its_name(here: Path) -> None:
    (here / "texts").mkdir()
    (here / "texts" / "pier.txt").write_text(STORY)
    found = list(find_inputs([str(here / "texts" / "pier.txt"), str(here / "texts")]))
    assert [given.load().origin for given in found] == ["pier.txt", "texts/pier.txt"]


def test_find_inputs_finds_every_format_in_folders_within_folders_sorted() -> None:
    expected = ["C.TXT", "a.jsonl.zst", "b/a.json", "b/d/x.html", "b.txt", "c/y.warc.gz", "n.csv"]
    for name in [*reversed(expected), "c/.git/x.txt", ".x/y.txt", ".hidden.txt", "n.odt", "d.txt.bak"]:
        Path("all", name).parent.mkdir(parents=True, exist_ok=True)
        Path("all", name).write_text(STORY)
    Path("all/folder.txt").mkdir()
    assert [given.origin for given in find_inputs(["all"])] == [f"all/{name}" for name in expected]


@pytest.mark.parametrize(
    ("glob", "expected"),
    [
        ("*.md", ["all/b/x.md", "all/x.md"]),
        ("x.*", ["all/b/x.md", "all/b/x.txt", "all/x.md"]),
        ("b/*.md", ["all/b/x.md"]),
        ("*", ["all/b/x.md", "all/b/x.txt", "all/x.md"]),
        ("*.MD", []),
    ],
)
def test_glob_selects_the_files_of_a_folder(glob: str, expected: list[str]) -> None:
    Path("all/b").mkdir(parents=True)
    for name in ("x.md", "b/x.md", "b/x.txt", ".h.md"):
        Path("all", name).write_text(STORY)
    found = [given.origin for given in find_inputs(["all"], glob=glob)]
    assert found == (expected or ["all"])


def test_link_to_a_folder_is_followed_only_if_it_is_named() -> None:
    Path("all").mkdir()
    Path("all/a.txt").write_text(STORY)
    Path("all/again.txt").symlink_to(".", target_is_directory=True)
    Path("link").symlink_to("all", target_is_directory=True)
    assert [given.origin for given in find_inputs(["all", "link"])] == ["all/a.txt", "link/a.txt"]


def test_unreadable_folder_within_a_folder_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("all/closed").mkdir(parents=True)
    Path("all/a.txt").write_text(STORY)
    scandir = os.scandir

    def refuse(path: str) -> object:
        if path.endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    monkeypatch.setattr(os, "listdir", refuse)
    article, closed = find_inputs(["all"])
    assert (article.load().text, closed.origin, _refusal(closed).code) == (STORY, "all/closed", "unreadable")


def test_deep_folders_are_read_without_recursion(here: Path) -> None:
    path = here
    for _ in range(300):
        path = path / "a"
        path.mkdir()
    (path / "x.txt").write_text(STORY)
    assert next(find_inputs(["."])).load().text == STORY


@pytest.mark.parametrize(
    ("name", "size"), [("a.txt", 10.0), ("a.jsonl.GZ", 35.0), ("gone.txt", 0.0), ("\0", 0.0)]
)
def test_size_of_an_input_is_estimated(name: str, size: float) -> None:
    for written in ("a.txt", "a.jsonl.GZ"):
        Path(written).write_bytes(b"0123456789")
    (item,) = find_inputs([name])
    assert item.estimate_size() == size


def test_input_of_many_articles_gives_them_all() -> None:
    Path("two.jsonl").write_text('{"text": "One."}\n{"text": "Two."}\n')
    (given,) = find_inputs(["two.jsonl"])
    assert [record.load().text for record in given.records()] == ["One.", "Two."]
    assert _refusal(given).code == "many-articles"


def test_input_of_one_article_gives_it_alone() -> None:
    Path("pier.txt").write_text(STORY)
    for given in (*find_inputs(["pier.txt", "gone.txt"]), sample_input()):
        assert len(list(given.records())) == 1


def test_find_inputs_raises_nothing() -> None:
    strange = ["", "nosuch", "a\0b", "x" * 5000, "/dev/null", "\udcff", ".", "./."]
    assert len(list(find_inputs(strange))) >= len(strange)


def test_folder_without_articles_is_refused() -> None:
    Path("empty").mkdir()
    (given,) = find_inputs(["empty"])
    assert _refusal(given).code == "no-articles"


def test_folder_given_as_an_article_is_refused(here: Path) -> None:
    with pytest.raises(LoadError, match="folder") as caught:
        load_article(here)
    assert caught.value.code == "not-a-file"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_named_pipe_is_refused_without_waiting() -> None:
    os.mkfifo("pipe.txt")
    for given in find_inputs(["pipe.txt", "."]):
        assert _refusal(given).code == "not-a-file"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_file_that_becomes_a_pipe_is_refused_without_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("pier.txt").write_text(STORY)
    os.mkfifo("pipe")
    status = os.stat("pier.txt")
    monkeypatch.setattr(os, "stat", lambda _: status)
    assert _refusal(Input("pipe", "file", "pipe")).code == "not-a-file"


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="no such device here")
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
def test_device_is_refused(device: str) -> None:
    (given,) = find_inputs([device])
    assert _refusal(given).code == "not-a-file"


@pytest.mark.parametrize(
    ("target", "code"), [("nowhere.txt", "not-found"), ("link.txt", "unreadable")], ids=["broken", "loop"]
)
def test_link_to_nothing_is_refused(target: str, code: str) -> None:
    Path("link.txt").symlink_to(target)
    for given in find_inputs(["link.txt", "."]):
        assert _refusal(given).code == code


@pytest.mark.parametrize("name", ["nosuch.txt", "pier.txt/below.txt", "", "a\0b"], ids=repr)
def test_missing_file_is_refused(name: str) -> None:
    Path("pier.txt").write_text(STORY)
    (given,) = find_inputs([name])
    assert _refusal(given).code == "not-found"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_file_without_permission_is_refused() -> None:
    Path("pier.txt").write_text(STORY)
    Path("pier.txt").chmod(0)
    assert _refusal(next(find_inputs(["pier.txt"]))).code == "unreadable"


def test_too_large_file_is_refused() -> None:
    with Path("vast.txt").open("wb") as file:
        file.truncate(limits.MAX_BYTES + 1)  # a hole: takes no room
    refusal = _refusal(next(find_inputs(["vast.txt"])))
    assert (refusal.code, "200 MB" in refusal.message) == ("too-large", True)


def test_standard_input_is_read_as_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    _pipe_in(monkeypatch, "One.\r\nZoë.\r".encode())
    article = next(find_inputs(["-"])).load()
    assert (article.text, article.origin) == ("One.\r\nZoë.\r", "-")


def test_closed_standard_input_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    _pipe_in(monkeypatch, b"")
    sys.stdin.close()
    assert _refusal(next(find_inputs(["-"]))).code == "unreadable"
    monkeypatch.setattr(sys, "stdin", None)
    assert _refusal(next(find_inputs(["-"]))).code == "unreadable"


def test_refusal_names_the_path_as_given_but_records_none(here: Path) -> None:
    given = str(here / "nosuch.txt")
    refusal = _refusal(next(find_inputs([given])))
    assert str(refusal).startswith(f"{given}: ")
    assert refusal.origin == "nosuch.txt"
    assert str(here) not in refusal.message


def test_refusal_survives_pickling() -> None:
    refusal = _refusal(next(find_inputs(["nosuch.txt"])))
    again = pickle.loads(pickle.dumps(refusal))
    assert (str(again), again.code, again.origin) == (str(refusal), refusal.code, refusal.origin)


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux")
def test_name_that_is_not_utf8_gives_an_origin_that_is() -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    Path(name).write_text(STORY)
    for given in find_inputs([name, "."]):
        assert given.load().origin == "caf\ufffd.txt"


def test_sample_is_an_article_in_the_seed_form() -> None:
    article = sample_input().load()
    assert (article.origin, str(article.published), article.notices) == ("sample", "2025-03-14", ())
    assert None not in (article.headline, article.byline, article.dateline)
    assert article.credits
    assert 300 <= len(article.text.split()) <= 500


def test_long_strange_input_is_read() -> None:
    # A search that is not linear would take hours.
    blanks = b" " * 3_000_000
    for data in (b"x" * 5_000_000, b"\"'(" * 1_000_000, blanks + b"x", b"date " + blanks + b"x"):
        assert isinstance(read_article(data, "x"), Article)


def test_messages_say_what_to_do() -> None:
    for name in ("nosuch.txt", "/dev/null", "."):
        message = _refusal(next(find_inputs([name]))).message
        assert re.search(r"\. [A-Z]", message)
        assert "\n" not in message


def test_file_that_changes_while_it_is_read_ends_with_an_error(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    line = '{"text": "It rains."}\n'
    path.write_text(line * 10_000)  # more than is read at once
    records = Input("news.jsonl", "file", str(path)).records()
    assert next(records).error is None
    path.write_text(line * 5)
    *_, last = records
    assert last.error is not None
    assert last.error.code == "changed"
