"""How much an entity matters to its article."""

from collections.abc import Sequence

# An entity mentioned this often gets half of what frequency can give; each further mention adds less.
HALF_COUNT = 3
# The share of its weight that an entity keeps if it is first mentioned at the very end: news starts with what
# matters.
LATE_SHARE = 0.4


def salience(mention_starts: Sequence[int], *, text_length: int) -> float:
    """Weigh an entity by how often and how early it is mentioned.

    Frequency and the place of the first mention are the strongest single features of entity salience in
    news: Dunietz and Gillick, "A New Entity Salience Task with Millions of Training Examples" (EACL 2014).
    With n mentions, the first at character f of a text of `text_length` characters:

        n / (n + HALF_COUNT) * (1 - (1 - LATE_SHARE) * f / text_length)

    The result lies in [0, 1); no mentions give 0.
    Raises ValueError if `text_length` is not positive or a mention starts outside the text.
    """
    if text_length <= 0:
        raise ValueError(f"text_length must be positive, not {text_length}")
    if not mention_starts:
        return 0.0
    first = min(mention_starts)
    if first < 0 or max(mention_starts) >= text_length:
        raise ValueError(f"mentions must start within the {text_length} characters of the text")
    count = len(mention_starts)
    return count / (count + HALF_COUNT) * (1 - (1 - LATE_SHARE) * first / text_length)
