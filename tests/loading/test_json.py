"""JSON and JSON Lines: what becomes an article and what an error, and that the rest is read."""

import datetime
import json
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds_analysis.errors import LoadError
from seeds_analysis.loading import ReadOptions, Record, limits, read_article
from seeds_analysis.text.article import Article
from tests.loading.archives import outcomes, records

STORY = "The pier opens in May, Ilse Brandt said."


def article(record: Any, **options: Any) -> Article:
    return read_article(json.dumps(record).encode(), "x.json", **options)


def refusal(data: bytes) -> LoadError:
    with pytest.raises(LoadError) as caught:
        read_article(data, "x.json")
    return caught.value


def test_text_is_the_fields_value_unchanged() -> None:
    text = " \tTwo\r\nlines\u2028\x0b “here”.\n"
    assert article({"text": text}).text == text


@pytest.mark.parametrize("name", ["text", "body", "maintext", "content", "full_text", "Text"])
def test_text_is_found_under_its_usual_names(name: str) -> None:
    assert article({"id": 3, name: STORY}).text == STORY


def test_metadata_are_read_from_their_fields() -> None:
    url = "https://post.example/1"
    found = article({"title": " Pier\nto open ", "url": url, "authors": ["Ana Ruiz", ""], "text": STORY})
    assert (found.title, found.url, found.authors) == ("Pier to open", url, ("Ana Ruiz",))
    assert found.notices == ()


def test_title_may_be_a_headline_and_names_in_capitals() -> None:
    found = article({"Headline": "Pier to open", "Date": "2025-03-05", "text": STORY})
    assert (found.title, found.published) == ("Pier to open", datetime.date(2025, 3, 5))


def test_authors_in_one_field_are_separated_by_semicolons() -> None:
    assert article({"text": STORY, "author": "Ana Ruiz; Tom Hale"}).authors == ("Ana Ruiz", "Tom Hale")


def kept(record: Any, *keep: str) -> Article:
    return Record("x", "x", json.dumps(record).encode(), kind="json").load(ReadOptions(keep=keep))


def test_further_fields_go_through_as_texts() -> None:
    record = {"id": 7, "Outlet": "Post", "section": None, "desk": ["city", 2], "mood": "calm", "text": STORY}
    assert kept(record, "desk").metadata == {"id": "7", "outlet": "Post", "desk": '["city", 2]'}


def test_metadata_have_each_name_once_whatever_its_case() -> None:
    assert kept({"ID": 7, "text": STORY}, "ID", "id").metadata == {"id": "7"}


def test_very_long_metadata_are_left_out_with_a_notice() -> None:
    found = article({"text": STORY, "id": "x" * 5_000})
    assert (found.metadata, [notice.code for notice in found.notices]) == ({}, ["metadata-unreadable"])


@pytest.mark.parametrize("authors", ["Ana Ruiz", ["Ana Ruiz"], {"name": "Ana Ruiz"}, [{"name": "Ana Ruiz"}]])
def test_authors_come_as_names_lists_or_objects(authors: Any) -> None:
    assert article({"text": STORY, "authors": authors}).authors == ("Ana Ruiz",)


@pytest.mark.parametrize(
    "date",
    [
        "2025-03-05",
        "2025-03-05T23:30:00Z",
        "2025-03-05T23:30:00.123+02:00",
        "2025-03-05 23:30:00",
        "2025-03-05 23:30:00 UTC",
        "20250305",
        "20250305T233000Z",
        "Wed, 05 Mar 2025 23:30:00 GMT",
        "5 Mar 2025 23:30 +0100",
        "March 5, 2025",
        " 2025-03-05 ",
    ],
)
def test_date_is_read_in_every_common_form(date: str) -> None:
    found = article({"text": STORY, "date_published": date})
    assert (found.published, found.notices) == (datetime.date(2025, 3, 5), ())


