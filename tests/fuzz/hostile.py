"""Files made to do harm: bombs, false lengths and encodings, addresses, control characters, wrong types."""

import gzip
import io
import itertools
import json
import zipfile
from collections.abc import Iterator

from tests.fuzz.files import STORIES, whole_files
from tests.loading.archives import PAGE, archive, members, response, warc_record, zstd
from tests.loading.test_rows import workbook
from tests.loading.test_word import document, paragraph, run
from tests.loading.test_zip_files import packed

STORY = STORIES[0]
NAUGHTY = (
    "\x1b[31m\x1b]8;;https://a.example\x07\x9b2J\u202e[red]<script>alert(1)</script>[a](b)\n| x |\r\x00\ud800"
)
MANY = 100_000


def hostile_files() -> dict[str, bytes]:
    """Each file by its name."""
    texts = itertools.chain(_json_types(), _json_syntax(), _control_characters(), _charsets(), _encodings())
    packed_files = itertools.chain(_lengths(), _chunks(), _bombs(), _zip_members())
    return dict(itertools.chain(texts, packed_files, _depths(), _addresses(), _tables()))


def _json_types() -> Iterator[tuple[str, bytes]]:
    values = [
        "null",
        "true",
        "-0.5",
        "1e999",
        "9" * 5000,
        "[]",
        "{}",
        '["Rain", {"name": []}]',
        '"\\ud800"',
        '""',
    ]
    for field, (number, value) in itertools.product(
        ("text", "title", "url", "authors", "date"), enumerate(values)
    ):
        story = "" if field == "text" else f', "text": {json.dumps(STORY)}'
        yield f"{field}-{number}.json", f'{{"{field}": {value}{story}}}'.encode()


def _json_syntax() -> Iterator[tuple[str, bytes]]:
    good = json.dumps({"text": STORY}).encode()
    yield "key-twice.json", b'{"text": "It rained.", "text": "It snowed."}'
    yield "not-a-number.json", b'{"text": "It rained.", "x": NaN}'
    yield "long-number.json", b'{"text": "It rained.", "x": %s}' % (b"9" * 1_000_000)
    yield "bad-lines.jsonl", b'{"text": \n' * 2000 + good
    yield "blank-lines.jsonl", b"\n" * MANY + good
    yield "nul-lines.jsonl", b"\x00\n" * 100 + good
    yield "open-string.json", b'{"text": "' + b"rain " * MANY


def _control_characters() -> Iterator[tuple[str, bytes]]:
    shown = NAUGHTY.encode("utf-8", "surrogatepass")
    told = json.dumps(NAUGHTY)
    for field in ("title", "url", "authors", "date", "id"):
        yield f"control-{field}.json", f'{{"{field}": {told}, "text": {json.dumps(STORY)}}}'.encode()
    yield "control-text.json", f'{{"text": {json.dumps(NAUGHTY.replace(chr(0), ""))}}}'.encode()
    yield "control.txt", STORY.encode() + shown
    yield "control-words.txt", shown.replace(b"\x00", b"") + "“Yes,” said Ana Ruiz.".encode()
    yield "control.md", b"# " + shown.replace(b"\x00", b"") + b"\n\n" + STORY.encode()
    yield "control.csv", b'title,text\n"' + shown + b'","' + STORY.encode() + b'"\n'
    yield "control.html", PAGE.replace(b"Pier to open", shown)
    yield "control.warc", warc_record(response(), url=NAUGHTY.encode("utf-8", "replace").decode("latin-1"))


def _charsets() -> Iterator[tuple[str, bytes]]:
    known = "utf-7 utf-16 utf-32 idna punycode undefined unicode_escape raw_unicode_escape zip rot13 hex mbcs"
    for number, name in enumerate((*known.split(), "none", "x" * 2000, "utf-8\x00")):
        yield f"charset-{number}.html", PAGE.replace(b'"utf-8"', f'"{name}"'.encode())
        yield f"charset-{number}.warc", archive(response(kind=f"text/html; charset={name}"))


def _encodings() -> Iterator[tuple[str, bytes]]:
    yield "no-mark.txt", STORY.encode("utf-16-le")
    yield "odd-length.txt", STORY.encode("utf-16")[:-1]
    yield "utf-32.txt", STORY.encode("utf-32")
    yield "marks-only.txt", b"\xff\xfe"
    yield "not-utf-8.txt", b"\xc0\xaf\xed\xa0\x80\xf5 " + STORY.encode()
    yield "nul.txt", b"\x00" * MANY
    yield "any-bytes.txt", bytes(range(256)) * 40


