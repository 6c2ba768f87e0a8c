"""ZIP archives: which members are articles, and that no member does harm."""

import io
import zipfile

import pytest

from seeds_analysis.errors import LoadError
from seeds_analysis.loading import limits
from tests.loading.archives import outcomes, records


def packed(members: dict[str, str | bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", kind) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def test_members_are_read_by_their_suffixes() -> None:
    data = packed(
        {
            "a.txt": "It rains.",
            "sub/": "",
            "sub/b.md": "It *pours*.",
            "photo.jpg": b"\xff\xd8",
            "__MACOSX/a.txt": "No.",
            "sub/.c.txt": "No.",
            "inner.zip": packed({"d.txt": "No."}),
            "news.csv": "id,text\n1,It snows.\n2,It hails.\n",
        }
    )
    assert outcomes(data, "x.zip") == {
        "x.zip#1/a.txt": "It rains.",
        "x.zip#3/sub/b.md": "It pours.",
        "x.zip#8/news.csv#2": "It snows.",
        "x.zip#8/news.csv#3": "It hails.",
    }
    assert outcomes(data, "-").keys() == {key.replace("x.zip", "-") for key in outcomes(data, "x.zip")}


def test_odd_names_are_shown_and_stay_apart() -> None:
    names = ["../../a.txt", "a\x1b[2J.txt", "b.txt", "c.txt", "x" * 900 + ".txt", "C:\\c.txt"]
    data = packed(dict.fromkeys(names, "It rains.")).replace(b"c.txt", b"b.txt")
    found = list(outcomes(data, "x.zip"))
    assert found[:4] == ["x.zip#1/../../a.txt", "x.zip#2/a\ufffd[2J.txt", "x.zip#3/b.txt", "x.zip#4/b.txt"]
    assert len(found[4]) < 250
    assert len(found) == 6


def test_member_that_grows_without_bounds_is_refused() -> None:
    found = outcomes(
        packed({"a.txt": "It rains.", "bomb.txt": b"0" * 20_000_000, "c.txt": "It pours."}), "x.zip"
    )
    assert found["x.zip#1/a.txt"] == "It rains."
    assert "too-large" in found.values()


def test_members_that_are_large_together_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FREE_BYTES", 50_000)
    found = list(outcomes(packed({f"{n}.txt": b"0" * 40_000 for n in range(40)}), "x.zip").values())
    assert 1 < len(found) < 40
    assert found[-1] == "too-large"


def test_too_large_member_is_an_error_and_the_next_one_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_BYTES", 100)
    found = outcomes(packed({"a.txt": "It rains. " * 20, "b.txt": "It pours."}), "x.zip")
    assert list(found.values()) == ["too-large", "It pours."]


def test_damaged_member_is_an_error_and_the_next_one_is_read() -> None:
    data = packed({"a.txt": "It rains.", "b.txt": "It pours."}, zipfile.ZIP_STORED)
    assert outcomes(data.replace(b"rains", b"reins"), "x.zip") == {
        "x.zip#1/a.txt": "corrupt",
        "x.zip#2/b.txt": "It pours.",
    }


def test_encrypted_member_is_unreadable() -> None:
    data = bytearray(packed({"a.txt": "It rains."}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert outcomes(bytes(data), "x.zip") == {"x.zip#1/a.txt": "unreadable"}


def test_member_of_an_unbounded_kind_is_unreadable() -> None:
    assert outcomes(packed({"a.txt": "It rains."}, zipfile.ZIP_BZIP2), "x.zip") == {
        "x.zip#1/a.txt": "unreadable"
    }


@pytest.mark.parametrize("cut", [5, 40, -5])
def test_damaged_archive_is_an_error(cut: int) -> None:
    assert outcomes(packed({"a.txt": "It rains."})[:cut], "x.zip") == {"x.zip": "corrupt"}


def test_archive_without_articles_is_empty() -> None:
    assert outcomes(packed({"a.jpg": "x"}), "x.zip") == {"x.zip": "empty"}


@pytest.mark.parametrize("first", ["[Content_Types].xml", "mimetype"])
def test_office_document_is_no_archive(first: str) -> None:
    [record] = records(packed({first: "x", "a.txt": "It rains."}), "x.odt")
    with pytest.raises(LoadError, match="a ZIP archive or office document, not text"):
        record.load()
