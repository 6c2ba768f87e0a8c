"""Makes damaged files: one small file of each format, changed at any place."""

import gzip
import json
from functools import cache

from hypothesis import strategies as st

from tests.loading.archives import PAGE, archive, members, response, zstd
from tests.loading.test_rows import workbook
from tests.loading.test_word import document, paragraph, run
from tests.loading.test_zip_files import packed

STORIES = (
    "OSLO (AP) — The ferry was late on Monday.\n\n“Nobody was hurt,” said Ana Ruiz, the mayor.\n",
    'By Tom Lee\n\nThe bridge "will open in May", he said.\n\n"Yes," she added. It rained.\n',
)
ROWS = [["title", "text", "date"], ["Rain", STORIES[0], "2025-03-05"], ["Sun", STORIES[1], "5 May"]]
# What means something in one of the formats.
TOKENS = (
    b"",
    b"\x00",
    b"\xff",
    b"\r\n\r\n",
    b"\n",
    b'"',
    b",",
    b"{",
    b"]",
    b"\\ud800",
    b"1e999",
    b"<",
    b"</p>",
    b"<!--",
    b"&#0;",
    b"charset=utf-7",
    b"WARC/1.0\r\n",
    b"Content-Length: 99999999999\r\n",
    b"Transfer-Encoding: chunked\r\n",
    b"Content-Encoding: gzip\r\n",
    b"fffffff\r\n",
    b"\x1f\x8b\x08",
    b"\x28\xb5\x2f\xfd",
    b"PK\x03\x04",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
)
# These have an end, a length or a checksum, so that a cut is noticed wherever it is.
WITH_END = ("a.txt.gz", "a.txt.zst", "a.jsonl.gz", "a.warc.gz", "a.json", "a.zip", "a.xlsx", "a.docx")


@cache
def whole_files() -> dict[str, bytes]:
    """A file of each format, by its name."""
    story = STORIES[0].encode()
    objects = [{"title": "Rain", "text": text, "date": "2025-03-05"} for text in STORIES]
    lines = "".join(json.dumps(item) + "\n" for item in objects).encode()
    pages = archive(
        response(),
        response(gzip.compress(PAGE, mtime=0), headers="Content-Encoding: gzip\r\n"),
        response(b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE), headers="Transfer-Encoding: chunked\r\n"),
        response(b"", status="404 Not Found"),
    )
    paragraphs = "".join(paragraph(run(line)) for line in STORIES[0].splitlines())
    return {
        "a.txt": story,
        "a.txt.gz": gzip.compress(story, mtime=0),
        "a.txt.zst": zstd(story),
        "a.md": b"# Rain\n\n" + story + b"\n> [Yes](https://a.example) *no*\n",
        "a.html": PAGE,
        "a.json": json.dumps(objects, indent=1).encode(),
        "a.jsonl": lines,
        "a.jsonl.gz": members(*lines.splitlines(keepends=True)),
        "a.warc": pages,
        "a.warc.gz": members(pages[:300], pages[300:]),
        "a.csv": "\n".join(",".join(f'"{cell}"' for cell in row) for row in ROWS).encode(),
        "a.xlsx": workbook(ROWS),
        "a.docx": document(paragraphs),
        "a.zip": packed({"b.txt": story, "c/d.json": json.dumps(objects[0]), "e.html": PAGE}),
    }


@st.composite
def damaged_files(draw: st.DrawFn) -> tuple[str, bytes]:
    """A name and what such a file may hold, or a file of another format."""
    names = st.deferred(lambda: st.sampled_from(sorted(whole_files())))
    name = draw(names)
    data = whole_files()[name]
    for _ in range(draw(st.integers(min_value=1, max_value=5))):
        place = draw(st.integers(min_value=0, max_value=len(data)))
        end = draw(st.one_of(*[st.just(place + length) for length in (0, 1, 1, 4, 40)], st.just(len(data))))
        put = draw(st.one_of(st.sampled_from(TOKENS), st.binary(max_size=4), st.just(data[place:end] * 2)))
        data = data[:place] + put + data[end:]
    if draw(st.integers(min_value=0, max_value=9)) == 0:
        name = draw(st.one_of(names, st.just("a")))
    return name, data
