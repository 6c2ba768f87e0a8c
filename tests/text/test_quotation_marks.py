"""Quotation marks: which ones pair, how each stretch ends, and the notices about the rest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds_analysis.text.breaks import paragraphs
from seeds_analysis.text.mark_pairing import MAX_DEPTH, MAX_NOTICES, pair_marks
from seeds_analysis.text.unclosed import Stretch
from tests.steps import steps


def quoted(text: str) -> list[str]:
    """The texts of the stretches, after two blanks for each level of nesting."""
    stretches, _ = pair_marks(text)
    return [f"{'  ' * stretch.depth}{text[stretch.start : stretch.end]}" for stretch in stretches]


def endings(text: str) -> list[tuple[str, str, int]]:
    stretches, _ = pair_marks(text)
    return [(text[stretch.start : stretch.end], stretch.closed, stretch.group) for stretch in stretches]


def codes(text: str) -> list[str]:
    return [notice.code for notice in pair_marks(text)[1]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('"Tea is ready," she said. "Come."', ["Tea is ready,", "Come."], id="straight"),
        pytest.param("“Tea is ready,” she said.", ["Tea is ready,"], id="curly"),
        pytest.param("„Tee ist fertig“, sagte sie.", ["Tee ist fertig"], id="low-high German"),
        pytest.param("„Herbata gotowa”, mówi.", ["Herbata gotowa"], id="low-high Polish"),
        pytest.param("«Tea», she said, «now».", ["Tea", "now"], id="guillemets"),
        pytest.param("»Tea«, she said, »now«.", ["Tea", "now"], id="guillemets inwards"),
        pytest.param("« Tea » she said.", [" Tea "], id="guillemets with blanks"),
        pytest.param("‹Tea›, she said.", ["Tea"], id="single guillemets"),
        pytest.param("``Tea,'' she said.", ["Tea,"], id="backticks and apostrophes"),
        pytest.param("''Tea,'' she said. ''Now.''", ["Tea,", "Now."], id="two apostrophes"),
        pytest.param("‘‘Tea,’’ she said.", ["Tea,"], id="two curly apostrophes"),
        pytest.param('the “cold kettle" affair', ["cold kettle"], id="opened curly, closed straight"),
        pytest.param('the "cold kettle” affair', ["cold kettle"], id="opened straight, closed curly"),
        pytest.param("the ”cold“ and the “warm“ kettle", ["cold", "warm"], id="wrong way"),
        pytest.param('"Tea, "she said. "Now."', ["Tea, ", "Now."], id="blank on the wrong side"),
        pytest.param('" Tea " she said.', [" Tea "], id="blanks inside"),
        pytest.param("“Tea is ready.” “Is it?”", ["Tea is ready.", "Is it?"], id="one after another"),
        pytest.param('"Ready."“Is it?”"No."', ["Ready.", "Is it?", "No."], id="without blanks between"),
        pytest.param('She said:"Tea."', ["Tea."], id="no blank before"),
        pytest.param('("tea")—"milk"/"sugar"', ["tea", "milk", "sugar"], id="between signs"),
        pytest.param('the "Kettle"\'s lid', ["Kettle"], id="genitive after"),
        pytest.param('"... and tea," she said, "..."', ["... and tea,", "..."], id="dots"),
        pytest.param("\u200e“Tea”\u200f is ready", ["Tea"], id="invisible signs beside"),
    ],
)
def test_double_marks_pair(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a case of 'milk first'.", ["milk first"], id="straight"),
        pytest.param("a case of ‘milk first’.", ["milk first"], id="curly"),
        pytest.param("‘Milk,’ he said. ‘First.’", ["Milk,", "First."], id="British"),
        pytest.param("the 'spoons' row: cooks' fury at 'theft'", ["spoons", "theft"], id="plural in marks"),
        pytest.param(
            "'The cooks' spoons matter,' he said.", ["The cooks' spoons matter,"], id="possessive inside"
        ),
        pytest.param("'It's Ada's spoon,' he said.", ["It's Ada's spoon,"], id="apostrophes inside"),
        pytest.param("'90210 Street' was off air", ["90210 Street"], id="number that is no year"),
        pytest.param("a `spoon' in old style", ["spoon"], id="backtick"),
        pytest.param("run `spoon` now", ["spoon"], id="backticks on both sides"),
    ],
)
def test_single_marks_pair(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected
    assert codes(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "'Tis the season and 'twas ever so",
        "the '90s, the ’80s and the summer of '69",
        "rock 'n' roll and rock ’n’ roll",
        "the workers' rights and the nurses' pay",
        "James' book, Cruz' plan and O'Brien's aunt",
        "Tell ’em it's goin' well, ol' friend",
        "a five o'clock tea at the Joneses'.",
        "the ‘90s, mistyped",
        "the dogs’ and cats’ homes",
    ],
)
def test_apostrophe_is_no_mark(text: str) -> None:
    assert quoted(text) == []
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "“She called it ‘weak,’ I think,” he said.",
            ["She called it ‘weak,’ I think,", "  weak,"],
            id="single in double",
        ),
        pytest.param(
            "‘She called it “weak”, I think,’ he said.",
            ["She called it “weak”, I think,", "  weak"],
            id="double in single",
        ),
        pytest.param(
            "\"She called it 'weak'\" and left.", ["She called it 'weak'", "  weak"], id="closed together"
        ),
        pytest.param(
            "''She called it 'weak''' and left.", ["She called it 'weak'", "  weak"], id="three apostrophes"
        ),
        pytest.param("'''Weak' is it,'' she said.", ["'Weak' is it,", "  Weak"], id="three open"),
        pytest.param('"A "weak" tea," he said.', ['A "weak" tea,', "  weak"], id="straight in straight"),
        pytest.param(
            "“One «two ‘three’» four”",
            ["One «two ‘three’» four", "  two ‘three’", "    three"],
            id="three deep",
        ),
        pytest.param(
            "'He said 'no' to me,' she said.", ["He said 'no' to me,", "  no"], id="single in single"
        ),
    ],
)
def test_marks_nest(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected
    assert codes(text) == []


def test_stretch_excludes_its_marks() -> None:
    stretches, _ = pair_marks("x ``tea'' y")
    assert stretches == (Stretch(2, 4, 7, 9, "explicit", 0, 0),)


@pytest.mark.parametrize("mark", ['"', "“", "''", "‘", "'"])
def test_quotation_continues_in_paragraphs_that_reopen(mark: str) -> None:
    close = {"“": "”", "‘": "’"}.get(mark, mark)
    text = f"{mark}The kettle sang all day.\n\n{mark}Then it was cold.\n\n{mark}We left,{close} he said."
    assert endings(text) == [
        ("The kettle sang all day.", "implied", 0),
        ("Then it was cold.", "implied", 0),
        ("We left,", "explicit", 0),
    ]
    assert codes(text) == []


def test_quotation_continues_in_paragraph_that_only_closes() -> None:
    text = "He said: “The kettle sang\n\nall day long,” and left."
    stretches, notices = pair_marks(text)
    assert endings(text) == [("The kettle sang", "implied", 0), ("all day long,", "explicit", 0)]
    assert stretches[1].open_start == stretches[1].start
    assert notices == ()


def test_excerpt_with_curly_marks_inside_continues() -> None:
    text = '"The “cold” kettle sang.\n\n"The “warm” one did not."'
    assert [(words, closed) for words, closed, group in endings(text) if group == 0] == [
        ("The “cold” kettle sang.", "implied"),
        ("The “warm” one did not.", "explicit"),
    ]


def test_stray_mark_before_fresh_quotation_is_not_continued() -> None:
    text = "The kettle was “big.\n\n“We like it,” she said."
    assert endings(text) == [("We like it,", "explicit", 0)]
    assert codes(text) == ["quote-unclosed"]


@pytest.mark.parametrize(
    ("text", "expected", "code"),
    [
        pytest.param(
            "She said: “We go and leave.", [("We go and leave.", "missing", 0)], "quote-unclosed", id="clause"
        ),
        pytest.param("They called it “big and left.", [], "quote-unclosed", id="end unknown"),
        pytest.param("We like it” she said.", [], "quote-unopened", id="unopened"),
        pytest.param("They ‘like it and left.", [], "quote-unclosed", id="single curly"),
        pytest.param("They 'like it and left.", [], None, id="single straight may be an apostrophe"),
        pytest.param(
            "“We go. “We stay,” he said.",
            [("We go.", "missing", 0), ("We stay,", "explicit", 1)],
            "quote-unclosed",
            id="opened again",
        ),
        pytest.param(
            "the “big one and the “small” one",
            [("small", "explicit", 0)],
            "quote-unclosed",
            id="opened again within a phrase",
        ),
        pytest.param("«a “b» c", [("a “b", "explicit", 0)], "quote-unclosed", id="unclosed inside others"),
    ],
)
def test_unpaired_mark(text: str, expected: list[tuple[str, str, int]], code: str | None) -> None:
    assert endings(text) == expected
    assert codes(text) == ([code] if code else [])


def test_notice_points_at_the_mark() -> None:
    (notice,) = pair_marks("We like it” she said.")[1]
    assert (notice.start, notice.end) == (10, 11)
    assert notice.message == "the quotation mark ” closes, but none is open"


def test_unpaired_mark_spoils_only_its_paragraph() -> None:
    good = "“Fine,” she said. ‘Really.’"
    broken = "He is “out of order and' nobody” mends” it"
    text = f"{good}\n\n{broken}\n\n{good}"
    shift = len(good) + len(broken) + 4
    alone = [(stretch.start, stretch.end, stretch.closed) for stretch in pair_marks(good)[0]]
    found = [(stretch.start, stretch.end, stretch.closed) for stretch in pair_marks(text)[0]]
    assert found[: len(alone)] == alone
    assert found[-len(alone) :] == [(start + shift, end + shift, closed) for start, end, closed in alone]


def test_marks_in_markup_are_ignored() -> None:
    assert quoted('<a href="x"\ntitle="y">see “this”</a>') == ["this"]


def test_notices_are_capped_and_the_rest_counted() -> None:
    notices = pair_marks("word” " * 1000)[1]
    assert len(notices) == MAX_NOTICES + 1
    assert (notices[-1].code, notices[-1].start) == ("quote-more", None)
    assert str(1000 - MAX_NOTICES) in notices[-1].message


def test_nesting_is_limited() -> None:
    stretches, notices = pair_marks("“a " * 1000 + "b” " * 1000)
    assert [stretch.depth for stretch in stretches] == list(range(MAX_DEPTH))
    assert [notice.code for notice in notices] == ["quote-nesting"]


def test_long_run_of_marks_is_ignored() -> None:
    assert codes("x " + '"' * 40 + " y") == ["quote-run"]


@pytest.mark.parametrize("text", ["", " \n\t", "no marks here", '"', "''", "“\n\n”", '""', "‘"])
def test_next_to_nothing_is_harmless(text: str) -> None:
    pair_marks(text)


@pytest.mark.parametrize(
    "unit", ["“a ", "a” ", '"a ', "'a ", "'a s' b ", '6" ', "“a «b ‹c 'd ", '<a"', "“a b c d e.\n\n", "''' "]
)
def test_work_is_linear_in_hostile_text(unit: str) -> None:
    few, many = (steps(lambda: pair_marks(unit * count)) for count in (250, 4_000))  # noqa: B023
    # 16 times the text: a quadratic step would take 256 times as many.
    assert many < 24 * few


MARKED_TEXT = st.lists(
    st.sampled_from(
        [*"\"“”„«»‹›'‘’`", "''", "``", "a", "b.", "s", "6", " ", " ", "—", ",", "\n\n", "\n", "(", "n", "…"]
    ),
    max_size=60,
).map("".join)


@given(MARKED_TEXT | st.text(max_size=80))
def test_stretches_are_well_formed(text: str) -> None:
    stretches, notices = pair_marks(text)
    inside = [0] * (len(text) + 1)
    for number, (start, end) in enumerate(paragraphs(text), start=1):
        inside[start : end + 1] = [number] * (end + 1 - start)
    for stretch in stretches:
        assert 0 <= stretch.open_start <= stretch.start <= stretch.end <= stretch.close_end <= len(text)
        assert inside[stretch.open_start] == inside[stretch.close_end] != 0
        assert (stretch.close_end > stretch.end) == (stretch.closed == "explicit")
        assert 0 <= stretch.group < len(stretches)
        assert stretches[stretch.group].group == stretch.group
    assert list(stretches) == sorted(stretches, key=lambda s: (s.open_start, -s.close_end))
    for notice in notices:
        assert notice.start is None or 0 <= notice.start < (notice.end or 0) <= len(text)


@given(MARKED_TEXT)
def test_stretches_never_cross(text: str) -> None:
    around: list[Stretch] = []
    for stretch in pair_marks(text)[0]:
        while around and around[-1].close_end <= stretch.open_start:
            around.pop()
        assert not around or (
            around[-1].start <= stretch.open_start and stretch.close_end <= around[-1].end
        ), (around[-1], stretch)
        assert stretch.depth == len(around)
        around.append(stretch)


@given(MARKED_TEXT, MARKED_TEXT)
def test_later_paragraph_changes_nothing_before(text: str, broken: str) -> None:
    # Only a quotation that is open at the end may be taken up; a last line without marks rules that out.
    before = f"{text}\n\nNothing is open here.\n\n"
    alone, together = pair_marks(before)[0], pair_marks(before + broken)[0]
    if paragraphs(before + broken)[: len(paragraphs(before))] == paragraphs(before):
        assert together[: len(alone)] == alone
