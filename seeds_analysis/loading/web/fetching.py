"""From the address of a page to a record: obeys robots.txt, and checks redirects like the first address."""

import importlib.util
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urljoin

from seeds_analysis.errors import LoadError
from seeds_analysis.loading import limits
from seeds_analysis.loading.parts import missing_extra
from seeds_analysis.loading.records import Record
from seeds_analysis.loading.streams.http_body import NO_PAGE, decode_body, read_page_body
from seeds_analysis.loading.web import connecting
from seeds_analysis.loading.web.addresses import parse_address, resolve
from seeds_analysis.loading.web.connecting import AGENT, Answer

if TYPE_CHECKING:
    from protego import Protego

# For a page with all its redirects.
MOST_SECONDS = 60.0
MOST_REDIRECTS = 5
# Between two pages of one site; a site may ask for more in robots.txt, up to the second figure.
PAUSE, LONGEST_PAUSE = 1.0, 30.0
# As RFC 9309 asks.
ROBOTS_BYTES = 500 * 1024

_REDIRECTS = frozenset((301, 302, 303, 307, 308))


@dataclass(slots=True)
class Fetcher:
    """Fetches pages one by one, and remembers what each site allows."""

    allow_private: bool = False
    _rules: dict[str, "Protego"] = field(default_factory=dict)
    _last: dict[str, float] = field(default_factory=dict)

    def record(self, url: str) -> Record:
        """Fetch a page; if that fails, the record holds the error. Raises nothing."""
        try:
            if not all(map(importlib.util.find_spec, ("protego", "trafilatura"))):
                raise missing_extra(url, "pages by their address")
            parts, answer = self._get(parse_address(url, url), url)
            if answer.status != 200:
                message = f"the server answered with status {answer.status}, not with a page."
                raise LoadError(url, "not-fetched", f"{message} Check the address in a browser.")
            limits.refuse_page(len(answer.body), url)
            page, archive, whole = read_page_body(answer.fields, answer.body, parts.geturl(), url)
            if not whole:
                raise LoadError(url, "not-fetched", "the page was cut off. Try again later.")
        except LoadError as error:
            if error.code in NO_PAGE:
                error = LoadError(
                    url, "not-a-page", f"{error.message.partition('. ')[0]}. Save it as a file."
                )
            return Record(url, url, error=error)
        return Record(url, url, page, kind="html", archive=archive)

    def _get(self, parts: SplitResult, origin: str, *, robots: bool = False) -> tuple[SplitResult, Answer]:
        """Get what is at an address, or where it leads; raises LoadError."""
        deadline = time.monotonic() + MOST_SECONDS
        most = ROBOTS_BYTES if robots else limits.MAX_PAGE_BYTES
        for hop in range(MOST_REDIRECTS + 1):
            if not robots:
                start = time.monotonic()
                self._obey_robots(parts, origin, wait=hop == 0)
                deadline += time.monotonic() - start
            addresses = resolve(parts, origin, allow_private=self.allow_private)
            answer = connecting.request(parts, addresses, origin, deadline=deadline, most=most)
            if answer.status not in _REDIRECTS or b"location" not in answer.fields:
                return parts, answer
            target = answer.fields[b"location"].decode("latin-1")
            parts = parse_address(urljoin(parts.geturl(), target), origin)
        message = (
            f"redirects more than {MOST_REDIRECTS} times. Open it in a browser, and give the last address."
        )
        raise LoadError(origin, "not-fetched", message)

    def _obey_robots(self, parts: SplitResult, origin: str, *, wait: bool) -> None:
        """Raise LoadError "robots-txt" if the site does not allow the page; wait between two pages."""
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            self._rules[site] = self._read_rules(parts, origin)
        if not self._rules[site].can_fetch(parts.geturl(), AGENT):
            message = f"{site}/robots.txt asks programs not to read this page. Save it as a file yourself."
            raise LoadError(origin, "robots-txt", message)
        if wait and site in self._last:
            pause = min(max(PAUSE, self._rules[site].crawl_delay(AGENT) or 0.0), LONGEST_PAUSE)
            time.sleep(max(0.0, self._last[site] + pause - time.monotonic()))
        self._last[site] = time.monotonic()

    def _read_rules(self, parts: SplitResult, origin: str) -> "Protego":
        """Read robots.txt as RFC 9309 says: without one, all is allowed; if it cannot be read, nothing is."""
        from protego import Protego  # an extra

        place = parts._replace(path="/robots.txt", query="")
        _, answer = self._get(place, origin, robots=True)
        if answer.status >= 500:
            what = f"{place.geturl()} cannot be read (status {answer.status}), so the page is not fetched."
            raise LoadError(origin, "robots-txt", f"{what} Try again later.")
        content = decode_body(answer.body, answer.fields, origin)[0]
        return Protego.parse("" if answer.status >= 400 else content.decode("utf-8", "replace"))
