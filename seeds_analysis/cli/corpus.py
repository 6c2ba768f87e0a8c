"""What `corpus` and `corpus report` do once their options are known; each returns the exit code."""

import shlex
import sys

from seeds_analysis.cli.commands import DONE, FAILED
from seeds_analysis.cli.messages import Messages
from seeds_analysis.cli.output import open_output
from seeds_analysis.cli.progress import ProgressDisplay
from seeds_analysis.corpus import CorpusOptions, overview_lines, render_overview, report, run_corpus

SIGNALLED = 128  # plus the number of the signal, as shells do it


def run(options: CorpusOptions, *, quiet: bool) -> int:
    """Run over an archive; show progress, then what was found or how to resume."""
    messages = Messages(quiet)
    with ProgressDisplay(messages) as display:
        outcome = run_corpus(options, display)
    resume = f"To resume: {shlex.join(['seeds-analysis', *sys.argv[1:]])}"
    if outcome.overview is None:
        messages.error(f"stopped at once. {resume}")
    else:
        if outcome.removed:
            files = f"{outcome.removed:,} files of an earlier run"
            messages.note(f"removed {files}: of other inputs, settings or versions.")
        for line in overview_lines(outcome.overview):
            messages.note(line)
        if outcome.complete or outcome.stopped_by is None:
            return FAILED if outcome.overview.failed else DONE
        messages.error(f"interrupted. {resume}")
    return SIGNALLED + (outcome.stopped_by or 0)


def write_report(folder: str, output_format: str | None, *, top: int, target: str | None, color: bool) -> int:
    """Write the overview of a run."""
    overview = report(folder, top=top)
    with open_output(target) as output:
        chosen = output_format or ("table" if output.is_terminal else "json")
        output.put(render_overview(overview, chosen), color=color)
    return DONE
