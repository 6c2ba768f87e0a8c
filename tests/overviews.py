"""Rows of a manifest made by hand, of an invented run."""

from typing import Any


def ok_row(
    number: int,
    *,
    speakers: tuple[tuple[str, str | None, int, int], ...] = (),
    entities: tuple[tuple[str, str, int], ...] = (),
    warnings: dict[str, int] | None = None,
    unattributed: int = 0,
) -> dict[str, Any]:
    """An article of 1,000 words.

    A speaker is name, label, quotations and words in marks; an entity is name, label and mentions.
    """
    return {
        "origin": f"town/{number}.txt",
        "status": "ok",
        "code": None,
        "message": None,
        "shard": "00" * 8,
        "hash": f"sha256:{number:064x}",
        "published": None,
        "words": 1000,
        "quotations": sum(speaker[2] for speaker in speakers) + unattributed,
        "unattributed": unattributed,
        "quoted_words": sum(speaker[3] for speaker in speakers),
        "speakers": [
            {"name": name, "entity_label": label, "quotations": quotations, "quoted_words": words}
            for name, label, quotations, words in speakers
        ],
        "entities": [
            {"name": name, "label": label, "mentions": mentions} for name, label, mentions in entities
        ],
        "warnings": warnings or {},
    }


def other_row(number: int, status: str, code: str) -> dict[str, Any]:
    """A record that was skipped or failed."""
    row = ok_row(number)
    return {**row, "status": status, "code": code, "message": "so it is.", "words": 0}


def town_rows() -> list[dict[str, Any]]:
    """Five articles and four other records."""
    mayor, council = ("Ilse Brandt", "PERSON"), ("Upper Sele Council for Harbours, Piers and Lights", "ORG")
    return [
        ok_row(
            1,
            speakers=((*mayor, 3, 41), (*council, 1, 0)),
            entities=((*mayor, 4), (*council, 2), ("Sele", "GPE", 6)),
            warnings={"unclosed-mark": 1},
        ),
        other_row(2, "failed", "truncated"),
        ok_row(3, speakers=((*mayor, 1, 12),), entities=((*mayor, 1), ("Sele", "GPE", 1)), unattributed=2),
        other_row(4, "skipped", "not-html"),
        other_row(5, "skipped", "not-html"),
        ok_row(
            6,
            speakers=(("a harbour official", None, 2, 330),),
            entities=(("Sele", "GPE", 2),),
            warnings={"unclosed-mark": 3, "mismatched-marks": 1},
        ),
        other_row(7, "skipped", "empty"),
        ok_row(8, entities=(("Sele", "PERSON", 1),)),
        ok_row(9),
    ]
