"""What the commands of `corpus` do once their options are known, and the progress of a run."""

import shlex
import sys
from collections.abc import Sequence
from typing import Any

from seeds_analysis import corpus
from seeds_analysis.cli.commands import DONE, FAILED, SIGNALLED
from seeds_analysis.cli.messages import Messages
from seeds_analysis.cli.naming import note_format
from seeds_analysis.cli.output import open_output
from seeds_analysis.cli.progress import ProgressDisplay
from seeds_analysis.views import count_of

MOST_FAILURES = 20  # shown one by one


def run(options: corpus.CorpusOptions, *, quiet: bool) -> int:
    """Analyze an archive; show progress, then what was found and what to do next, or how to resume."""
    messages = Messages(quiet)
    with RunDisplay(messages) as display:
        outcome = corpus.run_corpus(options, display)
    resume = f"To resume: {shlex.join(['seeds-analysis', *sys.argv[1:]])}"
    if outcome.overview is None:
        messages.error(f"stopped at once. {resume}")
        return SIGNALLED + (outcome.stopped_by or 0)
    if outcome.kept:
        kept = f"kept {count_of(outcome.stale, 'file')} of an earlier run, because an input is missing"
        messages.note(f"{kept}. To remove them, give --replace.")
    elif outcome.stale:
        files = count_of(outcome.stale, "file")
        messages.note(f"removed {files} of an earlier run with other inputs, settings or versions.")
    for line in corpus.overview_lines(outcome.overview):
        messages.note(line)
    if outcome.complete or outcome.stopped_by is None:
        for line in _what_next(options):
            messages.note(line)
        return FAILED if outcome.overview.failed else DONE
    messages.error(f"interrupted. {resume}")
    return SIGNALLED + outcome.stopped_by


def _what_next(options: corpus.CorpusOptions) -> list[str]:
    """Say where the results are, and what to do with them."""
    folder = shlex.quote(options.target)
    found = f"Results: {options.target}. "
    if options.part:
        return [f"{found}Once all parts are done: seeds-analysis corpus merge … --out RESULTS"]
    lines = [f"{found}For an overview: seeds-analysis corpus report {folder}"]
    if options.settings.output_format == "jsonl":
        lines.append(f"To search them: seeds-analysis corpus export {folder} archive.db")
    return lines


def merge(folders: Sequence[str], target: str, *, replace: bool, quiet: bool) -> int:
    """Merge the parts of a run; say what there is now."""
    messages = Messages(quiet)
    messages.note(f"{target}: merging {count_of(len(folders), 'part')}.")
    overview = corpus.merge_parts(folders, target, replace=replace)
    for line in corpus.overview_lines(overview):
        messages.note(line)
    messages.note(f"Results: {target}. For an overview: seeds-analysis corpus report {shlex.quote(target)}")
    return FAILED if overview.failed else DONE


def write_report(
    folder: str, output_format: str | None, *, top: int, join: bool, target: str | None, color: bool
) -> int:
    """Write the overview of a run."""
    overview = corpus.report(folder, top=top, join=join)
    with open_output(target) as output:
        chosen = output_format or ("table" if output.is_terminal else "json")
        if output_format is None:
            note_format(Messages(), target, chosen)
        output.put(corpus.render_overview(overview, chosen), color=color)
    return DONE


def write_answer(
    source: str,
    output_format: str | None,
    *,
    top: int,
    speaker: str | None,
    target: str | None,
    color: bool,
    pager: bool,
) -> int:
    """Write all quotations of a speaker, or without one, what most articles print."""
    with corpus.database.archive_of(source) as (path, made), open_output(target) as output:
        chosen = output_format or ("table" if output.is_terminal else "json")
        if speaker is None:
            page = corpus.database.render_repeats(path, chosen, top=top)
        else:
            page = corpus.database.render_speaker(path, speaker, chosen)
        output.put(page, color=color, pager=pager)
    return _say_missing(source, made, Messages())


def write_pictures(source: str, *, top: int, by: str | None, join: bool, target: str | None) -> int:
    """Write an archive in pictures."""
    with corpus.database.archive_of(source) as (path, made), open_output(target) as output:
        for piece in corpus.database.picture_pieces(path, top=top, by=by, join=join):
            output.put(piece, color=False)
    return _say_missing(source, made, Messages())


def write_archive(results: str, target: str, scheduler: str | None, *, quiet: bool) -> int:
    """Write a run into one file; say what is in it and what is not."""
    messages = Messages(quiet)
    made = corpus.database.export_database(results, target, scheduler)
    messages.note(
        f"{target}: {count_of(made.articles, 'article')}, {count_of(made.quotations, 'quotation')}."
    )
    if made.failed:
        messages.note(f"{results}: {count_of(made.failed, 'article')} failed in the run: see corpus report.")
    if made.metadata_kept:
        messages.note(f"{corpus.database.METADATA}: not written by this program, so left as it is.")
    return _say_missing(results, made, messages, then=", then export again")


def _say_missing(results: str, made: corpus.database.Exported, messages: Messages, then: str = "") -> int:
    """Say how many articles are missing and what to do, `then` last; return the exit code."""
    if made.complete:
        return DONE
    missing = f"about {made.missing:,}" if made.missing else "an unknown number"
    how = f"Run the same corpus command again{then}."
    messages.error(f"{results}: the run is not complete. Articles missing: {missing}. {how}")
    return FAILED


class RunDisplay(ProgressDisplay, corpus.Watcher):
    """Shows the progress, the failures and the messages of a run. A context manager."""

    failures = 0

    def __exit__(self, *error: object) -> None:
        super().__exit__(*error)
        if self.failures > MOST_FAILURES:
            more = self.failures - MOST_FAILURES
            self.messages.error(f"{more:,} more failed; see the rows in the folder manifest.")

    def failed(self, row: dict[str, Any]) -> None:
        """Show one of the first failures."""
        self.failures += 1
        if self.failures <= MOST_FAILURES:
            self.messages.error(f"{row['origin']}: {row['message']}")

    def stopping(self, shards: int) -> None:
        """Say how to stop at once."""
        self.note(f"finishing {count_of(shards, 'shard')}; interrupt again to stop at once.")

    def note(self, message: str) -> None:
        """Show a message."""
        self.messages.note(message)
