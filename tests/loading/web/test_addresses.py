"""Which addresses may be fetched."""

import pytest

from seeds_analysis.errors import LoadError
from seeds_analysis.loading.web.addresses import is_public, parse_address


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "fec0::1", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1",
    ],
)  # fmt: skip
def test_address_of_this_network_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822"])
def test_address_of_the_internet_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://post.example/pier", "file:///etc/passwd", "javascript:alert(1)", "pier.html", "http://", "https:///a",
        "http://post.example:port/", "http://post.example:99999/", "http://[::1/", "http://user:word@post.example/",
        "http://post.example/a b", "http://post.example/\r\nHost: other", "http://post.example\\@other.example/",
        "http://post.example/" + "a" * 2_000, "http://" + "a" * 70 + ".example/", "http://\ud800.example/",
        "",
    ],
)  # fmt: skip
def test_what_is_no_address_of_a_page_is_refused(url: str) -> None:
    with pytest.raises(LoadError) as caught:
        parse_address(url, url)
    assert caught.value.code == "bad-address"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("HTTP://Post.Example", "http://post.example/"),
        ("https://post.example:443/pier?a=1#top", "https://post.example/pier?a=1"),
        ("http://[2606::1]:8080/", "http://[2606::1]:8080/"),
        ("https://zürich.example/brücke?q=ä", "https://xn--zrich-kva.example/br%C3%BCcke?q=%C3%A4"),
        ("https://post.example/a%20b/", "https://post.example/a%20b/"),
    ],
)
def test_address_is_written_in_ascii(url: str, shown: str) -> None:
    assert parse_address(url, url).geturl() == shown
