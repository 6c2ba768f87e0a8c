"""What summarize, quotations, entities and dates do: inputs -> results -> output."""

import os
import stat
import sys
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import TextIO

from seeds_analysis.cli.commands import DONE, FAILED, print_traceback
from seeds_analysis.cli.messages import Messages
from seeds_analysis.cli.naming import input_names, listed_urls, note_format
from seeds_analysis.cli.options import read_options
from seeds_analysis.cli.output import colors_wanted, is_folder, open_folder, open_output
from seeds_analysis.cli.progress import ProgressDisplay, Work
from seeds_analysis.cli.rendering import BRAT, HTML, RENDERINGS, WHOLE
from seeds_analysis.cli.summarize_options import SummarizeOptions
from seeds_analysis.errors import UsageError, install_command
from seeds_analysis.loading import NO_PAGE, Input, find_inputs, sample_input, web_inputs
from seeds_analysis.pipeline import Failure, Result, fast_pipeline, summarize_records
from seeds_analysis.summary import Summary
from seeds_analysis.text import name_keys
from seeds_analysis.views import data

NO_INPUT = "There is no input. Name a file or folder, pipe an article in, or use --sample to see an example."
SAMPLE_NOTE = "No INPUT was given, so this is the sample article. For help, run: seeds-analysis --help"


def summarize_articles(options: SummarizeOptions, kind: str) -> int:
    """Summarize the inputs and write each result as soon as it is ready; returns the exit code.

    `kind` is a key of RENDERINGS. If no input can be read, nothing but error records is written.
    """
    messages = Messages(options.quiet)
    if options.quiet:
        warnings.simplefilter("ignore")  # spaCy's
    inputs = _choose_inputs(options, messages)
    _refuse_overwriting(inputs, options.output)
    records = chain.from_iterable(item.records() for item in inputs)
    first = next(records)
    in_container = first.origin != inputs[0].origin
    # One article in an archive or folder is written as if there were several.
    several = in_container or len(inputs) > 1 or any(map(os.path.isdir, options.inputs or ()))
    several = several or options.url_list is not None
    rendering = RENDERINGS[kind]
    encoding = None if inputs[0].kind == "sample" else options.encoding  # the sample is UTF-8
    reading = read_options(encoding, options.date, options.field, options.date_from_name, options.keep)
    failures: Counter[str] = Counter()
    pages = options.output_format == HTML and is_folder(options.output)
    opened = open_folder if pages or options.output_format == BRAT else open_output
    with opened(options.output) as output:
        output_format = rendering.choose_format(
            options.output_format or ("text" if options.full else None),
            target=options.output,
            terminal=output.is_terminal,
            several=several,
        )
        if options.full and output_format != "text":
            raise UsageError("--full is for the page (--format text), not for other formats.")
        if (options.bom or options.safe_csv) and output_format != "csv":
            raise UsageError("--bom and --safe-csv are for --format csv, not for other formats.")
        data.require(output_format)
        if options.output_format is None:
            note_format(messages, options.output, output_format)
        total = None if any(item.holds_many for item in inputs) else len(inputs)
        work = Work(inputs if several else (), total)
        results = summarize_records(
            work.reading(chain((first,), records)),
            lambda: fast_pipeline(options.model),
            reading,
            with_text=options.with_text or output_format in WHOLE,
        )
        warn = not several and output_format != "text"  # the page shows its warnings
        chosen = (choose_quotations(result, options) for result in results)
        reported = _report(chosen, messages, failures=failures, warn=warn)
        pager = not (options.no_pager or (several and output_format == "text"))  # not one for each page
        # On a terminal, the results themselves show the progress.
        with ProgressDisplay(messages, shown=several and not output.is_terminal) as display:
            watched = work.showing(reported, display)
            for piece in rendering.pieces(watched, output_format, options, reading.metadata):
                output.put(piece, color=colors_wanted(options.no_color), pager=pager)
    skipped = sum(failures.pop(code, 0) for code in NO_PAGE)  # pictures, scripts and dead links
    if skipped:
        messages.note(f"Skipped {skipped} archived responses that are not web pages.")
    return FAILED if failures else DONE


def _choose_inputs(options: SummarizeOptions, messages: Messages) -> Sequence[Input]:
    """Take what is named, else what is piped in, else the sample if a person sits at the terminal.

    A null device or closed standard input (cron, CI) is no input: the sample must never end up among real
    articles.
    """
    urls = [*(options.url or ()), *(listed_urls(options.url_list) if options.url_list else ())]
    if (options.inputs or urls) and options.sample:
        raise UsageError("--sample cannot be combined with INPUT or --url.")
    if options.inputs or urls:
        files = find_inputs(input_names(options.inputs or ()), glob=options.glob)
        return [*files, *web_inputs(urls, allow_private=options.allow_private)]
    if options.url_list:
        raise UsageError(f"{options.url_list}: holds no address. Write one per line.")
    if options.sample:
        return [sample_input()]
    if sys.stdin is not None and sys.stdin.isatty():
        messages.note(SAMPLE_NOTE)
        return [sample_input()]
    if sys.stdin is None or _is_device(sys.stdin):
        raise UsageError(NO_INPUT)
    return list(find_inputs(["-"]))


def _is_device(stream: TextIO) -> bool:
    try:
        return stat.S_ISCHR(os.fstat(stream.fileno()).st_mode)
    except (OSError, ValueError):  # closed, or without a descriptor
        return False


def _refuse_overwriting(inputs: Iterable[Input], target: str | None) -> None:
    """Protect an article from being replaced by its own summary."""
    if target is None or not os.path.isfile(target):
        return
    for item in inputs:
        if os.path.isfile(item.path) and os.path.samefile(item.path, target):
            raise UsageError(f"{target}: is one of the inputs. Name another file with --output.")


def choose_quotations(result: Result, options: SummarizeOptions) -> Result:
    """Leave out the quotations that the options do not ask for; the rest are numbered and counted anew.

    The summary is whole again, and verifies.
    """
    if not isinstance(result, Summary):
        return result
    kept = [
        quotation
        for quotation in result.quotations
        if quotation.confidence >= options.min_confidence
        and (not options.kind or quotation.kind in options.kind.split(","))
        and not (options.no_negated and quotation.negated)
    ]
    if options.speaker is not None:
        names = {entity.id: (entity.name, *entity.aliases) for entity in result.entities}
        kept = [
            quotation
            for quotation in kept
            if (speaker := quotation.speaker)
            and speaker.name is not None
            and name_keys.names_one_of(options.speaker, (speaker.name, *names.get(speaker.entity or "", ())))
        ]
    quotations = tuple(replace(quotation, id=f"q{n}") for n, quotation in enumerate(kept, start=1))
    return replace(result, quotations=quotations).counted(result.counts.sentences)


def _report(
    results: Iterable[Result], messages: Messages, *, failures: Counter[str], warn: bool
) -> Iterator[Result]:
    """Report failures and warnings, and count the failures by code."""
    for result in results:
        if isinstance(result, Failure):
            failures[result.code] += 1
            if result.code not in NO_PAGE:
                # A record names no place of this machine; a person needs the Python that runs here.
                message = result.message.replace("python -m pip install", install_command().rstrip())
                messages.error(f"{result.given}: {message}")
                print_traceback(result.cause)
        elif warn and result.warnings:
            more = len(result.warnings) - 1
            tail = f" ({more} more in `warnings`)" if more else ""
            messages.note(f"{result.document.origin}: warning: {result.warnings[0].message}{tail}")
        yield result