@pytest.mark.parametrize(
    ("date", "code"),
    [
        (1741132800, "date-unreadable"),
        ("3/4/2025", "date-unreadable"),
        ("yesterday", "date-unreadable"),
        ("2025", "date-unreadable"),
        ("March 5", "date-unreadable"),
        ("x" * 100_000, "date-unreadable"),
        ({"day": 5}, "date-unreadable"),
        ("\ud800", "date-unreadable"),
        ("2025-02-30", "impossible-date"),
        ("30 Feb 2025 10:00:00 GMT", "impossible-date"),
    ],
)
def test_unreadable_date_is_a_notice_and_never_guessed(date: Any, code: str) -> None:
    found = article({"text": STORY, "date": date})
    assert found.published is None
    assert [notice.code for notice in found.notices] == [code]


def test_date_of_the_user_overrides_those_of_record_and_text() -> None:
    day = datetime.date(2026, 1, 1)
    found = article({"text": f"date 2024-01-01\n\n{STORY}", "date": "2025-03-05"}, published=day)
    assert (found.published, found.notices) == (day, ())


def test_earlier_date_of_record_and_text_counts_with_a_warning() -> None:
    found = article({"text": f"date 2024-01-01\n\n{STORY}", "date": "2025-03-05"})
    assert found.published == datetime.date(2024, 1, 1)
    assert [notice.code for notice in found.notices] == ["several-publication-dates"]


def test_date_in_the_text_counts_where_that_of_the_record_is_unreadable() -> None:
    found = article({"text": f"March 5, 2025\n\n{STORY}", "date": "yesterday"})
    assert (found.published, found.notices) == (datetime.date(2025, 3, 5), ())


def test_fields_are_named_by_the_user() -> None:
    data = json.dumps({"text": "No.", "content": STORY, "by": "Ana Ruiz"}).encode()
    reading = ReadOptions(fields={"text": "content", "authors": "by"})
    found = Record("x", "x", data, kind="json").load(reading)
    assert (found.text, found.authors) == (STORY, ("Ana Ruiz",))


@pytest.mark.parametrize("field", ["title", "url", "authors"])
def test_metadata_of_the_wrong_type_are_left_out_with_a_notice(field: str) -> None:
    found = article({"text": STORY, field: 5})
    assert [notice.code for notice in found.notices] == ["metadata-unreadable"]


def test_lone_surrogates_are_replaced_one_for_one() -> None:
    found = read_article(b'{"text": "One \\ud800 two.", "title": "\\udc00"}', "x.json")
    assert (found.text, found.title) == ("One \ufffd two.", "?")
    assert [notice.code for notice in found.notices] == ["lone-surrogates"]


HOSTILE = {
    "scalar": (b"5", "not-json"),
    "null": (b"null", "not-json"),
    "string": (b'"It rains."', "not-json"),
    "list": (b"[1]", "not-json"),
    "prose": (b"It rains.", "not-json"),
    "cut": (b'{"text": "It ra', "not-json"),
    "nan": (b'{"text": "It rains.", "score": NaN}', "not-json"),
    "infinity": (b'{"text": "It rains.", "score": -Infinity}', "not-json"),
    "deep": (b"[" * 200_000, "not-json"),
    "deep-inside": (b'{"text": "It rains.", "x": ' + b"[" * 200_000 + b"]" * 200_000 + b"}", "not-json"),
    "number": (b'{"text": "It rains.", "id": ' + b"9" * 10_000 + b"}", "not-json"),
    "twice": (b'{"text": "It rains.", "text": "It pours."}', "not-json"),
    "no-text": (b'{"title": "Rain"}', "no-text"),
    "null-text": (b'{"text": null}', "no-text"),
    "number-text": (b'{"text": 5}', "no-text"),
    "list-text": (b'{"text": ["It rains."]}', "no-text"),
    "empty": (b'{"text": " \\n"}', "empty"),
    "date-only": (b'{"text": "date 2025-03-03"}', "empty"),
    "nul": (b'{"text": "It \\u0000 rains."}', "binary"),
}


