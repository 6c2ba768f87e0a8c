"""What import-corrections and score do."""

from collections.abc import Iterator, Sequence
from typing import Any

from seeds_analysis.cli.commands import DONE, FAILED
from seeds_analysis.cli.messages import Messages
from seeds_analysis.cli.naming import format_of_suffix, note_format
from seeds_analysis.cli.output import open_output
from seeds_analysis.corrections import read_corrections, score
from seeds_analysis.errors import LoadError
from seeds_analysis.loading import ReadOptions, Record
from seeds_analysis.pipeline import Failure, fast_pipeline, summarize_records
from seeds_analysis.summary import Summary
from seeds_analysis.views import count_of, data


def import_files(path: str, target: str | None, *, quiet: bool) -> int:
    """Write the summary of each corrected article; returns the exit code."""
    messages = Messages(quiet)
    failed = imported = 0
    format_of_suffix(target, ("jsonl",), page="jsonl")
    with open_output(target) as output:
        for result in read_corrections(path):
            if isinstance(result, LoadError):
                messages.error(str(result))
                failed += 1
            else:
                output.write(data.render_jsonl(result))
                imported += 1
    if target is not None:
        messages.note(f"{target}: {count_of(imported, 'summary', 'summaries')}.")
    return FAILED if failed else DONE


def score_summaries(
    path: str, found: str | None, asked: str | None, target: str | None, *, quiet: bool, model: str | None
) -> int:
    """Compare summaries, or those made now, with the corrected ones; returns the exit code."""
    messages = Messages(quiet)
    problems: list[str] = []
    chosen = asked or format_of_suffix(target, ("table", "json"), page="table")
    gold = [one for one in _read(path, problems) if _has_text(one, problems)]
    ours = _read(found, problems) if found else _summarize(gold, model, problems)
    with open_output(target) as output:
        if chosen is None:
            chosen = "table" if output.is_terminal else "json"
            note_format(messages, target, chosen)
        by_text = {summary.document.id: summary for summary in ours}
        pairs = [(one, by_text[one.document.id]) for one in gold if one.document.id in by_text]
        if found:
            missing = (one.document.origin for one in gold if one.document.id not in by_text)
            problems += [f"{origin}: {found} has no summary of this text." for origin in missing]
        if pairs:
            figures = score(pairs).to_dict()
            output.write(_table(figures) if chosen == "table" else data.dump(figures, indent=2) + "\n")
    for problem in problems:
        messages.error(problem)
    return FAILED if problems or not pairs else DONE


def _read(path: str, problems: list[str]) -> Iterator[Summary]:
    """Read summaries, and add what cannot be read to the problems."""
    for result in read_corrections(path):
        if isinstance(result, Summary):
            yield result
        else:
            problems.append(str(result))


def _has_text(summary: Summary, problems: list[str]) -> bool:
    if summary.document.text is None:
        problems.append(f"{summary.document.origin}: has no text. Make the summary with --with-text.")
    return summary.document.text is not None


def _summarize(gold: Sequence[Summary], model: str | None, problems: list[str]) -> Iterator[Summary]:
    named = ((one.document.origin, one.document.text or "") for one in gold)
    records = (Record(origin, origin, text.encode("utf-8", "replace")) for origin, text in named)
    results = summarize_records(records, lambda: fast_pipeline(model), ReadOptions(encoding="utf-8"))
    for result in results:
        if isinstance(result, Failure):
            problems.append(f"{result.given}: {result.message}")
        else:
            yield result


def _table(figures: dict[str, Any]) -> str:
    """Draw the figures in percent, at most 80 columns wide."""
    names = figures["names"]
    rows = {
        "Quotations found": figures["found"],
        "Found, with the right speaker": figures["found_and_speaker_right"],
        "Names of speakers, of those found": names,
    }
    shares = {
        "Kind right, of those found": figures["kind_right"],
        "Bounds right (9 in 10 letters), of those found": figures["exact"],
        **{f"Found of the {kind} ones": share for kind, share in figures["recall_by_kind"].items()},
    }
    lines = [
        f"{count_of(figures['articles'], 'article')}: {count_of(figures['gold'], 'quotation')} to be found, "
        f"{figures['reported']:,} reported.",
        "",
        f"{'In percent':46}{'precision':>10}{'recall':>8}{'F1':>8}",
        *(
            f"{row:46}{_percent(of['precision']):>10}{_percent(of['recall']):>8}{_percent(of['f1']):>8}"
            for row, of in rows.items()
        ),
        *(f"{row:46}{_percent(share):>10}" for row, share in shares.items()),
        "",
        f"Names: {names['right']:,} right, {names['wrong']:,} wrong, {names['silent']:,} not given, "
        f"{names['false_name']:,} given where nobody is named.",
    ]
    if denied := figures["denied_shown_as_said"]:
        lines.append(f"{count_of(denied, 'quotation')} shown as said, though the article denies it.")
    return "".join(f"{line}\n" for line in lines)


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f}"
