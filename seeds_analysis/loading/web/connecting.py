"""One request, to an IP address that was checked, with limits on time and size."""

import contextlib
import http.client
import os
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import SplitResult

from seeds_analysis import __version__
from seeds_analysis.errors import LoadError, reason_of
from seeds_analysis.loading.web.addresses import PORTS

AGENT = "seeds-analysis"
HEADERS = {
    "User-Agent": f"Mozilla/5.0 (compatible; {AGENT}/{__version__}; at the request of a person)",
    "Accept": "text/html,application/xhtml+xml",
    "Accept-Language": "en",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}

# To connect, and between two pieces of an answer. The whole answer must be there by the deadline.
PAUSE_SECONDS = 20.0
_PIECE_BYTES = 65_536

_TOO_LONG = "it took too long"


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer of a server; names of `fields` are in lower case, and `body` is as it was sent."""

    status: int
    fields: dict[bytes, bytes]
    body: bytes


class _Connection(http.client.HTTPConnection):
    """Connects to an IP address, whatever the host's name resolves to by now."""

    wire: socket.socket | None = None  # kept after `sock` is set to None, when an answer begins

    def __init__(self, parts: SplitResult, address: tuple[str, int], seconds: float) -> None:
        self.default_port = PORTS[parts.scheme]
        super().__init__(parts.hostname or "", parts.port or self.default_port, timeout=seconds)
        self._address = address
        self._encrypted = parts.scheme == "https"

    def connect(self) -> None:
        self.sock = self.wire = socket.create_connection(self._address, self.timeout)
        if self._encrypted:
            # The handshake comes after `wire` is set, so that `_bounded` can end it.
            safe = _tls().wrap_socket(self.sock, server_hostname=self.host, do_handshake_on_connect=False)
            self.sock = self.wire = safe
            safe.do_handshake()


def request(
    parts: SplitResult, addresses: list[tuple[str, int]], origin: str, *, deadline: float, most: int
) -> Answer:
    """Ask the first address that can be reached, until `deadline` on the monotonic clock.

    A body of more than `most` bytes is cut off a little later. Raises LoadError "not-fetched".
    """
    for number, address in enumerate(addresses, start=1):
        seconds = min(PAUSE_SECONDS, deadline - time.monotonic())
        if seconds <= 0:
            break
        connection = _Connection(parts, address, seconds)
        try:
            with _bounded(connection, deadline) as expired, contextlib.closing(connection):
                answer = _exchange(connection, parts, most)
        except (OSError, http.client.HTTPException, ValueError) as error:
            if connection.wire is None and number < len(addresses) and not expired.is_set():
                continue
            reason = _TOO_LONG if expired.is_set() else _reason(error)
            raise _failed(origin, reason) from error
        if expired.is_set():  # an answer without a length just ends
            raise _failed(origin, _TOO_LONG)
        return answer
    raise _failed(origin, _TOO_LONG)


def _exchange(connection: _Connection, parts: SplitResult, most: int) -> Answer:
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    connection.request("GET", target, headers=HEADERS)
    response = connection.getresponse()
    body = bytearray()
    while len(body) <= most and (piece := response.read1(_PIECE_BYTES)):
        body += piece
    if response.length and len(body) <= most:
        raise http.client.IncompleteRead(bytes(body), response.length)
    fields = {
        name.lower().encode("latin-1"): value.encode("latin-1") for name, value in response.getheaders()
    }
    fields.pop(b"transfer-encoding", None)  # it is undone
    return Answer(response.status, fields, bytes(body))


@contextlib.contextmanager
def _bounded(connection: _Connection, deadline: float) -> Iterator[threading.Event]:
    """End the connection at the deadline: a server that sends a byte now and then never causes a time-out."""
    expired = threading.Event()

    def end() -> None:
        expired.set()
        if connection.wire is not None:
            with contextlib.suppress(OSError):  # no longer connected
                socket.socket.shutdown(connection.wire, socket.SHUT_RDWR)  # not that of TLS, which is in use

    timer = threading.Timer(max(0.0, deadline - time.monotonic()), end)
    timer.daemon = True
    timer.start()
    try:
        yield expired
    finally:
        timer.cancel()


@cache
def _tls() -> ssl.SSLContext:
    """Check certificates by the system's list and, because some Pythons have none, by that of certifi."""
    import certifi  # comes with the extra

    context = ssl.create_default_context()
    if not os.environ.get("SSL_CERT_FILE"):
        context.load_verify_locations(certifi.where())
    return context


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return _TOO_LONG
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not valid ({error.verify_message})"
    if isinstance(error, ssl.SSLError):
        return "no encrypted connection can be made"
    if isinstance(error, http.client.IncompleteRead):
        return "the answer was cut off"
    if isinstance(error, http.client.RemoteDisconnected):
        return "the server closed the connection without an answer"
    if isinstance(error, OSError):
        return f"the server cannot be reached ({reason_of(error)})"
    return "the answer is not valid HTTP"


def _failed(origin: str, reason: str) -> LoadError:
    return LoadError(
        origin, "not-fetched", f"cannot be fetched: {reason}. Try again later, or save the page."
    )
