"""The options that summarize, quotations, entities and dates share, as one object."""

import functools
import inspect
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from seeds_analysis.cli.options import (
    AllowPrivate,
    Bom,
    DateFromName,
    Encoding,
    Field,
    Full,
    Glob,
    Inputs,
    Keep,
    Kind,
    MinConfidence,
    Model,
    NoColor,
    NoNegated,
    NoPager,
    PublishedOn,
    Quiet,
    RecordFormat,
    SafeCsv,
    Sample,
    SpeakerName,
    SummaryFormat,
    Target,
    Url,
    UrlList,
    WithText,
)


@dataclass(frozen=True, slots=True)
class SummarizeOptions:
    """The options of the commands that summarize articles, in the order of their help."""

    inputs: Inputs = None
    sample: Sample = False
    url: Url = None
    url_list: UrlList = None
    allow_private: AllowPrivate = False
    date: PublishedOn = None
    date_from_name: DateFromName = None
    encoding: Encoding = None
    glob: Glob = None
    field: Field = None
    keep: Keep = None
    min_confidence: MinConfidence = 0.0
    speaker: SpeakerName = None
    kind: Kind = None
    no_negated: NoNegated = False
    output_format: SummaryFormat | RecordFormat = None
    output: Target = None
    bom: Bom = False
    safe_csv: SafeCsv = False
    full: Full = False
    with_text: WithText = False
    no_pager: NoPager = False
    no_color: NoColor = False
    quiet: Quiet = False
    model: Model = None


# Options that only some commands have.
FILTERS = frozenset(("min_confidence", "speaker", "kind", "no_negated"))
PAGE_ONLY = frozenset(("full", "with_text"))
ROWS_ONLY = frozenset(("bom", "safe_csv"))


def takes_summarize_options(
    output_format: Any, *, without: Collection[str] = ()
) -> Callable[[Callable[[SummarizeOptions], None]], Callable[..., None]]:
    """Give a command its options as one SummarizeOptions.

    Typer sees a parameter for each field except those in `without`; `output_format` is the type of --format.
    """
    fields = dict(inspect.signature(SummarizeOptions).parameters)
    fields["output_format"] = fields["output_format"].replace(annotation=output_format)
    signature = inspect.Signature([field for name, field in fields.items() if name not in without])

    def decorate(command: Callable[[SummarizeOptions], None]) -> Callable[..., None]:
        @functools.wraps(command)
        def with_options(**values: Any) -> None:
            command(SummarizeOptions(**values))

        with_options.__signature__ = signature  # type: ignore[attr-defined]
        return with_options

    return decorate
