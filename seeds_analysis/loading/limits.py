"""How large an input may be: mistakes and decompression bombs stop early, large but real articles do not."""

import re

from seeds_analysis.errors import LoadError

# Far beyond any article: a text of this size takes hours and about 100 GB.
MAX_BYTES = 200_000_000

# One line of JSON Lines, one item of a JSON list, one archived response. The longest novels have 6 MB.
MAX_RECORD_BYTES = 10_000_000

# Extraction is superlinear: 1 MB takes 0.5 s, 2 MB 1.3 s, 4 MB 4 s, and 20 MB did not end in 150 s.
MAX_PAGE_BYTES = 2_000_000

# The parser compares each attribute of a tag with all others: 5,000 take 0.06 s, 80,000 took 80 s.
MAX_ATTRIBUTES = 5_000

# Extraction is quadratic in the number of tags: 40,000 take 3 s, and 125,000, which 2 MB can hold, took 30 s.
MAX_TAGS = 40_000

# Text shrinks to a third, a page to a tenth. Data that shrink more than this, unless small, are a bomb.
MAX_RATIO = 100
FREE_BYTES = 10_000_000

# As the HTML standard splits them, and without backtracking: each character is read once or twice.
_ATTRIBUTE = re.compile(
    r"""[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]++)?+)?+""", re.ASCII
)
_TAG = re.compile(rf"<[a-zA-Z][^\s/>]*+(?:{_ATTRIBUTE.pattern})*+", re.ASCII)


def refuse_size(size: int, origin: str) -> None:
    """Raise LoadError "too-large" for more than MAX_BYTES."""
    if size > MAX_BYTES:
        what = f"larger than {_megabytes(MAX_BYTES)}, the limit for one file."
        raise _too_large(origin, what, "Use one file per article, or JSON Lines (one article per line).")


def refuse_page(size: int, origin: str) -> None:
    """Raise LoadError "too-large" for a page that is too large to extract in reasonable time."""
    if size > MAX_PAGE_BYTES:
        raise _too_large(
            origin, f"a page larger than {_megabytes(MAX_PAGE_BYTES)} takes too long to extract."
        )


def refuse_tags(page: str, origin: str) -> None:
    """Raise LoadError "too-large" for more tags, or more attributes in a tag, than any article has."""
    for number, tag in enumerate(_TAG.finditer(page)):
        if number == MAX_TAGS:
            raise _too_large(origin, f"a page with more than {MAX_TAGS:,} tags takes too long to read.")
        long = tag.end() - tag.start() >= MAX_ATTRIBUTES
        if long and len(_ATTRIBUTE.findall(tag[0])) - 1 > MAX_ATTRIBUTES:  # the first is the name of the tag
            what = f"a tag with more than {MAX_ATTRIBUTES:,} attributes takes too long to read."
            raise _too_large(origin, what, "Save the text as a .txt file.")


def refuse_ratio(unpacked: int, packed: int, origin: str) -> None:
    """Raise LoadError "too-large" for compressed data that grow more than any article does."""
    if unpacked > max(FREE_BYTES, MAX_RATIO * packed):
        what = f"grows to more than {MAX_RATIO} times its size when decompressed, which no article does."
        raise _too_large(origin, what, "If it is an article, decompress it yourself.")


def too_long_record(origin: str) -> LoadError:
    """Say that one of many records is too long to be an article."""
    what = f"longer than {_megabytes(MAX_RECORD_BYTES)}, the limit for one of many articles."
    return _too_large(origin, what, "Save it as a file of its own.")


def _too_large(origin: str, what: str, instead: str = "Save its text as a .txt file.") -> LoadError:
    return LoadError(origin, "too-large", f"{what} {instead}")


def _megabytes(size: int) -> str:
    return f"{size // 1_000_000} MB"
