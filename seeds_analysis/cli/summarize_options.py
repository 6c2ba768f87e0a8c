"""The options that summarize, quotations, entities and dates share, as one object."""

import functools
import inspect
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from seeds_analysis.cli import options


@dataclass(frozen=True, slots=True)
class SummarizeOptions:
    """The options of the commands that summarize articles, in the order of their help."""

    inputs: options.Inputs = None
    sample: options.Sample = False
    url: options.Url = None
    url_list: options.UrlList = None
    allow_private: options.AllowPrivate = False
    date: options.PublishedOn = None
    date_from_name: options.DateFromName = None
    encoding: options.Encoding = None
    glob: options.Glob = None
    field: options.Field = None
    keep: options.Keep = None
    min_confidence: options.MinConfidence = 0.0
    speaker: options.SpeakerName = None
    kind: options.Kind = None
    no_negated: options.NoNegated = False
    output_format: options.SummaryFormat | options.RecordFormat = None
    output: options.Target = None
    bom: options.Bom = False
    safe_csv: options.SafeCsv = False
    full: options.Full = False
    with_text: options.WithText = False
    no_pager: options.NoPager = False
    no_color: options.NoColor = False
    quiet: options.Quiet = False
    model: options.Model = None


# Options that only some commands have.
FILTERS = frozenset(("min_confidence", "speaker", "kind", "no_negated"))
PAGE_ONLY = frozenset(("full", "with_text"))
ROWS_ONLY = frozenset(("bom", "safe_csv"))


def takes_summarize_options(
    output_format: Any, *, without: Collection[str] = ()
) -> Callable[[Callable[[SummarizeOptions], int]], Callable[..., int]]:
    """Give a command its options as one SummarizeOptions.

    Typer sees a parameter for each field except those in `without`; `output_format` is the type of --format.
    """
    fields = dict(inspect.signature(SummarizeOptions).parameters)
    fields["output_format"] = fields["output_format"].replace(annotation=output_format)
    signature = inspect.Signature([field for name, field in fields.items() if name not in without])

    def decorate(command: Callable[[SummarizeOptions], int]) -> Callable[..., int]:
        @functools.wraps(command)
        def with_options(**values: Any) -> int:
            return command(SummarizeOptions(**values))

        with_options.__signature__ = signature  # type: ignore[attr-defined]
        return with_options

    return decorate
