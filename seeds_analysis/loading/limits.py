"""How large an input may be: mistakes and bombs are stopped early, what is large but real is not."""

from seeds_analysis.errors import LoadError

# Far beyond any article: a text of this size takes hours and about 100 GB.
MAX_BYTES = 200_000_000

# One line of JSON Lines, one item of a JSON list, one archived response. The longest novels have 6 MB.
MAX_RECORD_BYTES = 10_000_000

# Extraction is superlinear: 1 MB takes 0.5 s, 2 MB 1.3 s, 4 MB 4 s, and 20 MB did not end in 150 s.
MAX_PAGE_BYTES = 2_000_000

# Text shrinks to a third, a page to a tenth: what shrinks more than this is a bomb, if it is of any size.
MAX_RATIO = 100
FREE_BYTES = 10_000_000


def refuse_size(size: int, origin: str) -> None:
    """Raise LoadError "too-large" if more bytes than MAX_BYTES are to be read."""
    if size > MAX_BYTES:
        message = f"larger than {_megabytes(MAX_BYTES)}, the limit for one article."
        raise LoadError(origin, "too-large", f"{message} Split it into one file per article.")


def refuse_page(size: int, origin: str) -> None:
    """Raise LoadError "too-large" for a page whose extraction would take out of all proportion."""
    if size > MAX_PAGE_BYTES:
        message = f"a page of more than {_megabytes(MAX_PAGE_BYTES)}, whose text takes too long to find."
        raise LoadError(origin, "too-large", f"{message} Save its text as a .txt file.")


def refuse_ratio(unpacked: int, packed: int, origin: str) -> None:
    """Raise LoadError "too-large" for compressed data that grow as no article does."""
    if unpacked > max(FREE_BYTES, MAX_RATIO * packed):
        message = f"grows more than {MAX_RATIO} times when it is decompressed, as no article does."
        raise LoadError(origin, "too-large", f"{message} Decompress it yourself if it is one.")


def too_long_record(origin: str) -> LoadError:
    """Say that one of many records is too long to be an article."""
    message = f"longer than {_megabytes(MAX_RECORD_BYTES)}, the limit for one of many articles."
    return LoadError(origin, "too-large", f"{message} Save it as a file of its own.")


def _megabytes(size: int) -> str:
    return f"{size // 1_000_000} MB"
