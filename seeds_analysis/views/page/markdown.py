"""From a Summary to the same page as Markdown (CommonMark with the tables of GitHub)."""

import re
from collections.abc import Iterable, Iterator, Sequence

from seeds_analysis.summary import Entity, Quotation, Summary
from seeds_analysis.views import codes
from seeds_analysis.views.page import wording
from seeds_analysis.views.page.grouping import by_label, by_speaker
from seeds_analysis.views.safe import flat

_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# Characters that open a construct anywhere in a line; `$` is mathematics on GitHub.
_INLINE = re.compile(r"[\\`*_\[\]{}|~$&<>!]")
# What opens a block at the start of a line: headings, lists, rules, setext underlines, definitions.
_BLOCK = re.compile(r"(?:[#+\-=:]|[0-9]{1,9}(?=[.)]))")
# GitHub links bare addresses and takes backslashes as part of them; broken up, the text stays as written.
_ADDRESS = re.compile(r"(?:(?<=[A-Za-z]):(?=//)|(?<=www)\.)", re.IGNORECASE)


def render_markdown(summary: Summary) -> str:
    """Write the page as Markdown, ending with a newline.

    Words of the article cannot become markup: each is on one line, escaped for Markdown and HTML, and control
    characters become U+FFFD. Unlike the page for the terminal, it lists every entity.
    """
    return "\n\n".join(_blocks(summary)) + "\n"


def escape(text: str) -> str:
    r"""Make text safe inside Markdown: one line, `<b>` as `&lt;b&gt;`, `[a](b)` as `\[a\](b)`."""
    line = _escape_inline(text)
    start = _BLOCK.match(line)
    if start is None:
        return line
    if start[0].isdigit():  # a number with a full stop opens a list; the full stop is what can be escaped
        return f"{start[0]}\\{line[start.end() :]}"
    return f"\\{line}"


def _escape_inline(text: str) -> str:
    """Escape text that is not at the start of a block, such as a cell."""
    line = _INLINE.sub(lambda match: _HTML.get(match[0]) or f"\\{match[0]}", flat(text))
    return _ADDRESS.sub(lambda match: f"\\{match[0]}", line)


def _blocks(summary: Summary) -> Iterator[str]:
    yield f"# {escape(wording.head_line(summary))}"
    yield _facts((*wording.head_facts(summary), *wording.more_facts(summary)))
    yield from map(escape, wording.head_warnings(summary))
    if summary.key_sentences:
        yield "## Key sentences"
        numbered = enumerate(summary.key_sentences, start=1)
        yield "\n".join(f"{number}. {escape(sentence.text)}" for number, sentence in numbered)
    yield from _quotations(summary)
    if summary.marked_phrases:
        yield "## In quotation marks, quoting nobody"
        yield "\n".join(
            f"- “{escape(phrase.text)}” ({escape(phrase.kind)})" for phrase in summary.marked_phrases
        )
    yield "## Names"
    if not summary.entities:
        yield "No name was found."
    for label, entities in by_label(summary.entities).items():
        yield f"### {escape(codes.in_words('label', label, plural=True))}"
        yield _names(entities)
    yield "## Dates"
    rows = wording.date_rows(summary)
    yield _table(("Date", "In the text", "Note"), rows) if rows else "No date expression was found."
    if warnings := wording.placed_warnings(summary):
        yield "## Warnings"
        yield "\n".join(f"- {_facts(facts)}" for facts in warnings)


def _quotations(summary: Summary) -> Iterator[str]:
    groups, unattributed = by_speaker(summary)
    yield "## Quotations"
    yield (
        escape(wording.quotation_counts(summary.counts)) if summary.quotations else "No quotation was found."
    )
    for group in groups:
        yield f"### {escape(group.name)}{', ' + escape(group.role) if group.role else ''}"
        for quotation in group.quotations:
            yield from _quotation(quotation, group.aliases)
    if unattributed:
        yield "### Speaker unknown"
        for quotation in unattributed:
            yield from _quotation(quotation)


def _quotation(quotation: Quotation, aliases: Sequence[str] = ()) -> Iterator[str]:
    paragraphs = wording.quotation_paragraphs(quotation, "“", "”", "…")
    yield "\n>\n".join(f"> {escape(paragraph)}" for paragraph in paragraphs)
    place = (f"¶{quotation.paragraph}",) if quotation.paragraph else ()
    notes, doubts = wording.quotation_notes(quotation, aliases), wording.quotation_doubts(quotation)
    yield _facts((quotation.id, *place, *notes, *doubts))


def _names(entities: Iterable[Entity]) -> str:
    return _table(
        ("Name", "Role", "Also", "Mentions", "Salience"),
        (
            (
                entity.name,
                entity.role.text if entity.role else "",
                ", ".join(entity.aliases),
                f"{entity.mention_count:,}",
                f"{entity.salience:.2f}",
            )
            for entity in entities
        ),
        numbers=(3, 4),
    )


def _table(header: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: Sequence[int] = ()) -> str:
    rule = ["---:" if column in numbers else "---" for column in range(len(header))]
    lines = [header, rule, *([_escape_inline(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _facts(facts: Iterable[str]) -> str:
    return " · ".join(escape(fact) for fact in facts)
