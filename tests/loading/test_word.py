"""Word documents: paragraphs with tracked changes accepted, and every broken document an error."""

import contextlib
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds_analysis.errors import LoadError
from seeds_analysis.loading import limits, read_article
from seeds_analysis.loading.formats import sniff_format

pytest.importorskip("mammoth", reason="the extra [word] is not installed")

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)


def relation(kind: str, target: str) -> str:
    inside = f'<Relationship Id="r1" Type="{OFFICE}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'


def document(body: str, notes: str = "") -> bytes:
    """A Word document with this body."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("[Content_Types].xml", TYPES)
        parts.writestr("_rels/.rels", relation("officeDocument", "word/document.xml"))
        parts.writestr(
            "word/document.xml", f'<w:document xmlns:w="{MAIN}"><w:body>{body}</w:body></w:document>'
        )
        parts.writestr("word/_rels/document.xml.rels", relation("footnotes", "footnotes.xml"))
        parts.writestr("word/footnotes.xml", f'<w:footnotes xmlns:w="{MAIN}">{notes}</w:footnotes>')
    return file.getvalue()


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def text_of(body: str, notes: str = "") -> str:
    return read_article(document(body, notes), "x.docx").text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param(paragraph(run("One.")) + paragraph(run("Two.")), "One.\n\nTwo.", id="paragraphs"),
        pytest.param(paragraph(run("It is "), run("safe.")) + paragraph(), "It is safe.", id="runs"),
        pytest.param(
            paragraph(
                run("We "), f"<w:ins>{run('really ')}</w:ins>",
                "<w:del><w:r><w:delText>never </w:delText></w:r></w:del>", run("waited."),
            ),
            "We really waited.",
            id="tracked-changes",
        ),
        pytest.param(paragraph(run("One"), "<w:r><w:br/></w:r>", run("two")), "One\ntwo", id="line-break"),
        pytest.param(
            paragraph(run("One.")) + f"<w:tbl><w:tr><w:tc>{paragraph(run('5'))}</w:tc></w:tr></w:tbl>",
            "One.",
            id="table",
        ),
        pytest.param(
            paragraph(run("news"), "<w:r><w:softHyphen/></w:r>", run("paper &lt;b&gt; &amp; more")),
            "newspaper <b> & more",
            id="characters",
        ),
    ],
)  # fmt: skip
def test_document_is_read_as_its_paragraphs(body: str, text: str) -> None:
    assert text_of(body) == text


def test_notes_are_left_out() -> None:
    body = paragraph(run("It opens"), '<w:r><w:footnoteReference w:id="2"/></w:r>', run(" in May."))
    line_break = "<w:r><w:br/></w:r>"
    note = f'<w:footnote w:id="2">{paragraph(run("A note."), line_break, run("More."))}</w:footnote>'
    assert text_of(body + paragraph(run("End.")), note) == "It opens in May.\n\nEnd."


def test_document_is_recognised_without_its_name() -> None:
    assert sniff_format(document(paragraph(run("One.")))) == "docx"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(document(""), "empty", id="no-words"),
        pytest.param(document("<w:p>"), "corrupt", id="broken-xml"),
        pytest.param(document(paragraph(run("One.")))[:400], "corrupt", id="cut-off"),
        pytest.param(b"It rains.", "corrupt", id="text"),
        pytest.param(document(paragraph(run("a" * 2_000_001))), "too-large", id="large"),
    ],
)
def test_document_that_cannot_be_read_is_an_error(data: bytes, code: str) -> None:
    with pytest.raises(LoadError) as caught:
        read_article(data, "x.docx")
    assert caught.value.code == code


def test_document_that_grows_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FREE_BYTES", 1000)
    with pytest.raises(LoadError) as caught:
        text_of(paragraph(run("a" * 1_000_000)))
    assert caught.value.code == "too-large"


@given(st.integers(0, 1200), st.binary(max_size=8))
def test_damaged_document_raises_nothing_but_load_errors(place: int, put: bytes) -> None:
    data = document(paragraph(run("One.")))
    with contextlib.suppress(LoadError):
        read_article(data[:place] + put + data[place + len(put) :], "x.docx")
