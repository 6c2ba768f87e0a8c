"""What the commands do once their options are known; each gives the exit code."""

import contextlib
import os
import stat
import sys
import traceback
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from seeds_analysis.cli.output import Messages, drop_standard_output, open_output
from seeds_analysis.cli.rendering import Answer
from seeds_analysis.errors import ModelError, OutputError, SeedsError, UsageError
from seeds_analysis.loading import NO_PAGE, Input, ReadOptions, expand_inputs, sample_input
from seeds_analysis.pipeline import Failure, Result, fast_pipeline, summarize_records
from seeds_analysis.summary import Summary

DONE, FAILED, WRONG_USAGE, NO_MODEL = 0, 1, 2, 3

# A developer's switch: tracebacks may show article text, which a message never does.
DEBUG_VARIABLE = "SEEDS_ANALYSIS_DEBUG"

NO_INPUT = "no input. Name a file or folder, pipe an article in, or see an example with --sample."
SAMPLE_NOTE = "No input is named: this is the sample article that comes with the program. Help: --help"


@dataclass(frozen=True, slots=True)
class Job:
    """The options of a command that analyzes articles; what is None is chosen for the user."""

    arguments: Sequence[str] = ()
    sample: bool = False
    output_format: str | None = None
    published: date | None = None
    model: str | None = None
    rules_only: bool = False
    encoding: str | None = None
    glob: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    with_text: bool = False
    target: str | None = None
    quiet: bool = False
    color: bool = True


def run(action: Callable[[], int]) -> int:
    """Carry out a command; make one line of what goes wrong, and the exit code of it."""
    messages = Messages()
    try:
        return action()
    except BrokenPipeError:  # the reader (`| head`) has enough
        drop_standard_output()
        return DONE
    except ModelError as error:
        messages.error(str(error))
        return NO_MODEL
    except OutputError as error:
        drop_standard_output()
        messages.error(str(error))
        return WRONG_USAGE if error.usage else FAILED
    except SeedsError as error:
        messages.error(str(error))
        return WRONG_USAGE if isinstance(error, UsageError) else FAILED
    except Exception as error:
        _trace(error)
        messages.error(f"stopped by a fault of this program ({type(error).__name__}). Please report it.")
        return FAILED


def answer_articles(job: Job, answer: Answer) -> int:
    """Summarize the articles and write what the command answers, each as soon as it is done.

    Where no input could be read, nothing is written (but error records, in JSON Lines), and a file named
    with -o stays as it was.
    """
    if job.quiet:
        warnings.simplefilter("ignore")  # spaCy's, which go to standard error too
    messages = Messages(job.quiet)
    inputs = _inputs(job, messages)
    _refuse_overwriting(inputs, job.target)
    records = chain.from_iterable(item.records() for item in inputs)
    first = next(records)
    encoding = None if inputs[0].kind == "sample" else job.encoding  # the sample is UTF-8
    # One of many in its file: it gets a line for each, even if it is the only one.
    contained = first.origin != inputs[0].origin
    several = contained or len(inputs) > 1 or any(map(os.path.isdir, job.arguments))
    with open_output(job.target) as output:
        chosen = answer.choose_format(
            job.output_format, target=job.target, terminal=output.is_terminal, several=several
        )
        total = None if any(item.holds_many for item in inputs) else len(inputs)
        told = _Told(messages, total, warn=not several and chosen != "text", progress=several)
        results = summarize_records(
            chain((first,), records),
            lambda: fast_pipeline(job.model, attribution="rules" if job.rules_only else "learned"),
            ReadOptions(encoding, job.published, job.fields),
            with_text=job.with_text,
        )
        try:
            for piece in answer.pieces(told.through(results), chosen):
                messages.clear()
                output.put(piece, color=job.color)
        except BrokenPipeError:
            drop_standard_output()
    return FAILED if told.failures else DONE


def check_summaries(summaries: str, article: str | None, *, encoding: str | None, quiet: bool = False) -> int:
    """Hold saved summaries against their article, or each against the text it carries."""
    from seeds_analysis.cli import verify as checking

    sound = checking.check_summaries(summaries, article, encoding=encoding, quiet=quiet)
    return DONE if sound else FAILED


def print_schema() -> int:
    """Print the JSON Schema of summaries and error records."""
    from seeds_analysis.summary import read_schema

    with open_output(None) as output:
        output.write(read_schema())
    return DONE


def _inputs(job: Job, messages: Messages) -> tuple[Input, ...]:
    """Take what is named, else what is piped in; the sample only where asked for, or where a person sits.

    A null device or closed standard input (cron, CI, a subprocess) is no input: the sample there would be
    an invented article among real ones.
    """
    if job.sample and job.arguments:
        raise UsageError("--sample stands for the input: name no other.")
    if job.sample:
        return (sample_input(),)
    if job.arguments:
        return expand_inputs(job.arguments, glob=job.glob)
    if sys.stdin is None:
        raise UsageError(NO_INPUT)
    if sys.stdin.isatty():
        messages.note(SAMPLE_NOTE)
        return (sample_input(),)
    try:
        device = stat.S_ISCHR(os.fstat(sys.stdin.fileno()).st_mode)
    except (OSError, ValueError):  # closed, or a stand-in without a descriptor
        device = False
    if device:
        raise UsageError(NO_INPUT)
    return expand_inputs(["-"])


def _refuse_overwriting(inputs: Sequence[Input], target: str | None) -> None:
    """Keep an article from being replaced by its own summary."""
    try:
        if target is None or not os.path.isfile(target):
            return
        place = os.stat(target)
    except (OSError, ValueError):
        return  # opening it says why
    for item in inputs:
        with contextlib.suppress(OSError, ValueError):
            if item.path and os.path.samestat(os.stat(item.path), place):
                raise UsageError(
                    f"{target}: is one of the inputs and would be lost. Name another file with -o."
                )


@dataclass(slots=True)
class _Told:
    """Results on their way to the output, told of on standard error; `total` is None if nobody knows it."""

    messages: Messages
    total: int | None
    warn: bool
    progress: bool
    failures: int = 0
    no_pages: int = 0

    def through(self, results: Iterable[Result]) -> Iterator[Result]:
        """Pass the results on unchanged."""
        self._show(0)
        for number, result in enumerate(results, 1):
            if isinstance(result, Failure) and result.code in NO_PAGE:
                self.no_pages += 1  # an archive holds pictures, scripts and dead links too
            elif isinstance(result, Failure):
                self.failures += 1
                self.messages.error(f"{result.given}: {result.message}")
                _trace(result.cause)
            elif self.warn and result.warnings:
                self.messages.note(_warning_line(result))
            self._show(number)
            yield result
        self.messages.clear()
        if self.no_pages:
            self.messages.note(f"{self.no_pages} archived responses are no pages.")

    def _show(self, number: int) -> None:
        if self.progress:
            self.messages.progress(str(number) if self.total is None else f"{number} of {self.total}")


def _warning_line(summary: Summary) -> str:
    """Tell the first warning of a summary, and how many more its `warnings` hold."""
    first, more = summary.warnings[0], len(summary.warnings) - 1
    tail = f" (and {more} more in `warnings`)" if more else ""
    return f"{summary.document.origin}: warning: {first.message}{tail}"


def _trace(error: Exception | None) -> None:
    if error is not None and not isinstance(error, SeedsError) and os.environ.get(DEBUG_VARIABLE):
        traceback.print_exception(error)
