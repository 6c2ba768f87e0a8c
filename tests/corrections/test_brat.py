import pytest
from hypothesis import given, settings

from seeds_analysis.corrections.brat import CONFIGURATION, brat_annotations, brat_files, read_brat
from seeds_analysis.corrections.making import Marked, human_summary
from seeds_analysis.summary import verify
from tests.corrections.invented import SAFE, TEXT, at, marked_texts, summary_of

PIER = Marked(
    {"Content": [at(words) for words in SAFE], "Cue": [at("said")], "Source": [at("Mara Voss")]},
    name="Mara Voss",
    kind="direct",
    speaker_kind="person",
)
ANNOTATIONS = """\
T1	Content 1 18;37 47	The pier is safe, It stands.
T2	Cue 30 34	said
T3	Source 20 29	Mara Voss
T4	Attribution 30 34	said
E1	Attribution:T4 Content:T1 Cue:T2 Source:T3
A1	Kind E1 direct
A2	SpeakerKind E1 person
#1	AnnotatorNotes E1	Mara Voss
"""


def test_annotations_are_an_event_with_notes_and_attributes() -> None:
    assert brat_annotations(summary_of(TEXT, PIER)) == ANNOTATIONS


@given(marked_texts())
@settings(max_examples=60, deadline=None)
def test_quotations_survive_brat(case: tuple[str, list[Marked]]) -> None:
    text, marked = case
    summary = summary_of(text, *marked)
    assert [[(part.start, part.end) for part in one.content] for one in summary.quotations] == [
        one.spans["Content"] for one in marked
    ]
    assert summary_of(text, *read_brat(text, brat_annotations(summary))) == summary
    assert verify(summary.to_dict()) == []


def test_span_is_cut_at_line_breaks_and_joined_again() -> None:
    text = "He said it was\r\nover \n now."
    summary = summary_of(text, Marked({"Content": [at("it was\r\nover \n now", text)]}))
    lines = brat_annotations(summary).splitlines()
    assert lines[0] == "T1\tContent 8 14;16 21;22 26\tit was over   now"
    assert read_brat(text, "\n".join(lines))[0].spans["Content"] == [(8, 26)]


def test_parts_of_a_deleted_event_are_no_quotation() -> None:
    assert read_brat(TEXT, "T1\tContent 0 19\t“The pier is safe,”\n") == []


def test_event_without_a_note_names_nobody_and_marks_decide_on_the_kind() -> None:
    lines = "T1\tContent 0 19\t“The pier is safe,”\nE1\tAttribution:T2 Content:T1\n"
    (one,) = summary_of(TEXT, *read_brat(TEXT, lines)).quotations
    assert (one.kind, one.content[0].text, one.speaker) == ("direct", SAFE[0], None)
    assert one.unattributed_reason == "human"


def test_content_in_one_span_is_cut_at_the_marks() -> None:
    words = "he called it “a ruin”"
    (one,) = summary_of(TEXT, Marked({"Content": [at(words)]})).quotations
    assert (one.kind, one.text) == ("mixed", "he called it “a ruin”")
    assert [part.closed for part in one.content] == [None, "explicit"]


@pytest.mark.parametrize(
    ("origin", "name"),
    [("a/b.c.txt", "b_c"), ("news.jsonl#7", "news_7"), ("-", "article"), ("../\x1b[0m=\n.txt", "0m")],
)
def test_file_has_the_name_of_its_article(origin: str, name: str) -> None:
    files = brat_files([human_summary(TEXT, origin, [])])
    assert [file for file, _ in files][1:] == [f"{name}.txt", f"{name}.ann"]


def test_folder_has_a_configuration_and_two_files_for_each_article() -> None:
    summary = summary_of(TEXT)
    files = list(brat_files([summary, summary]))
    assert files[0] == ("annotation.conf", CONFIGURATION)
    assert [name for name, _ in files[1:]] == ["pier.txt", "pier.ann", "pier-2.txt", "pier-2.ann"]
    assert dict(files)["pier.txt"] == TEXT


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("T1\tSpeaker 20 29\tMara Voss", "unknown label 'Speaker'"),
        ("T1\tSource 20 28\tMara Voss", "says 'Mara Voss', but the text has 'Mara Vos' there"),
        ("T1\tSource 200 290\tMara Voss", "but the text has '' there"),
        ("T1\tSource -2 29\tMara Voss", "'-2 29' are no offsets"),
        ("T1", "unknown label ''"),
        ("A1\tKind E1 loud", "unknown value of Kind 'loud'"),
        ("A1\tMood E1", "unknown attribute 'Mood'"),
        ("R1\tsays Arg1:T1 Arg2:T2", "is not understood"),
        ("E1\tAttribution:T4 Content:T9", "E1 names T9, which is not there"),
        ("E1\tAttribution:T4", "E1 has no Content"),
    ],
)
def test_line_that_does_not_fit_is_named(line: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        read_brat(TEXT, f"{line}\n")
