"""Pages from a server on this machine: what is read, and everything that is refused."""

import gzip
import socket
import time
from collections.abc import Iterator
from typing import Any

import pytest

from seeds_analysis.errors import LoadError
from seeds_analysis.loading import ReadOptions, web_inputs
from seeds_analysis.loading.records import Record
from seeds_analysis.loading.web import addresses, connecting, fetching
from tests.loading.archives import PAGE, response
from tests.loading.web.conftest import Site, moved


def fetch(url: str, *, allow_private: bool = True) -> Record:
    [page] = web_inputs([url], allow_private=allow_private)
    [record] = page.records()
    return record


def error(url: str, *, allow_private: bool = True) -> LoadError:
    found = fetch(url, allow_private=allow_private).error
    assert found is not None
    return found


def test_page_is_read_like_a_file_with_its_address(site: Site) -> None:
    record = fetch(f"{site.url}/pier#top")
    article = record.load(ReadOptions())
    assert record.data == PAGE
    assert (article.origin, article.url) == (f"{site.url}/pier#top", f"{site.url}/pier")
    assert (article.title, article.authors) == ("Pier to open", ("Ana Ruiz", "Tom Hale"))
    assert "harbour master Ilse Brandt said" in article.text


def test_program_says_who_it_is(site: Site) -> None:
    fetch(f"{site.url}/pier")
    assert site.paths == ["/robots.txt", "/pier"]
    assert all("seeds-analysis/" in agent and "a person" in agent for _, agent in site.asked)


def test_compressed_page_is_unpacked(site: Site) -> None:
    site.pages["/pier"] = response(gzip.compress(PAGE), headers="Content-Encoding: gzip\r\n")
    assert fetch(f"{site.url}/pier").data == PAGE


def test_page_without_a_length_or_in_chunks_is_read(site: Site) -> None:
    chunks = b"%x\r\n%b\r\n0\r\n\r\n" % (len(PAGE), PAGE)
    site.pages["/chunks"] = response(chunks, headers="Transfer-Encoding: chunked\r\n")
    assert fetch(f"{site.url}/pier").data == fetch(f"{site.url}/chunks").data == PAGE


@pytest.mark.parametrize(
    ("answer", "code", "reason"),
    [
        pytest.param(response(status="404 Not Found"), "not-fetched", "status 404", id="status"),
        pytest.param(response(kind="application/pdf"), "not-a-page", "'application/pdf'", id="pdf"),
        pytest.param(response(b"{}", kind=""), "not-a-page", "does not look like", id="no-type"),
        pytest.param(response(b"a" * 2_000_001), "too-large", "2 MB", id="large"),
        pytest.param(
            response(gzip.compress(b"a" * 3_000_000), headers="Content-Encoding: gzip\r\n"),
            "too-large",
            "2 MB",
            id="bomb",
        ),
        pytest.param(response(headers="Content-Length: 9999\r\n"), "not-fetched", "cut off", id="cut-off"),
        pytest.param(b"hello\r\n\r\n", "not-fetched", "not valid HTTP", id="no-http"),
        pytest.param(b"", "not-fetched", "without an answer", id="nothing"),
        pytest.param(moved("/round"), "not-fetched", "more than 5 times", id="round"),
        pytest.param(moved("file:///etc/passwd"), "bad-address", "http://", id="to-a-file"),
    ],
)
def test_what_is_no_page_is_an_error_on_one_line(site: Site, answer: bytes, code: str, reason: str) -> None:
    site.pages["/round"] = answer
    found = error(f"{site.url}/round")
    assert (found.code, reason in found.message, "\n" in found.message) == (code, True, False)


def test_redirects_are_followed_and_the_last_address_is_kept(site: Site) -> None:
    site.pages |= {"/old": moved("/older"), "/older": moved(f"{site.url}/pier")}
    assert fetch(f"{site.url}/old").archive.url == f"{site.url}/pier"
    assert site.paths == ["/robots.txt", "/old", "/older", "/pier"]


@pytest.mark.usefixtures("site")
def test_server_that_is_not_there_is_an_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    found = error(f"http://127.0.0.1:{port}/pier")
    assert (found.code, "cannot be reached (connection refused)" in found.message) == ("not-fetched", True)


@pytest.mark.usefixtures("site")
def test_unknown_host_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: Any, **__: Any) -> Any:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    found = error("https://post.example/pier")
    assert (found.code, "post.example is not known" in found.message) == ("not-fetched", True)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433"])
