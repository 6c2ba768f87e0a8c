"""A small archive with a file of each kind that is read in another way."""

import gzip
import json
import zipfile
from pathlib import Path

from tests.loading.archives import archive, response

DAY = "slow It rained on day {} in Port Marlow."


def make_archive(folder: Path) -> Path:
    """Write about eighty records; none of them fails."""
    folder.mkdir(parents=True)
    lines = [json.dumps({"text": DAY.format(day)}) for day in range(40)]
    (folder / "a.jsonl").write_text("\n".join([*lines, json.dumps({"text": " "})]))
    (folder / "b.jsonl.gz").write_bytes(gzip.compress("\n".join(lines[:20]).encode(), mtime=0))
    pages = archive(response(b"It rained.", kind="text/plain"), response(status="404 Not Found"))
    (folder / "c.warc.gz").write_bytes(gzip.compress(pages, mtime=0))
    with zipfile.ZipFile(folder / "d.zip", "w") as packed:
        for day in range(5):
            packed.writestr(f"{day}.txt", DAY.format(day))
    (folder / "e.csv").write_text("id,text\n" + "".join(f"{day},{DAY.format(day)}\n" for day in range(5)))
    for day in range(5):
        (folder / f"f{day}.txt").write_text(DAY.format(day))
    return folder
