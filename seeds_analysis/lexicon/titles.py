"""Forms of address and role nouns."""

from functools import cache
from typing import TYPE_CHECKING

from seeds_analysis.lexicon.tables import read_table

if TYPE_CHECKING:
    from spacy.tokens import Token

KIN = "kin"  # the kind of nouns such as mother and colleague


@cache
def role_nouns() -> dict[str, tuple[str, str | None]]:
    """Map a role noun to its kind ("office", "job", "kin") and its gender."""
    return {
        noun: (kind, gender if gender != "-" else None) for noun, kind, gender in read_table("role_nouns")
    }


@cache
def honorifics() -> dict[str, str | None]:
    """Map a form of address, without its dot, to its gender."""
    return {word: gender if gender != "-" else None for word, gender in read_table("honorifics")}


def is_title(token: "Token") -> bool:
    """Whether a token is a form of address or a role noun, perhaps in the plural, or the dot of one."""
    word = bare(token)
    return (
        word == "." or word in honorifics() or word in role_nouns() or word.removesuffix("s") in role_nouns()
    )


def bare(token: "Token") -> str:
    """The token in lower case without a final dot, as the lexicon lists it."""
    word: str = token.lower_
    return word.rstrip(".") or word


def role_noun(token: "Token") -> tuple[str, str | None] | None:
    """Kind and gender if the token is a role noun."""
    return role_nouns().get(bare(token))
