"""Numbers in words."""


def count_of(number: int, noun: str, plural: str | None = None) -> str:
    """Say how many: "1 quotation", "12 quotations", "1,204 words"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
