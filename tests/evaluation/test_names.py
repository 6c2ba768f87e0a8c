from typing import Any

import spacy

from evaluation.names import merged_gold

TEXT = "Nadia Brandt met Ines Roth in Oslo. Brandt left Oslo, and the city cheered Roth."


def entity(words: str, label: str, cluster: int | None, *, place: int = 0) -> dict[str, Any]:
    start = TEXT.index(words, place)
    return {"start": start, "end": start + len(words), "label": label, "cluster": cluster}


def merged(*entities: dict[str, Any]) -> tuple[list[object], list[object]]:
    nlp = spacy.blank("en")
    nlp.add_pipe("seeds_aliases")
    return merged_gold(nlp, nlp.make_doc(TEXT), entities)


def test_gold_mentions_are_grouped_by_our_merger() -> None:
    found, gold = merged(
        entity("Brandt", "PER", 1, place=30),
        entity("Nadia Brandt", "PER", 1),
        entity("Ines Roth", "PER", 2),
        entity("Oslo", "LOC", 3),
        entity("Oslo", "LOC", 3, place=40),
    )
    assert gold == [1, 2, 3, 1, 3]
    assert [found.index(group) for group in found] == [0, 1, 2, 0, 2]


def test_gold_mentions_without_a_group_do_not_count() -> None:
    nobody = entity("Oslo", "LOC", 3) | {"optional": True}
    assert merged(entity("Ines Roth", "PER", None), nobody) == ([], [])


def test_of_overlapping_gold_mentions_the_longer_counts() -> None:
    found, gold = merged(entity("Ines", "PER", 2), entity("Ines Roth", "PER", 1))
    assert (len(found), gold) == (1, [1])
