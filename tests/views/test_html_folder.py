"""Articles as a folder of pages with an index."""

import dataclasses
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from seeds_analysis.cli.app import app
from seeds_analysis.cli.output import open_folder
from seeds_analysis.errors import OutputError
from seeds_analysis.summary import Summary
from seeds_analysis.views.html.folder import html_files
from tests.views.test_html_view import FERRY, HOSTILE, Reader


def named(origin: str) -> Summary:
    return dataclasses.replace(FERRY, document=dataclasses.replace(FERRY.document, origin=origin))


def test_every_article_has_a_page_and_the_index_leads_to_it() -> None:
    files = dict(html_files([named("town/a.txt"), named("town/a.txt"), named("船.txt")]))
    assert list(files) == ["0001-town-a-txt.html", "0002-town-a-txt.html", "0003-txt.html", "index.html"]
    elements = Reader(files["index.html"]).elements
    assert {*files} - {"index.html"} <= {attributes.get("href") for _, attributes in elements}
    assert all('<a href="index.html">' in text for name, text in files.items() if name != "index.html")


def test_names_of_files_are_safe_whatever_the_article_is_called() -> None:
    for origin in (HOSTILE, "../../etc/passwd", "", "x" * 5_000):
        (name, _), _ = html_files([named(origin)])
        assert name.isascii()
        assert os.path.basename(name) == name
        assert len(name) < 80


def test_no_article_has_an_index_that_says_so() -> None:
    ((name, text),) = html_files([])
    assert name == "index.html"
    assert "0 articles" in text


def test_folder_that_holds_something_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(OutputError, match="is not empty"), open_folder(str(tmp_path)):
        pass


@pytest.mark.model
def test_command_writes_a_folder_of_the_articles_that_it_can_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("“The harbour is open,” said Ana Ruiz, the mayor.", encoding="utf-8")
    target = str(tmp_path / "new" / "pages") + os.sep
    inputs = [str(tmp_path / name) for name in ("a.txt", "b.txt")]
    done = CliRunner().invoke(app, ["summarize", *inputs, "--format", "html", "-o", target])
    assert (done.exit_code, done.stdout) == (1, "")
    assert sorted(os.listdir(target)) == ["0001-a-txt.html", "index.html"]
