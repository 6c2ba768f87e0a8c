"""Pages by their address on the command line, and no network without being asked."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from seeds_analysis.cli import app as cli
from tests.loading.archives import response
from tests.loading.web.conftest import Site, site

__all__ = ["site"]

OFFLINE = """
import sys

def refuse(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        raise SystemExit(f"{event} {arguments}")

sys.addaudithook(refuse)
from seeds_analysis.__main__ import main

main()
"""


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(cli.app, list(arguments), input=stdin, prog_name="seeds-analysis")


@pytest.mark.model
def test_pages_and_lists_of_pages_are_summarized(site: Site, tmp_path: Path) -> None:
    site.pages["/shut"] = response(status="404 Not Found")
    (tmp_path / "list.txt").write_text(f"# ours\n\n{site.url}/shut\n{site.url}/pier\n", encoding="utf-8")
    result = run(
        "--url", f"{site.url}/pier", "--url-list", str(tmp_path / "list.txt"), "--allow-private", "--quiet"
    )
    assert result.exit_code == 1
    first, failed, third = map(json.loads, result.stdout.splitlines())
    assert first["document"] == third["document"]
    assert first["document"]["url"] == f"{site.url}/pier"
    assert first["quotations"][0]["speaker"]["name"] == "Ilse Brandt"
    assert failed["error"]["code"] == "not-fetched"
    assert result.stderr.startswith(f"{site.url}/shut: the server answered with status 404")
    assert result.stderr.count("\n") == 1


@pytest.mark.usefixtures("site")
def test_machine_of_this_network_is_refused_on_one_line(site: Site) -> None:
    result = run("quotations", "--url", f"{site.url}/pier")
    assert (result.exit_code, result.stdout, site.asked) == (1, "", [])
    assert "To fetch it anyway: --allow-private" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "reason"),
    [
        pytest.param(
            ["--url-list", "gone.txt"], 1, "gone.txt: the list of addresses cannot be read", id="gone"
        ),
        pytest.param(["--url-list", "-"], 2, "holds no address", id="empty"),
        pytest.param(["--url", "https://post.example/", "--sample"], 2, "--sample cannot", id="sample"),
    ],
)
def test_wrong_list_of_addresses_is_named(arguments: list[str], code: int, reason: str) -> None:
    result = run("summarize", *arguments, stdin="\n")
    assert (result.exit_code, result.stdout, reason in result.stderr) == (code, "", True)


@pytest.mark.model
@pytest.mark.parametrize("name", ["article.txt", "page.html"])
def test_without_an_address_the_network_is_not_touched(tmp_path: Path, name: str) -> None:
    text = 'By Ana Ruiz\n\nSee https://post.example/pier. "It is safe," Tom Hale said.'
    page = (
        f'<!doctype html><html><head><link rel="canonical" href="https://post.example/"></head><body>{text}'
    )
    (tmp_path / name).write_text(page if name == "page.html" else text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", OFFLINE, "summarize", name],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["quotations"][0]["speaker"]["name"] == "Tom Hale"
