"""Which addresses may be fetched: http and https, and machines of this network only if the user allows it."""

import ipaddress
import re
import socket
from urllib.parse import SplitResult, quote, urlsplit

from seeds_analysis.errors import LoadError

PORTS = {"http": 80, "https": 443}

# Longer ones are cut off by servers and browsers.
LONGEST_ADDRESS = 2_000

_UNFIT = re.compile(r"[\x00-\x20\x7f-\x9f\\]")
# The characters that RFC 3986 allows; all others are percent-encoded.
_KEPT = "/?%:@!$&'()*+,;=~[]"

# An IPv4 address in an IPv6 one (RFC 6052): networks without IPv4 reach IPv4 machines this way.
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def parse_address(url: str, origin: str) -> SplitResult:
    """Take an address apart, with its host and path in ASCII and without the fragment.

    Raises LoadError "bad-address".
    """
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").encode("idna").decode("ascii"), parts.port
    except ValueError as error:  # a port that is no number, brackets that do not fit, a label too long
        raise _bad(origin, "not a web address") from error
    if _UNFIT.search(url) or len(url) > LONGEST_ADDRESS:
        raise _bad(origin, "not a web address: it has spaces or control characters, or is too long")
    if parts.scheme not in PORTS or not host:
        raise _bad(origin, "not an address that begins with http:// or https://")
    if parts.username is not None or parts.password is not None:
        raise _bad(origin, "an address with a user name or password, which would appear in the results")
    shown = f"[{host}]" if ":" in host else host
    place = shown if port in (None, PORTS[parts.scheme]) else f"{shown}:{port}"
    return SplitResult(
        parts.scheme, place, quote(parts.path, safe=_KEPT) or "/", quote(parts.query, safe=_KEPT), ""
    )


def resolve(parts: SplitResult, origin: str, *, allow_private: bool) -> list[tuple[str, int]]:
    """Look up the IP addresses of a host; connect to these, because a second look-up may give others.

    Raises LoadError: "not-fetched" for an unknown host, "private-address" if one of them is not public.
    """
    host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        message = f"the host {host} is not known. Check the address and the network."
        raise LoadError(origin, "not-fetched", message) from error
    addresses = list(dict.fromkeys((str(entry[4][0]), port) for entry in found))
    for address, _ in addresses:
        if not (allow_private or is_public(address)):
            shown = host if host == address else f"{host} ({address})"
            message = f"{shown} is a machine of this network. To fetch it anyway: --allow-private"
            raise LoadError(origin, "private-address", message)
    return addresses


def is_public(address: str) -> bool:
    """Whether an IP address is on the public Internet; if it holds another one, that one decides."""
    found = ipaddress.ip_address(address)
    if isinstance(found, ipaddress.IPv6Address):
        nat64 = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF) if found in _NAT64 else None
        inside = found.ipv4_mapped or found.sixtofour or nat64
        if inside is not None:
            return is_public(str(inside))
        if found.is_site_local:
            return False
    return found.is_global and not (found.is_multicast or found.is_reserved)


def _bad(origin: str, what: str) -> LoadError:
    return LoadError(origin, "bad-address", f"{what}. Check the address.")
