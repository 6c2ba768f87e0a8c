"""Tables with one article a row: CSV, TSV and Excel workbooks. A row is passed on as a JSON object."""

import csv
import datetime
import io
import json
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

from seeds_analysis.errors import LoadError
from seeds_analysis.loading import limits
from seeds_analysis.loading.parts import Part, missing_extra
from seeds_analysis.loading.readers.json_object import FIELDS
from seeds_analysis.loading.streams.decompression import CHUNK_BYTES, DecompressedStream
from seeds_analysis.loading.streams.zip_files import spooled

_UTF8_BOM = "\xef\xbb\xbf"  # as Latin-1
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")
_KNOWN = frozenset(name for names in FIELDS.values() for name in names)

# No table of articles is wider; a hostile workbook may have 16,384 columns in each of a million rows.
MOST_COLUMNS = 256


class _Lines:
    """The lines of a table. `length` counts the characters since it was last set to 0.

    If a record has too many, it raises LoadError once and continues with the next line.
    """

    def __init__(self, stream: DecompressedStream, encoding: str) -> None:
        buffered = io.BufferedReader(stream, CHUNK_BYTES)
        self._text = io.TextIOWrapper(buffered, encoding, "replace", newline="\n")
        self._origin = stream.origin
        self.length = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._text.readline(limits.MAX_RECORD_BYTES + 1)
        self.length += len(line)
        if self.length > limits.MAX_RECORD_BYTES:
            while line and not line.endswith("\n"):
                line = self._text.readline(CHUNK_BYTES)
            raise limits.too_long_record(self._origin)
        if not line:
            raise StopIteration
        return line


def looks_like_rows(head: bytes) -> bool:
    """Recognise a table by known names in its first row, and as many cells in the second one."""
    lines = head.decode("latin-1").removeprefix(_UTF8_BOM).split("\n", 100)[:100]
    csv.field_size_limit(limits.MAX_RECORD_BYTES)
    rows = csv.reader(lines, delimiter=_delimiter(lines[0]))
    try:
        names, cells = next(rows), next(rows, [])
    except csv.Error:
        return False
    known = any(name.strip().casefold() in _KNOWN for name in names)
    return known and 1 < len(names) == len(cells)


def split_csv(stream: DecompressedStream) -> Iterator[Part]:
    """Give each row, numbered as a spreadsheet does: the names of the columns are in row 1.

    The separator is the one that the first row has most: comma, semicolon, tab or bar. A row with a stray
    quotation mark, or with more cells than names, is an error, and the next line is read. If the input is cut
    off, an error follows the last whole row.
    """
    # Latin-1 turns each byte into a character and back, so the encoding can be found later.
    read, write = ("utf-16", "utf-8") if stream.head(2) in _UTF16_BOMS else ("latin-1", "latin-1")
    lines = _Lines(stream, read)
    csv.field_size_limit(limits.MAX_RECORD_BYTES)  # for the whole process; its own limit is 131,072
    try:
        first = next(lines, "").removeprefix(_UTF8_BOM)
        delimiter = _delimiter(first)
        names = next(csv.reader([first], delimiter=delimiter), [])
    except (LoadError, csv.Error) as error:
        bad = error if isinstance(error, LoadError) else _bad_row(stream.origin, f"not valid CSV ({error})")
        yield Part(1, error=bad)
        return
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    for number in count(2):
        lines.length = 0
        try:
            row = next(rows)
        except StopIteration:
            break
        except LoadError as error:
            yield Part(number, error=error)
        except csv.Error as error:
            if stream.fault is None:
                yield Part(number, error=_bad_row(stream.origin, f"not valid CSV ({error})"))
        else:
            yield from _parts(number, names, row, stream.origin, write)
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
            for member in zipfile.ZipFile(file).infolist():
                limits.refuse_size(member.file_size, stream.origin)
                limits.refuse_ratio(member.file_size, member.compress_size, stream.origin)
            with warnings.catch_warnings(action="ignore"):  # about styles and extensions that it ignores
                sheet = openpyxl.load_workbook(file, read_only=True, data_only=True).worksheets[0]
            sheet.reset_dimensions()  # the stated ones may be wrong
            rows = sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)
            names = [_cell(value) for value in next(rows, ())]
            for number, row in enumerate(rows, 2):
                yield from _parts(number, names, [_cell(value) for value in row], stream.origin, "utf-8")
    except LoadError as error:
        yield Part(number + 1, error=error)
    except Exception as error:  # whatever a broken workbook does to the library
        what = f"not an Excel workbook that can be read ({type(error).__name__}). Save it as CSV."
        yield Part(number + 1, error=LoadError(stream.origin, "corrupt", what))


def _parts(
    number: int, names: Sequence[str], row: Sequence[str], origin: str, encoding: str
) -> Iterator[Part]:
    """Make a JSON object of a row; of columns with one name, the first is used. A blank row gives nothing."""
    record: dict[str, str] = {}
    for name, cell in zip(names, row, strict=False):
        record.setdefault(name.strip(), cell)
    if any(map(str.strip, row[len(names) :])):
        what = f"{len(row)} cells, but row 1 names {len(names)} columns"
        yield Part(number, error=_bad_row(origin, what))
    elif any(map(str.strip, row)):
        yield Part(number, json.dumps(record, ensure_ascii=False).encode(encoding, "replace"), "json")


def _cell(value: Any) -> str:
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ").removesuffix(" 00:00:00")
    return "" if value is None else str(value)


def _delimiter(line: str) -> str:
    return max("\x1f,;\t|", key=line.count)  # a single column has none of them, in no row


def _bad_row(origin: str, what: str) -> LoadError:
    message = f"{what}. Put quotation marks around cells with separators, and double the marks in them."
    return LoadError(origin, "corrupt", message)
