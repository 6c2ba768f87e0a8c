"""What is installed with this package may be used with it."""

import os
import re
from pathlib import Path

import pytest

from tests.licences import COPYLEFT, NOTES, UNNAMED, installed, licence_of, licence_page
from tests.renewing import RENEW

PAGE = Path(__file__).parents[1] / "docs" / "licences.md"


def test_licence_page_lists_all_that_is_installed() -> None:
    text = PAGE.read_text(encoding="utf-8")
    if os.environ.get(RENEW):
        text = licence_page(text.partition("| package")[0])
        PAGE.write_text(text, encoding="utf-8")
    listed = set(re.findall(r"^\| ([\w-]+) \| [^|]+ \|", text, re.MULTILINE))
    assert installed().keys() - listed == set(), f"renew docs/licences.md with {RENEW}=1"


def test_copyleft_and_unnamed_licences_have_a_note() -> None:
    licences = {name: licence_of(distribution) for name, distribution in installed().items()}
    assert licences["spacy"] == "MIT"
    assert [
        name
        for name, licence in licences.items()
        if (licence == UNNAMED or COPYLEFT.search(licence)) and name not in NOTES
    ] == []


@pytest.mark.parametrize("licence", ["GPL-3.0-only", "LGPL-2.1-or-later", "MPL-2.0 AND MIT", "GNU Affero"])
def test_copyleft_is_recognised(licence: str) -> None:
    assert COPYLEFT.search(licence)


@pytest.mark.parametrize(
    "licence", ["MIT", "Apache-2.0 OR BSD-2-Clause", "PSF-2.0", "ISC License (ISCL)", "Zlib"]
)
def test_permissive_licence_is_no_copyleft(licence: str) -> None:
    assert not COPYLEFT.search(licence)
