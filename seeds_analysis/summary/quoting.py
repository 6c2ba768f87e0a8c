"""How the words of a quotation are written for readers, so that nobody copies what was never said."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seeds_analysis.summary.model import ContentSpan

# Parts this close have only marks and a blank between them: could end "the hot stage" of the war.
ADJACENT = 3


def content_paragraphs(
    content: "Sequence[ContentSpan]", opening: str, closing: str, gap: str
) -> tuple[str, ...]:
    """Give the content in marks, with a gap where words of the reporter are left out.

    A part without marks gets none, and no closing mark appears that the article lacks. Where it is only
    implied, the quotation continues in the next paragraph, here as in the article.
    """
    paragraphs: list[str] = []
    last: ContentSpan | None = None
    for part in content:
        words = part.text.strip()
        if part.closed is not None:
            words = f"{opening}{words}{closing if part.closed == 'explicit' else ''}"
        if last is None or last.closed == "implied":
            paragraphs.append(words)
        elif part.start - last.end <= ADJACENT:
            paragraphs[-1] += f" {words}"
        else:
            paragraphs[-1] += f" {gap} {words}"
        last = part
    return tuple(paragraphs)


def readable_text(kind: str, content: "Sequence[ContentSpan]") -> str:
    """Give words that can be copied: nobody reads parts as a run-on sentence or a paraphrase as verbatim."""
    if len(content) == 1 and kind != "mixed":
        return content[0].text
    return " ".join(content_paragraphs(content, "“", "”", "…"))