@pytest.mark.parametrize(("data", "code"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_object_is_refused(data: bytes, code: str) -> None:
    error = refusal(data)
    assert (error.code, len(error.message) < 200, "\n" in error.message) == (code, True, False)


def test_hostile_line_is_one_error_and_the_rest_is_read() -> None:
    good = json.dumps({"text": STORY}).encode()
    lines = [line for data, _ in HOSTILE.values() for line in (data, good)]
    expected = [found for _, code in HOSTILE.values() for found in (code, STORY)]
    assert list(outcomes(b"\n".join(lines), "x.jsonl").values()) == expected


def test_lines_end_at_a_line_feed_only() -> None:
    data = '{"text": "One\u2028two\x0b\x85."}\r\n\r\n \n{"text": "Three."}'.replace(
        "\x0b", "\\u000b"
    ).encode()
    assert outcomes(b"\xef\xbb\xbf" + data, "x.jsonl") == {
        "x.jsonl#1": "One\u2028two\x0b\x85.",
        "x.jsonl#4": "Three.",
    }


def test_equal_lines_are_two_records_of_one_digest() -> None:
    one, two = records(b'{"id": 1, "text": "It rains."}\n' * 2, "x.jsonl")
    assert (one.digest == two.digest, one.origin, two.origin) == (True, "x.jsonl#1", "x.jsonl#2")
    assert pickle.loads(pickle.dumps(one)) == one


@pytest.mark.parametrize("name", ["x.jsonl", "x.json"])
def test_too_long_record_is_passed_over(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_RECORD_BYTES", 50_000)
    values = [{"text": "One."}, {"text": "x" * 300_000}, {"text": "x" * 49_988}, {"text": "Four."}]
    data = "\n".join(map(json.dumps, values)) if name == "x.jsonl" else json.dumps(values)
    assert list(outcomes(data.encode(), name).values()) == ["One.", "too-large", "x" * 49_988, "Four."]


def test_list_gives_its_items() -> None:
    data = b' [ {"text": "One, [two] {three} \\"four\\\\"} , 5,\n{"text": "Six."} ] \n'
    found = outcomes(data, "x.json")
    assert found == {"x.json#1": 'One, [two] {three} "four\\', "x.json#2": "not-json", "x.json#3": "Six."}


def test_list_larger_than_a_file_may_be_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_BYTES", 50)
    (record,) = records(json.dumps([{"text": STORY}, {"text": STORY}]).encode(), "x.json")
    assert record.error is not None
    assert (record.error.code, "JSON Lines" in record.error.message) == ("too-large", True)


def test_one_object_keeps_the_name_of_its_file() -> None:
    assert outcomes(b'\n{"text": "One."}\n', "x.json") == {"x.json": "One."}
    assert outcomes(b"\xef\xbb\xbf{}", "x.json") == {"x.json": "no-text"}
    assert outcomes(b"It rains.", "x.json") == {"x.json": "not-json"}


def test_objects_one_after_another_are_records() -> None:
    data = b'{"text": "One."}\n{\n"text": "Two."}{"text": "Three."} 5'
    assert list(outcomes(data, "x.json").values()) == ["One.", "Two.", "Three.", "not-json"]


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (b"[]", {"x.json": "empty"}),
        (b"", {"x.json": "empty"}),
        (b" \n", {"x.json": "empty"}),
        (b"[", {"x.json#1": "truncated"}),
        (b'[{"text": "One."}', {"x.json#1": "One.", "x.json#2": "truncated"}),
        (b'[{"text": "One."}, {"te', {"x.json#1": "One.", "x.json#2": "truncated"}),
        (b'[{"text": "One."}] more', {"x.json#1": "One.", "x.json#2": "corrupt"}),
        (b'[{"text": "One."},]', {"x.json#1": "One."}),
        (b'[{"text": "One."}, {text}, {"text": "Three."}]', {"x.json#1": "One.", "x.json#2": "not-json"}),
    ],
)
def test_broken_list_gives_what_is_whole(data: bytes, codes: dict[str, str]) -> None:
    assert outcomes(data, "x.json") == codes


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.lists(JSON_VALUES, min_size=1, max_size=5), st.sampled_from([None, 1]))
def test_list_is_cut_where_its_values_end(values: list[Any], indent: int | None) -> None:
    data = json.dumps(values, indent=indent, ensure_ascii=False).encode("utf-8", "replace")
    assert [json.loads(record.data) for record in records(data, "x.json")] == json.loads(data)