def test_machine_of_this_network_is_not_asked(site: Site, host: str) -> None:
    found = error(site.url.replace("127.0.0.1", host) + "/pier", allow_private=False)
    assert (found.code, site.asked) == ("private-address", [])
    assert "--allow-private" in found.message


def test_redirect_to_this_network_is_not_followed(monkeypatch: pytest.MonkeyPatch, site: Site) -> None:
    # The first server is taken for a public one.
    monkeypatch.setattr(addresses, "is_public", lambda address: address == "127.0.0.1")
    site.pages["/pier"] = moved(site.url.replace("127.0.0.1", "127.0.0.2") + "/inside")
    assert error(f"{site.url}/pier", allow_private=False).code == "private-address"
    assert site.paths == ["/robots.txt", "/pier"]


@pytest.mark.usefixtures("site")
def test_second_look_up_of_a_host_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: a name that was public when it was checked, and is this machine when it is used."""
    connected = []
    answers = [("93.184.216.34", 80), ("127.0.0.1", 80)]

    def look_up(*_: Any, **__: Any) -> Any:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", answers.pop(0))]

    def connect(address: tuple[str, int], *_: Any, **__: Any) -> Any:
        connected.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", connect)
    error("http://post.example/pier", allow_private=False)
    assert connected == [("93.184.216.34", 80)]


def drip() -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    for _ in range(200):
        time.sleep(0.02)
        yield b"a"


def test_server_that_never_ends_is_left(monkeypatch: pytest.MonkeyPatch, site: Site) -> None:
    site.pages["/drip"] = drip
    monkeypatch.setattr(fetching, "MOST_SECONDS", 0.2)
    found = error(f"{site.url}/drip")
    assert (found.code, "it took too long" in found.message) == ("not-fetched", True)


def test_silent_server_is_left(monkeypatch: pytest.MonkeyPatch, site: Site) -> None:
    def silent() -> Iterator[bytes]:
        time.sleep(0.5)
        yield b""

    site.pages["/silent"] = silent
    monkeypatch.setattr(connecting, "PAUSE_SECONDS", 0.1)
    assert "it took too long" in error(f"{site.url}/silent").message


ROBOTS = b"User-agent: seeds-analysis\nDisallow: /private/*.html$\n\nUser-agent: *\nDisallow: /\n"


def test_robots_txt_is_obeyed_and_read_once(site: Site) -> None:
    site.pages |= {"/robots.txt": response(ROBOTS, kind="text/plain"), "/private/a.html": response()}
    closed, opened = web_inputs([f"{site.url}/private/a.html", f"{site.url}/pier"], allow_private=True)
    [first], [second] = closed.records(), opened.records()
    assert first.error is not None
    assert (first.error.code, second.error) == ("robots-txt", None)
    assert site.paths == ["/robots.txt", "/pier"]


def test_robots_txt_holds_for_redirects_too(site: Site) -> None:
    site.pages |= {"/robots.txt": response(ROBOTS, kind="text/plain"), "/old": moved("/private/a.html")}
    assert error(f"{site.url}/old").code == "robots-txt"
    assert site.paths == ["/robots.txt", "/old"]


@pytest.mark.parametrize("status", ["500 Oops", "503 Later"])
def test_robots_txt_out_of_reach_forbids_all(site: Site, status: str) -> None:
    site.pages["/robots.txt"] = response(b"", status=status)
    found = error(f"{site.url}/pier")
    assert (found.code, site.paths) == ("robots-txt", ["/robots.txt"])
    assert f"{site.url}/robots.txt cannot be read" in found.message


def test_pages_of_one_site_are_not_asked_for_at_once(monkeypatch: pytest.MonkeyPatch, site: Site) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(time, "sleep", pauses.append)
    monkeypatch.setattr(fetching, "PAUSE", 1.0)
    site.pages["/robots.txt"] = response(b"User-agent: *\nCrawl-delay: 7\n", kind="text/plain")
    for page in web_inputs([f"{site.url}/pier"] * 2, allow_private=True):
        list(page.records())
    [pause] = pauses
    assert 6 < pause <= 7


def test_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    found = error("https://post.example/pier")
    assert (found.code, "seeds-analysis[web]" in found.message) == ("missing-extra", True)
