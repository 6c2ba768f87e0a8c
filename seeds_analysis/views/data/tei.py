"""From summaries to TEI P5: the words of quotations as <said who direct>, for digital editions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby, islice
from xml.sax.saxutils import escape

from seeds_analysis.summary import Quotation, Summary
from seeds_analysis.text import paragraphs
from seeds_analysis.views.html.segments import Mark, Segment, cut
from seeds_analysis.views.page import wording
from seeds_analysis.views.safe import NOT_IN_XML, REPLACEMENT

_NAMESPACE = 'xmlns="http://www.tei-c.org/ns/1.0"'
_NEGATED = "negated"
_CATEGORY = (
    f'<encodingDesc><classDecl><taxonomy><category xml:id="{_NEGATED}"><catDesc>The article says that this '
    "was not said.</catDesc></category></taxonomy></classDecl></encodingDesc>"
)
_ELEMENTS = {
    "organisation": ("org", "orgName"),
    "document": ("org", "orgName"),
    "group": ("personGrp", "persName"),
}
_PERSON = ("person", "persName")


def tei_pieces(summaries: Iterable[Summary]) -> Iterator[str]:
    """Write one document: the article, or a corpus of several; nothing if there is none.

    The elements of one quotation have its id as their `n`: it may be in parts, cross a paragraph or another
    quotation. Summaries hold their text.
    """
    waiting = iter(summaries)
    opening = list(islice(waiting, 2))
    if not opening:
        return
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    corpus = len(opening) > 1
    if corpus:
        yield f"<teiCorpus {_NAMESPACE}>\n{_header('Articles', 'Articles', _CATEGORY)}"
    for number, summary in enumerate(chain(opening, waiting), start=1):
        yield _article(summary, f"a{number}-" if corpus else "", corpus=corpus)
    if corpus:
        yield "</teiCorpus>\n"


def _article(summary: Summary, prefix: str, *, corpus: bool) -> str:
    document, text = summary.document, summary.document.text or ""
    speakers, listed = _speakers(summary.quotations, prefix)
    title = wording.head_line(summary)
    profile = (
        f"<profileDesc><particDesc><listPerson>{listed}</listPerson></particDesc></profileDesc>"
        if listed
        else ""
    )
    marks = {mark: tag for one in summary.quotations for mark, tag in _marks(one, speakers)}
    rows = cut(text, paragraphs(text), list(marks))
    body = "".join(f"<p>{_nested(row, 0, marks)}</p>\n" for row in rows)
    return (
        f"<TEI{'' if corpus else f' {_NAMESPACE}'}>\n"
        f"{_header(title, document.url or document.origin, ('' if corpus else _CATEGORY) + profile)}"
        f"<text><body>\n{body or '<p/>'}</body></text>\n</TEI>\n"
    )


def _header(title: str, source: str, more: str) -> str:
    return (
        f"<teiHeader><fileDesc><titleStmt><title>{_text(title)}</title></titleStmt>"
        "<publicationStmt><p>Made by seeds-analysis</p></publicationStmt>"
        f"<sourceDesc><p>{_text(source)}</p></sourceDesc></fileDesc>{more}</teiHeader>\n"
    )


def _speakers(quotations: Sequence[Quotation], prefix: str) -> tuple[dict[str, str], str]:
    """Give the ids of the named speakers, and their list."""
    ids: dict[str, str] = {}
    listed = []
    for quotation in quotations:
        name = quotation.speaker.name if quotation.speaker else None
        if quotation.speaker and name and name not in ids:
            ids[name] = f"{prefix}s{len(ids) + 1}"
            element, inner = _ELEMENTS.get(quotation.speaker.kind or "", _PERSON)
            listed.append(f'<{element} xml:id="{ids[name]}"><{inner}>{_text(name)}</{inner}></{element}>')
    return ids, "".join(listed)


def _marks(quotation: Quotation, speakers: dict[str, str]) -> Iterator[tuple[Mark, str]]:
    """Give the parts of a quotation with their opening tags."""
    name = quotation.speaker.name if quotation.speaker else None
    who = f' who="#{speakers[name]}"' if name else ""
    negated = f' ana="#{_NEGATED}"' if quotation.negated else ""
    for part in quotation.content:
        direct = quotation.kind == "direct" or part.closed is not None
        tag = f'<said{who} direct="{str(direct).lower()}" n="{quotation.id}"{negated}>'
        yield Mark(part.start, part.end, (), quotation.id), tag


def _nested(segments: Iterable[Segment], depth: int, tags: Mapping[Mark, str]) -> str:
    """Write segments; neighbours with the same mark at a depth share its element."""
    written = ""
    runs = groupby(segments, key=lambda one: one.marks[depth] if depth < len(one.marks) else None)
    for mark, run in runs:
        if mark is None:
            written += "".join(_text(segment.text) for segment in run)
        else:
            written += f"{tags[mark]}{_nested(run, depth + 1, tags)}</said>"
    return written


def _text(text: str) -> str:
    return escape(NOT_IN_XML.sub(REPLACEMENT, text), {"\r": "&#13;"})
