"""Measure names: the entity mentions of the summary, and the merging of gold mentions."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from evaluation.figures import Figure, f1_figure
from evaluation.merging import MergingTally
from evaluation.running import Run, run_texts
from evaluation.shared import entity_scorer, read_json_lines, shared_path

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

CORPUS = ("entities", "gum-news.jsonl")

# The coarse labels of gold, and those of the model that the merging knows.
LABELS = {"PER": "PERSON", "ORG": "ORG", "LOC": "GPE"}


def measure_names(nlp: "Language", limit: int | None = None) -> dict[str, Figure]:
    """Score the mentions found with their labels, and how seeds_aliases merges gold mentions.

    Merging is measured on gold mentions, so that a missed name does not count twice.
    Raises SharedAbsentError.
    """
    gold = read_json_lines(shared_path(*CORPUS))[:limit]
    runs = []
    tally = MergingTally()
    for record, (run, doc) in zip(gold, run_texts(nlp, ((r["id"], r["text"]) for r in gold)), strict=True):
        runs.append(run)
        tally.add(*merged_gold(nlp, doc, record["entities"]))
    report = entity_scorer().score(gold, [entity_prediction(run) for run in runs])["micro"]
    return {
        "names.entities": f1_figure(report["p"], report["r"], report["gold"]),
        "names.merging_pairs": f1_figure(*tally.pairwise, tally.mentions),
        "names.merging_b_cubed": f1_figure(*tally.b_cubed, tally.mentions),
    }


def entity_prediction(run: Run) -> dict[str, Any]:
    """Return all entity mentions of a summary in the form that the scorer reads."""
    return {
        "id": run.stem,
        "entities": [
            {"start": mention["start"], "end": mention["end"], "label": entity["label"]}
            for entity in run.summary["entities"]
            for mention in entity["mentions"]
        ],
    }


def merged_gold(
    nlp: "Language", doc: "Doc", entities: Sequence[dict[str, Any]]
) -> tuple[list[object], list[object]]:
    """Replace the Doc's entities by gold ones, merge them, and return each mention's found and gold group.

    The longer of two overlapping mentions counts; a mention that the merging leaves out is its own group.
    """
    from seeds_analysis.doc import EntityAnnotation

    spans, kept = [], []
    edge = 0
    for entity in sorted(entities, key=lambda entity: (entity["start"], -entity["end"])):
        if entity.get("optional") or not entity.get("cluster"):
            continue
        label = LABELS[entity["label"]]
        span = doc.char_span(entity["start"], entity["end"], label=label, alignment_mode="expand")
        if span is not None and span.start >= edge:
            edge = span.end
            spans.append(span)
            kept.append(entity)
    doc.ents = tuple(spans)
    nlp.get_pipe("seeds_aliases")(doc)
    find = EntityAnnotation.finder(EntityAnnotation.read(doc))
    found: list[object] = []
    for number, entity in enumerate(kept):
        index = find(entity["start"], entity["end"])
        found.append(("none", number) if index is None else index)
    return found, [entity["cluster"] for entity in kept]
