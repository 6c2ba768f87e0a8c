"""Read a Word document (.docx): its paragraphs, as they are with all tracked changes accepted."""

import io
import zipfile
from html.parser import HTMLParser

from seeds_analysis.errors import LoadError
from seeds_analysis.loading import limits
from seeds_analysis.loading.parts import ArchiveMetadata, ReadOptions, missing_extra
from seeds_analysis.loading.readers.decoding import Extracted

_MAIN_PART = b"word/"
_MAGIC = b"PK\x03\x04"

_BLOCKS = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "li"))
_NOTES = ("footnote-", "endnote-")


def looks_like_document(head: bytes) -> bool:
    """Recognise a ZIP archive with the parts of a Word document."""
    return head.startswith(_MAGIC) and _MAIN_PART in head


def read_document(data: bytes, origin: str, _options: ReadOptions, _archive: ArchiveMetadata) -> Extracted:
    """Take the words of headings, paragraphs and lists; not of tables, notes, comments and pictures.

    Raises LoadError: "empty" if there are no words, "corrupt" if it cannot be read, "too-large" for parts
    that grow too much when decompressed, "missing-extra".
    """
    try:
        import mammoth  # an extra
    except ImportError as error:
        raise missing_extra(origin, "Word documents", "word") from error
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            for part in parts.infolist():
                limits.refuse_page(part.file_size if part.filename.endswith(".xml") else 0, origin)
                limits.refuse_ratio(part.file_size, part.compress_size, origin)
        without_pictures = mammoth.images.img_element(lambda _: {})
        html = mammoth.convert_to_html(io.BytesIO(data), convert_image=without_pictures).value
    except LoadError:
        raise
    except Exception as error:  # whatever a broken document does to the library
        message = f"not a Word document that can be read ({type(error).__name__}). Save it as a .txt file."
        raise LoadError(origin, "corrupt", message) from error
    collected = _Paragraphs()
    collected.feed(html)
    collected.close()
    text = "\n\n".join(filter(None, (paragraph.strip() for paragraph in collected.paragraphs)))
    if not text:
        raise LoadError(origin, "empty", "holds no words. Give a file that holds an article.")
    return Extracted(text, "utf-8")


class _Paragraphs(HTMLParser):
    """Collects the text of blocks, as mammoth writes them."""

    def __init__(self) -> None:
        super().__init__()
        self.paragraphs = [""]
        self._left_out: list[str] = []  # open elements, the outermost of which is left out

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = dict(attrs).get("id") or ""
        if self._left_out or tag == "table" or name.startswith(_NOTES):
            self._left_out.append(tag)
        elif tag in _BLOCKS:
            self.paragraphs.append("")
        elif tag == "br":
            self.handle_data("\n")

    def handle_endtag(self, tag: str) -> None:
        if self._left_out:
            self._left_out.pop()
        elif tag in _BLOCKS:
            self.paragraphs.append("")

    def handle_data(self, data: str) -> None:
        if not self._left_out:
            self.paragraphs[-1] += data.replace("\xad", "")
