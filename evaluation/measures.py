"""The measures in their order, with targets, the best rival, and the agreement of people."""

from dataclasses import dataclass

from evaluation.genres import read_genres

# What makes a quotation hard, as score_news.py names it.
TAGS = (
    *("direct", "mixed", "indirect"),
    *("source: name", "source: pronoun", "source: phrase", "source: none"),
    *("inserted cue", "relative", "noun cue", "no cue", "unmarked"),
)


@dataclass(frozen=True, slots=True)
class Measure:
    """One row, in percent. `must` and `aim` are the project's targets.

    `rival` is the best published system on the same texts, `people` the agreement of two annotators.
    """

    name: str
    label: str
    must: float | None = None
    aim: float | None = None
    rival: float | None = None
    people: float | None = None


def _for_reader(name: str) -> tuple[Measure, ...]:
    rows = (
        ("found", "found"),
        ("end_to_end", "end to end: found, speaker right"),
        ("who", "speaker's name, of those found"),
        ("who_pronoun", "the same, source is a pronoun"),
        ("who_phrase", "the same, source is a phrase"),
        ("who_none", "the same, no source near the words"),
        ("kind", "kind right, of those found"),
        ("exact", "Jaccard >= 0.9, of those found"),
        ("joined", "parts joined, of those found"),
        ("relay", "relay right, of those found"),
        ("denied", "denied, and not shown as said"),
        ("nobody", "nobody's words, and not reported"),
        ("published", "publication day right"),
        ("dates", "value of dates right"),
    )
    return tuple(Measure(f"{name}.{measure}", label) for measure, label in rows)


# Rivals and people on PolNeAR dev: see ../shared/notes/quotes-peers.md.
GROUPS: dict[str, tuple[Measure, ...]] = {
    "Quoted pieces (PolNeAR)": (
        Measure("pieces.statement", "claimed as said", rival=82.6, people=98.1),
        Measure("pieces.speaker", "speaker right, of those", 94, 97, rival=80.7, people=98.0),
        Measure("pieces.end_to_end", "end to end: claimed, speaker right", 90, 94, rival=66.1, people=95.6),
        Measure("pieces.long_end_to_end", "the same, 4 words and more", rival=71.7, people=97.3),
        Measure("pieces.relay_end_to_end", "end to end, relay mapped"),
    ),
    "Content, Jaccard >= 0.5 (PolNeAR)": (
        Measure("content.direct", "direct", 90, 95, rival=70.1, people=97.7),
        Measure("content.mixed", "mixed", 72, 85, rival=63.2, people=90.0),
        Measure("content.indirect", "indirect", 55, 65, rival=39.9, people=72.2),
        Measure("content.all", "all", 65, 75, rival=49.5, people=79.4),
        Measure("content.all_end_to_end", "all, speaker right", rival=43.0, people=75.4),
        Measure("content.relay_all_end_to_end", "all, speaker right, relay mapped"),
    ),
    "The speaker's name (PolNeAR)": (
        Measure("speakers.name", "source is a name"),
        Measure("speakers.pronoun", "source is a pronoun"),
        Measure("speakers.phrase", "source is another phrase"),
        Measure("speakers.all", "all"),
    ),
    "Quotations for a reader (invented news)": _for_reader("news"),
    "Share found (invented news)": tuple(Measure(f"news.tag.{tag}", tag) for tag in TAGS),
    "Found, by kind of news (invented news)": tuple(
        Measure(f"news.genre.{genre}", genre) for genre in read_genres()
    ),
    "Quotations for a reader (ordinary news, invented)": _for_reader("ordinary"),
    "Quotations (24 Wikinews articles of GUM)": (
        Measure("gum.found", "found"),
        Measure("gum.speaker", "speaker right, of those found"),
        Measure("gum.end_to_end", "end to end: found, speaker right"),
    ),
    "Confidence 0.9 and more": (
        Measure("confidence.pieces", "PolNeAR: quoted pieces right", 95),
        Measure("confidence.quotations", "PolNeAR: quotations right", 95),
        Measure("confidence.bounds", "PolNeAR: bounds right"),
        Measure("speakers.sure", "PolNeAR: name not wrong"),
        Measure("gum.bounds", "Wikinews: bounds right"),
        Measure("news.bounds", "invented news: bounds right"),
        Measure("news.sure", "invented news: not wrong"),
        Measure("ordinary.bounds", "ordinary news: bounds right"),
        Measure("ordinary.sure", "ordinary news: not wrong"),
    ),
    "Names": (
        Measure("news.names_together", "invented news: mentions together"),
        Measure("news.labels_right", "invented news: label right"),
        Measure("ordinary.names_together", "ordinary news: mentions together"),
        Measure("ordinary.labels_right", "ordinary news: label right"),
        Measure("names.entities", "Wikinews: name mentions with label", 66.5, rival=63.3),
        Measure("names.merging_pairs", "Wikinews: merging of gold names, pairs", 94, rival=77.5),
        Measure("names.merging_b_cubed", "Wikinews: merging of gold names, B-cubed", 96, rival=89.2),
    ),
    "Dates (the same articles; own words)": (
        Measure("dates.exact", "value exact", 88, rival=85),
        Measure("dates.vague", "durations, vague words given no day", 90, rival=61),
    ),
    "Own items (invented)": (
        Measure("own.quotations", "quotations found"),
        Measure("own.speaker", "speaker right, of those found"),
        Measure("own.named", "right, where a speaker is given", 95),
        Measure("own.named_held_out", "the same, items held out", 95),
        Measure("own.relay", "relay right"),
        Measure("own.phrases", "phrases that quote nobody: kind right"),
    ),
}

MEASURES: dict[str, Measure] = {measure.name: measure for group in GROUPS.values() for measure in group}
