"""What explain does: say in words what a code in a result means."""

from itertools import groupby

from seeds_analysis.cli.commands import DONE
from seeds_analysis.cli.messages import one_line
from seeds_analysis.cli.output import open_output
from seeds_analysis.errors import UsageError
from seeds_analysis.views import codes

# Where a result has a code of each kind.
PLACES = {
    "speaker": "How the speaker was found (resolved_by)",
    "reason": "Why nobody is named (unattributed_reason), or a date has no value (reason)",
    "warning": "What to doubt (warnings)",
    "error": "Why an input gave no result (error)",
    "label": "What a name is (label)",
}


def explain_codes(asked: str | None) -> int:
    """Print what a code means, or what all mean, by where they are. Raises UsageError for an unknown one."""
    known = codes.read_codes().values()
    wanted = [code for code in known if asked is None or code.code.casefold() == asked.strip().casefold()]
    if not wanted:
        raise UsageError(f"{one_line(str(asked))}: no such code. To list all: seeds-analysis explain")
    sections = [
        f"{PLACES[kind]}\n" + "".join(f"  {code.code}: {code.meaning}\n" for code in same)
        for kind, same in groupby(wanted, key=lambda code: code.kind)
    ]
    with open_output(None) as output:
        output.write("\n".join(sections))
    return DONE
