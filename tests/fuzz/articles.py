"""Makes disorderly articles: pieces of each kind, mixed, and cut or repeated at any place."""

from hypothesis import strategies as st

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