def _lengths() -> Iterator[tuple[str, bytes]]:
    whole = warc_record(response())
    true = b"Content-Length: %d" % len(response())
    lies = (
        b"-1",
        b"0",
        b"1",
        b"10000000000",
        b"9" * 40,
        b"x",
        b"",
        b"5 5",
        b"+5",
        b"0x10",
        b"%d" % (len(PAGE) // 2),
    )
    for number, lie in enumerate(lies):
        yield f"length-{number}.warc", whole.replace(true, b"Content-Length: " + lie, 1) + whole
    yield "no-length.warc", whole.replace(true + b"\r\n", b"", 1)
    yield "length-twice.warc", whole.replace(true, true + b"\r\nContent-Length: 3", 1)
    yield "many-fields.warc", whole.replace(true, b"a: b\r\n" * 5000 + true, 1)
    yield "long-field.warc", whole.replace(true, b"a: " + b"b" * MANY + b"\r\n" + true, 1)


def _chunks() -> Iterator[tuple[str, bytes]]:
    chunked = "Transfer-Encoding: chunked\r\n"
    bodies = {
        "many": b"1\r\na\r\n" * MANY + b"0\r\n\r\n",
        "huge": b"fffffff\r\n" + PAGE,
        "negative": b"-5\r\n" + PAGE,
        "endless": b"%x\r\n" % len(PAGE) + PAGE,
        "extended": b"%x;%s\r\n" % (len(PAGE), b"a" * MANY) + PAGE + b"\r\n0\r\n\r\n",
        "none": b"\r\n\r\n",
    }
    for name, body in bodies.items():
        yield f"chunks-{name}.warc", archive(response(body, headers=chunked))


def _bombs() -> Iterator[tuple[str, bytes]]:
    zeros = bytes(30_000_000)
    bomb = gzip.compress(zeros, mtime=0)
    yield "bomb.txt.gz", bomb
    yield "bomb-of-words.txt.gz", gzip.compress(b"It rained. " * 3_000_000, mtime=0)
    yield "bomb-in-bomb.txt.gz", gzip.compress(bomb, mtime=0)
    yield "bomb.txt.zst", zstd(zeros)
    yield "window.txt.zst", b"\x28\xb5\x2f\xfd\x00\xa8" + b"\x01\x00\x00a"
    yield "empty-members.txt.gz", members(b"") * MANY + members(STORY.encode())
    yield "bomb.warc", archive(response(bomb, headers="Content-Encoding: gzip\r\n"))
    yield "bomb.warc.gz", gzip.compress(archive(response(zeros[:20_000_000])), mtime=0)
    yield "bomb.jsonl.gz", gzip.compress(b'{"text": "' + b"a" * 30_000_000 + b'"}\n', mtime=0)
    yield "bomb.zip", packed({"a.txt": zeros, "b.txt": STORY})
    yield "bomb.docx", document(paragraph(run("a" * 3_000_000)))


def _depths() -> Iterator[tuple[str, bytes]]:
    yield "deep-lists.json", b"[" * 1_000_000
    yield "deep-objects.json", b'{"text":' * MANY
    yield "deep-inside.json", b'{"text": "It rained.", "x": ' + b"[" * MANY + b"]" * MANY + b"}"
    yield "deep-page.html", b"<div>" * 20_000 + PAGE
    yield "deep-comment.html", b"<!--" * 20_000 + PAGE
    yield "deep-word.docx", document("<w:sdt>" * 20_000 + paragraph(run("Rain.")) + "</w:sdt>" * 20_000)
    yield "deep-marks.md", b">" * 20_000 + b" Rain\n" + b"- " * 2_000 + b"rain\n" + b"[" * 20_000


def _addresses() -> Iterator[tuple[str, bytes]]:
    """What asks the program to read or fetch something else: `root:` is in the file that they name."""
    entity = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
    doubling = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    include = (
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'
    )
    pages = {
        "entity": f"{entity}<html><body><article><p>&b; {STORY}</p></article></body></html>",
        "doubling": f'<!DOCTYPE a [<!ENTITY a0 "rain">{doubling}]><html><body><p>&a9; {STORY}',
        "include": f"<html><body><article><p>{include}{STORY}</p></article></body></html>",
        "refresh": f'<meta http-equiv="refresh" content="0; url=file:///etc/passwd"><p>{STORY}</p>',
        "frame": f'<base href="file:///etc/"><iframe src="passwd"></iframe><p>{STORY}</p>',
    }
    for name, page in pages.items():
        yield f"{name}.xhtml", f'<?xml version="1.0"?>{page}'.encode()
    whole = document(paragraph(run("&b;")))
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(file, "w") as new:
        for part in old.namelist():
            new.writestr(
                part, entity.encode() + old.read(part) if part.endswith("document.xml") else old.read(part)
            )
    yield "entity.docx", file.getvalue()


def _zip_members() -> Iterator[tuple[str, bytes]]:
    names = (
        "../../rain.txt",
        "/etc/rain.txt",
        "C:\\rain.txt",
        "\x1b[31m\u202erain.txt",
        "a/" * 300 + "rain.txt",
    )
    for number, name in enumerate(names):
        yield f"name-{number}.zip", packed({name: STORY})
    whole = whole_files()["a.zip"]
    yield "encrypted.zip", whole.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")
    yield "no-directory.zip", whole[: whole.index(b"PK\x01\x02")]
    yield "two-files.zip", whole + whole
    yield "in-itself.zip", packed({"a.zip": packed({"b.zip": packed({"c.txt": STORY})}), "d.txt": STORY})


def _tables() -> Iterator[tuple[str, bytes]]:
    yield "many-columns.csv", b"text," + b"," * MANY + b"\n" + STORY.encode()
    yield "open-quote.csv", b'text\n"' + b"rain " * MANY
    yield "nul.csv", b"text\nrain\x00rain\n"
    yield "no-text.csv", b"a,b\n1,2\n"
    yield "formulas.csv", b'title,text\n"=HYPERLINK(""https://a.example"")","=cmd says Ana Ruiz."\n'
    yield "formulas.xlsx", workbook([["title", "text"], ["=1+1", "=cmd says Ana Ruiz."]])
    yield "empty.xlsx", workbook([])
