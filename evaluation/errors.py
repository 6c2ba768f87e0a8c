"""Browse the errors on PolNeAR: counts by phenomenon and by rule, then single errors in context.

The output contains corpus text: keep it out of the repository.
"""

import argparse
import random
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from evaluation.cases import FAULTS, PIECE, Case, cases_of
from evaluation.phenomena import PHENOMENA
from evaluation.quotations import read_gold
from evaluation.running import load_pipeline, read_runs, run_files
from evaluation.shared import PARTS, SharedAbsentError, text_paths

KINDS = (PIECE, "direct", "mixed", "indirect")
BEFORE, AFTER = 260, 180  # characters of context


def arguments() -> argparse.ArgumentParser:
    """Describe the options."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.errors", description=__doc__)
    parser.add_argument("--part", choices=PARTS, default="train", help="part of PolNeAR (default: train)")
    parser.add_argument("--limit", type=int, metavar="N", help="only the first N texts")
    parser.add_argument("--from", dest="saved", type=Path, metavar="FILE", help="a run saved with --save")
    parser.add_argument("--model", help="a spaCy pipeline instead of the default one")
    parser.add_argument(
        "--kind", choices=KINDS, action="append", help="quoted pieces, or content of a kind (repeatable)"
    )
    parser.add_argument("--phenomenon", metavar="P", help="only cases whose phenomena contain these words")
    parser.add_argument("--rule", metavar="R", help="only cases decided by this rule (rule, resolved_by)")
    parser.add_argument("--fault", choices=FAULTS, help="only cases with this fault")
    parser.add_argument("--sample", type=int, metavar="N", help="show N errors, chosen by --seed (0: none)")
    parser.add_argument("--seed", type=int, default=0, metavar="S")
    return parser


def main(argv: list[str] | None = None) -> int:
    """Read or make a run, judge it and print; return the exit code."""
    options = arguments().parse_args(argv)
    try:
        gold = read_gold(options.part)
        if options.saved is not None:
            runs = read_runs(options.saved)[: options.limit]
        else:
            paths = text_paths("polnear", options.part, "text")[: options.limit]
            runs = list(run_files(load_pipeline(options.model), paths))
    except SharedAbsentError as error:
        print(f"evaluation: {error}", file=sys.stderr)
        return 2
    cases = [case for case in cases_of(runs, gold) if _wanted(case, options)]
    if not cases:
        print("evaluation: no such cases", file=sys.stderr)
    wrong = [case for case in cases if case.fault and options.fault in (None, case.fault)]
    if options.sample is not None and options.sample < len(wrong):
        drawn = set(random.Random(options.seed).sample(range(len(wrong)), options.sample))
        wrong = [case for number, case in enumerate(wrong) if number in drawn]
    print_report(cases, wrong)
    return 0


def print_report(cases: Sequence[Case], wrong: Iterable[Case]) -> None:
    """Print the counts of all cases, then the errors."""
    for kind in KINDS:
        mine = [case for case in cases if case.kind == kind]
        if mine:
            named = [(name, case) for case in mine for name in case.phenomena]
            print(count_table(kind, "phenomenon", named))
            print(count_table(kind, "rule", [(case.rule, case) for case in mine]))
    for case in wrong:
        print(describe(case))


def count_table(kind: str, by: str, named: Sequence[tuple[str, Case]]) -> str:
    """Count cases and faults and give the share right, one line per name; a case may have several names."""
    groups: dict[str, list[Case]] = {}
    for name, case in named:
        groups.setdefault(name, []).append(case)
    order = list(PHENOMENA) if by == "phenomenon" else sorted(groups, key=lambda name: -len(groups[name]))
    head = "".join(f"{name:>10}" for name in ("cases", *FAULTS, "right %"))
    lines = [f"{f'{kind} by {by}':<30}{head}"]
    for name in order:
        if name in groups:
            members = groups[name]
            counts = [sum(case.fault == fault for case in members) for fault in FAULTS]
            right = 100 * (len(members) - sum(counts)) / len(members)
            cells = "".join(f"{count:>10}" for count in (len(members), *counts))
            lines.append(f"  {name:<28}{cells}{right:>10.1f}")
    return "\n".join(lines) + "\n"


def describe(case: Case) -> str:
    """Describe one error: fault, phenomena, context with the words in brackets, gold, and our answer."""
    text, (start, end) = case.run.text, case.span
    context = f"{text[max(0, start - BEFORE) : start]}[[{text[start:end]}]]{text[end : end + AFTER]}"
    lines = [f"--- {case.run.stem}:{start}-{end}  {case.kind} {case.fault}  ({', '.join(case.phenomena)})"]
    lines.append(context.strip())
    for attribution in case.gold:
        parts = (attribution.source, attribution.cue, attribution.content)
        source, cue, content = (repr([text[first:last] for first, last in spans]) for spans in parts)
        lines.append(f"  gold: source {source}, cue {cue}, content {content}")
    if not case.gold:
        lines.append("  gold: nobody's words")
    return "\n".join([*lines, _answer(case)]) + "\n"


def _answer(case: Case) -> str:
    found = case.found
    if found is None:
        return "  ours: nothing"
    speaker, cue = found["speaker"], found["cue"]
    if speaker is None:
        who = f"nobody ({found['unattributed_reason']})"
    else:
        mention = speaker["mention"]["text"] if speaker["mention"] else None
        who = f"{speaker['name']!r}, mention {mention!r}, by {speaker['resolved_by']}"
    return (
        f"  ours: {who}; cue {cue['text'] if cue else None!r}; rule {case.rule}; {found['kind']}, confidence"
        f" {found['confidence']}; content {[part['text'] for part in found['content']]}"
    )


def _wanted(case: Case, options: argparse.Namespace) -> bool:
    if options.kind and case.kind not in options.kind:
        return False
    if options.phenomenon:
        words = re.compile(rf"\b{re.escape(options.phenomenon)}\b")
        if not any(words.search(name) for name in case.phenomena):
            return False
    if options.rule is None:
        return True
    speaker = case.found["speaker"] if case.found else None
    return options.rule in (case.rule, speaker["resolved_by"] if speaker else None)


if __name__ == "__main__":
    sys.exit(main())
