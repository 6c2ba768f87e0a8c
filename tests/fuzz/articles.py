"""Makes articles in disorder: pieces mixed or repeated, articles changed at any place, objects of JSON."""

import json
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from training.marked import read_folder

NEWS = Path(__file__).parents[2] / "training" / "news"

NAMES = (
    "Ana Ruiz",
    "Tom Lee",
    "RUIZ",
    "ana ruiz",
    "O’Neil-Lee",
    "Sr.",
    "J. R. Lee Jr.",
    "Ruiz's",
    "%",
    "NATO",
)
PIECES = {
    "story": (
        "The mayor of Oslo said on Monday that the ferry was late.",
        "He did not say why.",
        "according to",
    ),
    "marks": ("“", "”", '"', "'", "’", "‘", "«", "»", "„", "``", "''", "＂", "“Yes,”", '"No?" she said.'),
    "turns": ("Q:", "A:", "RUIZ: Yes.", "EB:", "MODERATOR: Why?", "Bob: “yes.”", "\nTOM LEE: No.\n"),
    "furniture": ("OSLO (AP) — ", "OSLO - ", "By Ana Ruiz", "date 2024-02-29", "Ana Ruiz via Getty Images"),
    "numbers": (
        "12 May 2024",
        "31 February",
        "99999999999999999999",
        "5 p.m.",
        "٣",
        "²",
        "1,2,3",
        "$7bn",
        "0-0-0",
    ),
    "direction": ("\u202e", "\u202c", "\u2066", "\u2069", "\u200f", "قال", "אמר"),
    "controls": (
        "\x00",
        "\x1b[31m",
        "\x07",
        "\x7f",
        "\x85",
        "\u2028",
        "\ufeff",
        "\u200b",
        "\ufffd",
        "\u00ad",
    ),
    "markup": (
        "<b>",
        "</p>",
        "&amp;",
        "&#x202e;",
        "[red]",
        "[a](b)",
        "**",
        "{{",
        "]]>",
        "<script>x</script>",
    ),
    "breaks": ("\n", "\n\n", "\r\n", "\t", "  ", "\u00a0", ". ", ", ", " - ", "—", "…"),
    "scripts": ("他说", "e\u0301\u0301\u0301", "😀", "👨‍👩‍👧", "ﬁ", "İ", "ß", "𝔸", "\u0e33"),
    "names": NAMES,
}

_LENGTHS = st.integers(min_value=2, max_value=400)


_piece = st.sampled_from(sorted(PIECES)).flatmap(lambda kind: st.sampled_from(PIECES[kind]))
_long_piece = st.builds(str.__mul__, _piece, _LENGTHS)  # a long line, or a long run without white space
_odd = st.text(max_size=8)
_glue = st.sampled_from(["", " ", " ", " ", "\n", "\n\n"])
_words = st.one_of(_piece, _piece, _piece, _piece, _piece, _odd)


@st.composite
def articles(draw: st.DrawFn) -> str:
    """An article of up to 40 pieces, one of them perhaps long."""
    pieces = draw(st.lists(st.tuples(_words, _glue), min_size=1, max_size=40))
    if draw(st.integers(min_value=0, max_value=9)) == 0:
        pieces.insert(draw(st.integers(min_value=0, max_value=len(pieces))), (draw(_long_piece), " "))
    return "".join(word + glue for word, glue in pieces)


@cache
def _news() -> list[str]:
    return [article.text for article in read_folder(NEWS)]


@st.composite
def mutated_articles(draw: st.DrawFn) -> str:
    """A part of an article in which words are put, replaced, taken out or repeated, at up to eight places."""
    text = draw(st.deferred(lambda: st.sampled_from(_news())))
    start = draw(st.integers(min_value=0, max_value=len(text) - 1))
    text = text[start : start + draw(st.integers(min_value=40, max_value=800))]
    for _ in range(draw(st.integers(min_value=1, max_value=8))):
        place = draw(st.integers(min_value=0, max_value=len(text)))
        end = place + draw(st.integers(min_value=0, max_value=30))
        put = draw(st.one_of(_words, _words, st.sampled_from(["", text[place:end] * 2])))
        text = text[:place] + put + text[end:]
    return text


@st.composite
def runs(draw: st.DrawFn) -> str:
    """A few pieces again and again, between two others."""
    unit = "".join(draw(st.lists(_words, min_size=1, max_size=3))) or " "
    times = draw(st.integers(min_value=2, max_value=1200 // len(unit) + 2))
    return f"{draw(_words)} {unit * times} {draw(_words)}"


_keys = st.sampled_from(
    ["text", "content", "title", "date", "published", "url", "authors", "author", "id", "x"]
)
_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), _words, articles()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_keys, inner, max_size=3),
    max_leaves=6,
)
_fields = st.tuples(_keys, _values) | st.tuples(st.just("text"), mutated_articles())


@st.composite
def objects(draw: st.DrawFn) -> str:
    """An object of JSON: any values, NaN too, and the same key perhaps twice."""
    fields = draw(st.lists(_fields, min_size=1, max_size=6))
    return "{" + ", ".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in fields) + "}"
