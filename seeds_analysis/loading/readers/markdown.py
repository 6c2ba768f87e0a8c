"""Read Markdown: its words without the marks, one paragraph for each block."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from seeds_analysis.errors import LoadError
from seeds_analysis.loading.limits import refuse_page
from seeds_analysis.loading.parts import ArchiveMetadata, ReadOptions
from seeds_analysis.loading.readers.decoding import Extracted, decode
from seeds_analysis.loading.readers.json_object import describe

if TYPE_CHECKING:
    from markdown_it.token import Token

# What static site generators put before the text: title, date and so on, between two lines of dashes.
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n((?:[^\r\n]*+\r?\n){0,100}?)---[ \t]*(?:\r?\n|\Z)")
_FIELD = re.compile(r"^([\w-]{1,40})[ \t]*:[ \t]*(\S[^\r\n]*)$", re.MULTILINE)


def read_markdown(data: bytes, origin: str, options: ReadOptions, _archive: ArchiveMetadata) -> Extracted:
    """Take the words of headings, paragraphs, lists and quoted blocks; not of tables, code and pictures.

    The fields of the front matter are metadata. Raises LoadError: "empty" if there are no words, "too-large"
    for more than 2 MB, or what decode raises.
    """
    refuse_page(len(data), origin)
    from markdown_it import MarkdownIt  # comes with Rich; not needed for other formats

    decoded = decode(data, origin, encoding=options.encoding)
    front = _FRONT_MATTER.match(decoded.text)
    fields = dict(_FIELD.findall(front[1])) if front else {}
    tokens = MarkdownIt("commonmark").enable("table").parse(decoded.text[front.end() if front else 0 :])
    text = "\n\n".join(filter(str.strip, _blocks(tokens)))
    if not text:
        raise LoadError(origin, "empty", "holds no words. Give a file that holds an article.")
    record = {name: value.strip().strip("\"'") for name, value in fields.items()}
    return describe(replace(decoded, text=text), record, options)


def _blocks(tokens: Iterable["Token"]) -> Iterator[str]:
    in_table = False
    for token in tokens:
        if token.type in ("table_open", "table_close"):
            in_table = token.type == "table_open"
        elif token.type == "inline" and not in_table:
            yield "".join(map(_words, token.children or ()))


def _words(token: "Token") -> str:
    if token.type in ("text", "code_inline"):
        return token.content
    return {"softbreak": " ", "hardbreak": "\n"}.get(token.type, "")
