"""The table of formats, and how the format of an input is found: by its name or by its first bytes."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from seeds_analysis.loading.parts import ArchiveMetadata, Part, ReadOptions
from seeds_analysis.loading.readers.decoding import Extracted, read_text
from seeds_analysis.loading.readers.html_page import looks_like_page, read_page
from seeds_analysis.loading.readers.json_object import read_object
from seeds_analysis.loading.readers.markdown import read_markdown
from seeds_analysis.loading.readers.word import looks_like_document, read_document
from seeds_analysis.loading.streams.decompression import PACKED_SUFFIXES, DecompressedStream
from seeds_analysis.loading.streams.json_stream import (
    looks_like_json,
    looks_like_lines,
    split_lines,
    split_values,
)
from seeds_analysis.loading.streams.rows import looks_like_rows, split_csv, split_workbook
from seeds_analysis.loading.streams.warc import looks_like_archive, split_archive
from seeds_analysis.loading.streams.zip_files import looks_like_zip, split_zip

# How many bytes of an input are examined to find its format.
HEAD_BYTES = 1 << 20

# Takes the bytes of one article and its origin; raises LoadError.
Reader: TypeAlias = Callable[[bytes, str, ReadOptions, ArchiveMetadata], Extracted]


@dataclass(frozen=True, slots=True)
class Format:
    """How one format is recognised and read.

    `looks_like` gets the first bytes of an input. `read` extracts the text from the bytes of one article;
    `split` finds the articles in a file that may hold many; it raises LoadError for the file as a whole.
    """

    suffixes: tuple[str, ...]
    looks_like: Callable[[bytes], bool] | None = None
    read: Reader | None = None
    split: Callable[[DecompressedStream], Iterator[Part]] | None = None


def _split_zip(stream: DecompressedStream) -> Iterator[Part]:
    return split_zip(stream, lambda name: format_of_name(name) not in (None, "zip"))


# To add a format, write one new file with its functions and add one line to this table. Folders are searched
# for the suffixes; `looks_like` is tried in this order, and an input that matches none is text.
FORMATS = {
    "text": Format((".txt",), read=read_text),
    "html": Format((".html", ".htm", ".xhtml"), looks_like_page, read=read_page),
    "jsonl": Format((".jsonl", ".ndjson"), looks_like_lines, split=split_lines),
    "json": Format((".json",), looks_like_json, read=read_object, split=split_values),
    "warc": Format((".warc",), looks_like_archive, split=split_archive),
    "markdown": Format((".md", ".markdown"), read=read_markdown),
    "csv": Format((".csv", ".tsv"), looks_like_rows, split=split_csv),
    "xlsx": Format((".xlsx",), split=split_workbook),
    "docx": Format((".docx",), looks_like_document, read=read_document),
    "zip": Format((".zip",), looks_like_zip, split=_split_zip),
}
SUFFIXES = {suffix: kind for kind, form in FORMATS.items() for suffix in form.suffixes}


def format_of_name(name: str) -> str | None:
    """Look up the format by the suffix, after any suffix of compressed data; None if it is not known."""
    stem, suffix = os.path.splitext(name)
    if suffix.lower() in PACKED_SUFFIXES:
        suffix = os.path.splitext(stem)[1]
    return SUFFIXES.get(suffix.lower())


def sniff_format(data: bytes) -> str:
    """Find the format of an input by its first HEAD_BYTES."""
    for kind, form in FORMATS.items():
        if form.looks_like and form.looks_like(data[:HEAD_BYTES]):
            return kind
    return "text"
