"""From a Summary to JSON text. Rich is not used: JSON is never coloured, wrapped or shortened."""

import dataclasses
import json
import re
from typing import Any

from seeds_analysis.summary import ErrorRecord, Summary

# Legal inside JSON strings, but harmful in a stream: NEL and U+2028/2029 are line ends to some readers,
# DEL and C1 controls drive terminals, bidirectional overrides make a line look like another one, and a lone
# surrogate (a file name that is not UTF-8) cannot be encoded. As escapes they mean the same to every parser.
_UNFIT = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def render_json(summary: Summary) -> str:
    """Write one summary over several lines, indented by 2, with a newline at the end.

    Raises ValueError if a number is NaN or infinite: JSON has none.
    """
    return dump(summary.to_dict(), indent=2) + "\n"


def render_jsonl(summary: Summary) -> str:
    """Write one summary on exactly one line, as JSON Lines has it. Raises ValueError as `render_json`."""
    return dump(summary.to_dict()) + "\n"


def render_failure(origin: str, code: str, message: str) -> str:
    """Write the record of an input that failed, on one line."""
    return dump(dataclasses.asdict(ErrorRecord.of(origin, code, message))) + "\n"


def dump(value: Any, *, indent: int | None = None) -> str:
    """Write plain values as JSON without a newline at the end; without `indent` it is one line."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    return _UNFIT.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
