"""An archive in pictures: the counts of each section, and a page on which words stay words."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from seeds_analysis.corpus.database import export_database, picture_pieces
from seeds_analysis.corpus.database.reports.pictures import find_pictures
from seeds_analysis.errors import RunError, UsageError
from seeds_analysis.summary import Quotation, Summary
from seeds_analysis.views.data.sections import Report, Section, links
from seeds_analysis.views.html.report import bars, lines, report_pieces
from tests.corpus.test_archive_reports import WHOLE, archive_of, printing
from tests.renewing import assert_as_read
from tests.runs import summary_of, write_run
from tests.views.test_golden import GOLDEN
from tests.views.test_html_view import HOSTILE, Reader, shape


def quotations_of(summary: Summary, *changes: Mapping[str, object]) -> Summary:
    """The summary with its first quotation once for each of the changes."""
    quoted = summary.quotations[0]
    changed: list[Quotation] = [replace(quoted, **{"id": f"q{n}", **c}) for n, c in enumerate(changes, 1)]  # type: ignore[arg-type]
    return replace(summary, quotations=tuple(changed))


def town() -> list[Summary]:
    """Articles of two years and two outlets; one has no date."""
    silent = {"speaker": None, "unattributed_reason": "no-cue"}
    other = printing("d.txt", None, "The harbour stays open for another winter", "Bela Hale")
    other = replace(
        other, document=replace(other.document, metadata={"outlet": "=Daily <b>Oar</b>", "section": "port"})
    )
    return [
        printing("a.txt", "2024-12-31", WHOLE),
        printing("b.txt", "2025-02-12", WHOLE),
        summary_of("c.txt", published="2025-03-11"),
        other,
        quotations_of(summary_of("e.txt", published="2025-03-12"), silent, {"negated": True}),
    ]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> str:
    return archive_of(tmp_path_factory.mktemp("archive"), town())


def section(path: str, title: str, *, by: str | None = None, join: bool = True) -> Section:
    report = find_pictures(path, top=10, by=by, join=join)
    return next(section for section in report.sections if section.title == title)


def rows(
    path: str, title: str, *columns: str, by: str | None = None, join: bool = True
) -> list[tuple[object, ...]]:
    found = section(path, title, by=by, join=join)
    return [tuple(row[found.columns.index(column)] for column in columns) for row in found.rows]


def page(path: str) -> str:
    return "".join(picture_pieces(path, top=10, by=None, join=True))


def test_page_is_as_read(archive: str) -> None:
    assert_as_read(GOLDEN / "town-pictures.html", page(archive))


def test_every_quotation_is_counted_once_by_its_source(archive: str) -> None:
    found = rows(archive, "Who is quoted", "source", "quotations", "share")
    counts = {source: quotations for source, quotations, _ in found}
    assert counts["what somebody did not say"] == 1
    assert counts["nobody: no speaker was found"] == 3
    assert sum(share for *_, share in found if isinstance(share, float)) == pytest.approx(1)
    assert sum(counts.values()) == 15  # type: ignore[arg-type]


def test_speakers_are_ranked_by_quotations_without_what_they_did_not_say(archive: str) -> None:
    found = rows(archive, "Most quoted", "speaker", "articles", "quotations", "direct", "mixed", "indirect")
    assert found[0][:2] == ("Maren Oduya", 3)
    assert [row[2] for row in found] == sorted((row[2] for row in found), reverse=True)  # type: ignore[type-var]
    assert all(row[2] == sum(row[3:]) for row in found)  # type: ignore[arg-type]


def test_surname_is_joined_on_request(tmp_path: Path) -> None:
    path = archive_of(
        tmp_path,
        [printing("a.txt", "2025-03-12", WHOLE), renamed(printing("b.txt", "2025-03-12", WHOLE), "Oduya")],
    )
    assert rows(path, "Most quoted", "speaker", "articles") == [("Maren Oduya", 2)]
    assert rows(path, "Most quoted", "speaker", join=False) == [("Maren Oduya",), ("Oduya",)]


def renamed(summary: Summary, name: str) -> Summary:
    """The summary with another name for Maren Oduya, as if the article had no more."""
    entities = tuple(replace(e, name=name) if e.name == "Maren Oduya" else e for e in summary.entities)
    quoted = summary.quotations[0]
    assert quoted.speaker is not None
    speaker = replace(quoted.speaker, name=name)
    return replace(summary, entities=entities, quotations=(replace(quoted, speaker=speaker),))


def test_months_without_an_article_are_there_too(archive: str) -> None:
    assert rows(archive, "Quotations by month", "month", "articles") == [
        ("2024-12", 1),
        ("2025-01", 0),
        ("2025-02", 1),
        ("2025-03", 2),
    ]
    assert section(archive, "Quotations by month").note.startswith("1 article without a date")
    assert rows(archive, "The most quoted by month", "Maren Oduya") == [(1,), (0,), (1,), (2,)]


def test_a_long_time_is_counted_by_year(tmp_path: Path) -> None:
    path = archive_of(tmp_path, [summary_of("a.txt", published="2003-01-02"), summary_of("b.txt")])
    found = rows(path, "Quotations by year", "year", "articles")
    assert (len(found), found[0], found[-1]) == (23, ("2003", 1), ("2025", 1))


def test_articles_are_counted_by_outlet_or_another_field(archive: str) -> None:
    assert rows(archive, "By outlet", "outlet", "articles", "most quoted") == [
        ("Coastwire", 4, "Maren Oduya"),
        ("=Daily <b>Oar</b>", 1, "Bela Hale"),
    ]
    assert rows(archive, "By section", "section", "quotations", by="section") == [("port", 1)]


def test_field_that_no_article_has_is_refused_with_those_they_have(archive: str) -> None:
    with pytest.raises(UsageError, match="has: outlet, id, section"):
        find_pictures(archive, top=1, by="desk'", join=True)


def test_pronouns_are_those_of_the_articles_or_unknown(tmp_path: Path) -> None:
    with_pronouns = printing("a.txt", "2025-03-12", WHOLE)
    entities = tuple(
        replace(e, pronouns={"she": 2, "he": 1} if e.name == "Maren Oduya" else None)
        for e in with_pronouns.entities
    )
    other = printing("b.txt", "2025-03-12", WHOLE, "Bela Hale")
    path = archive_of(tmp_path, [replace(with_pronouns, entities=entities), other])
    assert rows(path, "Women, men and others", "people", "quotations") == [
        ("women (she)", 1),
        ("men (he)", 0),
        ("others (they)", 0),
        ("unknown", 1),
    ]


def test_pairs_are_speakers_of_two_articles_or_more(tmp_path: Path) -> None:
    path = archive_of(tmp_path, [summary_of("a.txt"), summary_of("b.txt"), printing("c.txt", None, WHOLE)])
    found = rows(path, "Quoted together", "speaker", "and", "articles")
    assert found
    assert {row[2] for row in found} == {2}


def test_repeats_name_who_printed_them(archive: str) -> None:
    found = {row[0]: row[1:] for row in rows(archive, "Most printed", "quotation", "articles", "printed in")}
    articles, places = found[WHOLE]
    assert (articles, places) == (2, links([("Coastwire", "https://coastwire.example/night-boat")] * 2))


def test_warnings_and_failures_name_their_articles(tmp_path: Path) -> None:
    export_database(write_run(tmp_path / "results"), str(tmp_path / "a.db"))
    warned = rows(str(tmp_path / "a.db"), "Warnings", "articles", "such as")
    assert warned[0] == (
        2,
        links((name, "https://coastwire.example/night-boat") for name in ("a.txt", "b.txt")),
    )
    assert rows(str(tmp_path / "a.db"), "Not analyzed", "records", "such as") == [
        (1, links([("0.txt", None)]))
    ]


def test_page_of_an_interrupted_run_says_so(tmp_path: Path) -> None:
    export_database(write_run(tmp_path / "results", complete=False, missing=7), str(tmp_path / "a.db"))
    shown = page(str(tmp_path / "a.db"))
    assert "The run is not complete: about 7 records are missing here." in shown
    assert "Not analyzed" in shown


def test_damaged_archive_is_no_traceback(tmp_path: Path) -> None:
    path = archive_of(tmp_path, town())
    with closing(sqlite3.connect(path)) as database:
        database.execute("drop table run")
    with pytest.raises(RunError, match="Export it again"):
        find_pictures(path, top=1, by=None, join=True)


def test_archive_without_articles_has_a_page(tmp_path: Path) -> None:
    assert "Who is quoted in 0 articles" in page(archive_of(tmp_path, []))


# The page.


def hostile(text: str) -> str:
    table = Section(text, text, (text, "n"), ((text, 1), (text, 2)), ("n",))
    line = Section(text, text, (text, "n"), ((text, 1), (text, 2)), ("n",), "lines")
    linked = Section(text, "", ("a", "b"), ((text, links([(text, f"https://{text}"), (text, text)])),))
    return "".join(report_pieces(Report(text, (text,), (text,), (table, line, linked))))


def test_hostile_words_change_nothing_but_words() -> None:
    assert shape(hostile(HOSTILE)) == shape(hostile("harmless words"))
    assert not set("\u202e\x1b\x9b\x00\ud800") & set(hostile(HOSTILE))


def test_only_addresses_of_the_web_are_links() -> None:
    found = links(
        [("a", "javascript:alert(1)"), ("b", "https://a.example"), ("c", None), ("d", "file:///etc")]
    )
    assert [link.url for link in found] == [None, "https://a.example", None, None]


def test_table_as_csv_holds_no_formula(archive: str) -> None:
    assert "'=Daily <b>Oar</b>" in section(archive, "By outlet").to_csv()


def test_page_asks_for_nothing_and_has_no_script(archive: str) -> None:
    for tag, attributes in Reader(page(archive)).elements:
        assert tag not in {"script", "link", "img", "iframe", "object", "form", "base"}
        assert not {"src", "style", "action"} & attributes.keys()
        assert not [name for name in attributes if name.startswith("on")]


def test_parts_of_a_bar_follow_each_other() -> None:
    found = Section("", "", ("a", "b", "c"), (("x", 3, 1), ("y", 2, 0)), ("b", "c"))
    assert bars(found) == [[(0, 75), (75, 25)], [(0, 50), (50, 0)]]


def test_lines_reach_from_edge_to_edge() -> None:
    found = Section("", "", ("a", "b"), (("x", 0), ("y", 4), ("z", 2)), ("b",), "lines")
    assert lines(found) == (4, ["0.0,100.0 50.0,0.0 100.0,50.0"])
