"""Tables with one article a row: CSV, TSV and Excel workbooks. A row is handed on as a JSON object."""

import csv
import datetime
import io
import json
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from seeds_analysis.errors import LoadError
from seeds_analysis.loading import limits
from seeds_analysis.loading.parts import Part, missing_extra
from seeds_analysis.loading.readers.json_object import FIELDS
from seeds_analysis.loading.streams.decompression import CHUNK_BYTES, DecompressedStream
from seeds_analysis.loading.streams.zip_files import OFFICE, ZIP_MAGIC, refuse_bomb, spooled

_UTF8_BOM = "\xef\xbb\xbf"  # as Latin-1
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")
_KNOWN = frozenset(name for names in FIELDS.values() for name in names)

# No table of articles is wider; a hostile workbook may have 16,384 columns in each of a million rows.
MOST_COLUMNS = 256


class _TooLongError(ValueError):
    """A row that is too long to be an article."""


class _Lines:
    """The lines of a table as Latin-1: one character per byte, so the encoding is still open.

    `length` counts the bytes since it was last set to 0. Raises _TooLongError once, and goes on with the next
    line, if they are more than a record may have.
    """

    def __init__(self, stream: io.RawIOBase) -> None:
        self._reader = io.BufferedReader(stream, CHUNK_BYTES)
        self.length = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._reader.readline(limits.MAX_RECORD_BYTES + 1)
        if not line:
            raise StopIteration
        self.length += len(line)
        if self.length > limits.MAX_RECORD_BYTES:
            while line and not line.endswith(b"\n"):
                line = self._reader.readline(CHUNK_BYTES)
            raise _TooLongError
        return line.decode("latin-1")


def looks_like_rows(head: bytes) -> bool:
    """Recognise a table by known names in its first row, and as many cells in the second one."""
    lines = head.decode("latin-1").removeprefix(_UTF8_BOM).split("\n", 100)[:100]
    csv.field_size_limit(limits.MAX_RECORD_BYTES)
    rows = csv.reader(lines, delimiter=_delimiter(lines[0]))
    try:
        names, cells = next(rows), next(rows, [])
    except csv.Error:
        return False
    return len(names) > 1 and len(names) == len(cells) and not _KNOWN.isdisjoint(map(_folded, names))


def looks_like_workbook(head: bytes) -> bool:
    """Recognise an Excel workbook that is not named so."""
    return head.startswith(ZIP_MAGIC) and OFFICE in head and b"xl/workbook.xml" in head


def split_csv(stream: DecompressedStream) -> Iterator[Part]:
    """Give each row, numbered as a spreadsheet does: the names of the columns are in row 1.

    The separator is the one that the first row has most: comma, semicolon, tab or bar. Rows are read as a
    stream. A row with a stray quotation mark, or with more cells than names, is an error, and the next line
    is read. If the input is cut off, an error follows the last whole row.
    """
    lines = _Lines(_as_utf8(stream))
    try:
        first = next(lines, "").removeprefix(_UTF8_BOM)
    except _TooLongError:
        yield Part(1, error=limits.too_long_record(stream.origin))
        return
    csv.field_size_limit(limits.MAX_RECORD_BYTES)  # for the whole process; its own limit is 131,072
    delimiter = _delimiter(first)
    names = next(csv.reader([first], delimiter=delimiter), [])
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    number, row = 1, []
    while True:
        number += 1
        lines.length = 0
        try:
            row = next(rows)
        except StopIteration:
            break
        except _TooLongError:
            yield Part(number, error=limits.too_long_record(stream.origin))
        except csv.Error as error:
            if stream.fault is None:
                yield Part(number, error=_bad_row(stream.origin, f"not valid CSV ({error})"))
        else:
            yield from _row(number, names, row, stream.origin)
    if stream.fault is not None:
        yield Part(number, error=stream.fault)


def split_workbook(stream: DecompressedStream) -> Iterator[Part]:
    """Give each row of the first sheet of an Excel workbook, numbered as there. Raises nothing."""
    try:
        import openpyxl  # an extra
    except ImportError:
        yield Part(None, error=missing_extra(stream.origin, "Excel workbooks", "excel"))
        return
    number = 0
    try:
        with spooled(stream) as file:
            with zipfile.ZipFile(file) as archive:
                for member in archive.infolist():
                    refuse_bomb(member.file_size, member.compress_size, stream.origin)
            with warnings.catch_warnings(action="ignore"):  # of styles and extensions that it leaves out
                book = openpyxl.load_workbook(file, read_only=True, data_only=True)
                sheet = book.worksheets[0]
                sheet.reset_dimensions()  # they may say anything
                rows = sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)
                names = [_cell(value) for value in next(rows, ())]
                for number, row in enumerate(rows, 2):
                    yield from _row(number, names, [_cell(value) for value in row], stream.origin, "utf-8")
    except LoadError as error:
        yield Part(number + 1, error=error)
    except Exception as error:  # whatever a broken workbook does to the library
        what = f"not an Excel workbook that can be read ({type(error).__name__}). Save it as CSV."
        yield Part(number + 1, error=LoadError(stream.origin, "corrupt", what))


def _row(
    number: int, names: Sequence[str], row: Sequence[str], origin: str, encoding: str = "latin-1"
) -> Iterator[Part]:
    """Make a JSON object of a row; its bytes are in the encoding of the table. A blank row gives nothing."""
    if not any(map(str.strip, row)):
        return
    if any(map(str.strip, row[len(names) :])):
        what = f"{len(row)} cells, but row 1 names {len(names)} columns"
        yield Part(number, error=_bad_row(origin, what))
        return
    # Backwards: of two columns with one name, the first counts.
    record = {name.strip(): cell for name, cell in reversed(list(zip(names, row, strict=False)))}
    data = json.dumps(dict(reversed(record.items())), ensure_ascii=False).encode(encoding, "replace")
    yield Part(number, data, "json")


def _cell(value: Any) -> str:
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ") if value.time() != datetime.time() else value.date().isoformat()
    return "" if value is None else str(value)


def _delimiter(line: str) -> str:
    return max(",;\t|", key=line.count)


def _folded(name: str) -> str:
    return name.strip().casefold()


def _as_utf8(stream: DecompressedStream) -> io.RawIOBase:
    """Turn the UTF-16 that Excel calls Unicode text into UTF-8; leave anything else as it is."""
    return _FromUtf16(stream) if stream.head(2) in _UTF16_BOMS else stream


class _FromUtf16(io.RawIOBase):
    def __init__(self, stream: io.RawIOBase) -> None:
        self._text = io.TextIOWrapper(io.BufferedReader(stream), "utf-16", errors="replace", newline="")
        self._ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        self._ready = self._ready or self._text.read(CHUNK_BYTES // 4).encode("utf-8", "replace")
        size = min(len(buffer), len(self._ready))
        buffer[:size], self._ready = self._ready[:size], self._ready[size:]
        return size


def _bad_row(origin: str, what: str) -> LoadError:
    message = f"{what}. Put quotation marks around cells with separators, and double the marks in them."
    return LoadError(origin, "corrupt", message)
