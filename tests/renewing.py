"""Compare with a file that somebody has read. SEEDS_RENEW_GOLDEN=1 writes it anew; then read the diff."""

import os
from pathlib import Path

RENEW = "SEEDS_RENEW_GOLDEN"


def assert_as_read(path: Path, page: str) -> None:
    if os.environ.get(RENEW):
        path.write_text(page, encoding="utf-8", newline="")
    with path.open(encoding="utf-8", newline="") as file:
        assert page == file.read(), f"{path.name} differs; if the new one reads better, set {RENEW}=1"
