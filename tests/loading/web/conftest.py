"""A web server on this machine, and no pauses between pages."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from seeds_analysis.loading.web import fetching
from tests.loading.archives import PAGE, needs_web, response


class Site:
    """Answers with whole HTTP responses by their paths, and remembers what was asked."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.pages: dict[str, bytes | Callable[[], Iterator[bytes]]] = {"/pier": response()}
        self.asked: list[tuple[str, str]] = []

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    needs_web()
    pytest.importorskip("protego", reason="the extra [web] is not installed")
    monkeypatch.setattr(fetching, "PAUSE", 0.0)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append((self.path, self.headers["User-Agent"]))
            page = found.pages.get(self.path, response(b"no", status="404 Not Found"))
            try:
                for piece in [page] if isinstance(page, bytes) else page():
                    self.wfile.write(piece)
                    self.wfile.flush()
            except OSError:  # the reader has gone
                pass

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        found = Site(server.server_port)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield found
        server.shutdown()
        thread.join()


def moved(target: str) -> bytes:
    """A redirect."""
    return response(b"", status="302 Found", headers=f"Location: {target}\r\nContent-Length: 0\r\n")


__all__ = ["PAGE", "Site", "moved", "site"]
