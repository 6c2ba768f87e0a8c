"""Reading brat standoff files in the layout of PolNeAR."""

from pathlib import Path

from training.polnear import Attribution, articles, read_standoff

STANDOFF = (
    "T1\tSource 0 3\tAna\nT2\tCue 4 8\tsaid\nT3\tContent 9 12;15 20\tthe … ferry\n"
    "E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3\nT4\tDiscard 30 40\tadvertised\n"
)


def test_standoff_gives_the_pieces_of_each_role() -> None:
    assert read_standoff(STANDOFF) == [Attribution(((9, 12), (15, 20)), ((0, 3),), ((4, 8),))]


def test_standoff_without_content_is_left_out() -> None:
    assert read_standoff("T1\tSource 0 3\tAna\nE1\tAttribution:T1 Source:T1\n") == []


def test_standoff_numbered_roles_are_one() -> None:
    text = "T1\tContent 5 9\tsail\nT2\tContent 0 3\tAna\nE1\tAttribution:T1 Content:T1 Content2:T2\n"
    assert read_standoff(text) == [Attribution(((0, 3), (5, 9)), (), ())]


def test_articles_take_the_first_annotator(tmp_path: Path) -> None:
    for folder in ("text", "attributions"):
        (tmp_path / folder).mkdir()
    (tmp_path / "text" / "ferry.txt").write_text("Ana said the ferry sails.", encoding="utf-8")
    (tmp_path / "text" / "unread.txt").write_text("Nobody read this.", encoding="utf-8")
    (tmp_path / "attributions" / "ferry_0a1b.ann").write_text(STANDOFF, encoding="utf-8")
    (tmp_path / "attributions" / "ferry_9c9c.ann").write_text("", encoding="utf-8")
    [(stem, path, gold)] = articles(tmp_path)
    assert (stem, path.name, len(gold)) == ("ferry", "ferry.txt", 1)
