"""Learn to choose indirect quotations: `python -m training.indirect ../shared/polnear/train`.

Three tables come of it: the words that attribute with their counts, the weights by which what they report is
chosen, and the weights that turn a choice into a confidence. Each figure printed is by cross-validation.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc

from seeds_analysis.doc import Positions, context, paired_marks
from seeds_analysis.quotations.in_marks.linking import decide_by_weights
from seeds_analysis.quotations.marks import read_marks, taken_tokens
from seeds_analysis.quotations.reported.contents import Content
from seeds_analysis.quotations.reported.cues import CUE_WORDS, CueWords, cue_facts, strong_lemmas
from seeds_analysis.quotations.reported.features import CueFacts, content_features, cue_features
from seeds_analysis.quotations.reported.reports import (
    CHOICE,
    CONFIDENCE,
    THRESHOLD,
    confidence_features,
    free_contents,
    select,
)
from seeds_analysis.quotations.search import find_in_marks
from seeds_analysis.quotations.weights import SparseModel
from seeds_analysis.text import Offsets
from training.fitting import fit, write_model, write_rows
from training.parsing import parsed
from training.polnear import Attribution

WEIGHTS = Path(__file__).parent.parent / "seeds_analysis" / "quotations" / "weights"
FOLDS = 5
# Features seen less often are left out; weights are shrunk by so much (the C of scikit-learn).
LEAST = 8
STRENGTH = 0.12
# What a choice learns to find: nearly the words that people marked, so that of two phrases that overlap them
# the one with their bounds is the likelier. F1 at half an overlap by cross-validation: 62.2 if a half is
# enough to learn from, 62.9 with this. Stricter is no better, and trusts bare objects ("hailed the bridge").
EXACT = 0.7
# A word belongs to the list if it attributes so many times, and in this share of its uses.
LEAST_HITS = 4
LEAST_SHARE = 0.2
CUE_TAGS = {"VERB", "NOUN", "ADJ"}
# A source phrase may be this much longer than the marked one, in characters.
MAX_EXCESS = 100


@dataclass(frozen=True, slots=True)
class Row:
    """A candidate: its features, what they were made from, and the attribution it fits best, if any (-1)."""

    features: tuple[str, ...]
    traits: tuple[CueFacts, Content, float]
    jaccard: float
    match: int
    speaker_right: bool


@dataclass(frozen=True, slots=True)
class Example:
    """An article: for each cue its candidates, and which attributions have no words in marks."""

    cues: list[list[Row]]
    indirect: frozenset[int]


def main() -> None:
    """Read, fit, validate, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="PolNeAR train: text/ and attributions/")
    parser.add_argument("--cache", type=Path, help="a file that keeps the parsed articles")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="where the tables go")
    options = parser.parse_args()
    learn(list(parsed(options.folder, options.cache)), options.out)


def learn(docs: Sequence[tuple[Doc, list[Attribution]]], out: Path) -> None:
    """Learn the three tables from parsed articles and write them to a folder."""
    words = count_cue_words(docs)
    strong = strong_lemmas(words)
    examples = [example(doc, gold, words, strong) for doc, gold in docs]
    chances = _validated(examples)
    for threshold in (0.2, 0.23, 0.26, 0.29, 0.32):
        print(f"threshold {threshold}: {_score(examples, chances, threshold)}")
    trusted, right = _outcomes(examples, chances, THRESHOLD)
    _print_calibration(trusted, right)
    head = [
        "Learned from PolNeAR 1.0.0 train by training/indirect.py; see MODEL_CARD.md. Not edited by hand."
    ]
    rows = [(lemma, pos, str(hits), str(count)) for (lemma, pos), (hits, count) in sorted(words.items())]
    write_rows(out / f"{CUE_WORDS}.tsv", rows, [*head, "lemma, part of speech, uses that attribute, uses"])
    flat = [row for each in examples for cue in each.cues for row in cue]
    model = fit(
        [row.features for row in flat], [row.jaccard >= EXACT for row in flat], least=LEAST, strength=STRENGTH
    )
    write_model(out / f"{CHOICE}.tsv", model, [*head, "feature, weight"])
    confidence = fit(trusted, right, least=20, strength=1.0)
    write_model(out / f"{CONFIDENCE}.tsv", confidence, [*head, "feature, weight"])


def count_cue_words(docs: Sequence[tuple[Doc, list[Attribution]]]) -> dict[tuple[str, str], tuple[int, int]]:
    """How often a word stands in the cue of an indirect quotation, and how often it stands outside marks."""
    hits: Counter[tuple[str, str]] = Counter()
    uses: Counter[tuple[str, str]] = Counter()
    for doc, gold in docs:
        quoted, _, _ = before_reports(doc)
        spans = [_tokens(doc, each.content) for each in gold]
        indirect = [
            each for each, tokens in zip(gold, spans, strict=True) if not any(quoted[i] for i in tokens)
        ]
        cues = {i for each in indirect for i in _tokens(doc, each.cue)}
        for token in doc:
            if token.pos_ in CUE_TAGS and not quoted[token.i]:
                key = (token.lemma_.lower(), token.pos_)
                uses[key] += 1
                hits[key] += token.i in cues
    return {
        key: (count, uses[key])
        for key, count in hits.items()
        if count >= LEAST_HITS and count >= LEAST_SHARE * uses[key] and key[0].isprintable()
    }


def before_reports(doc: Doc) -> tuple[bytearray, set[int], list[Offsets]]:
    """Return what the search without marks starts from: `taken`, `used` and `skipped` of find_reports."""
    marks = read_marks(doc, paired_marks(doc)[0])
    records, _, used = find_in_marks(marks, decide_by_weights)
    return taken_tokens(marks.positions, marks.quoted, records), used, marks.skipped


def example(doc: Doc, gold: Sequence[Attribution], words: CueWords, strong: frozenset[str]) -> Example:
    """The candidates of an article, each with the attribution it fits best."""
    taken, used, skipped = before_reports(doc)
    letters = [sum(c.isalnum() for c in token.text) for token in doc]
    holders: list[list[int]] = [[] for _ in doc]
    sizes = []
    text = context.whole_text(doc)
    for number, each in enumerate(gold):
        sizes.append(sum(c.isalnum() for start, end in each.content for c in text[start:end]))
        for i in _tokens(doc, each.content):
            holders[i].append(number)
    cues = []
    for facts in cue_facts(Positions(doc), taken, words, used=used, skipped=skipped):
        contents = free_contents(taken, facts)
        if not contents:
            continue
        shared = cue_features(facts, strong)
        cues.append(
            [
                _row(shared, facts, content, share, (letters, holders, sizes, taken, gold))
                for content, share in contents
            ]
        )
    free = [not any(taken[i] for i in _tokens(doc, each.content)) for each in gold]
    return Example(cues, frozenset(number for number, is_free in enumerate(free) if is_free))


def _row(
    shared: Sequence[str],
    facts: CueFacts,
    content: Content,
    share: float,
    known: tuple[list[int], list[list[int]], list[int], Sequence[int], Sequence[Attribution]],
) -> Row:
    letters, holders, sizes, taken, gold = known
    size = 0
    both: Counter[int] = Counter()
    for start, end in content.parts:
        for i in range(start, end):
            if not taken[i]:
                size += letters[i]
                for number in holders[i]:
                    both[number] += letters[i]
    overlaps = ((count / (size + sizes[number] - count), number) for number, count in both.items())
    jaccard, match = max(overlaps, default=(0.0, -1))
    right = match >= 0 and _speaker_right(facts, gold[match])
    features = (*shared, *content_features(facts, content, share))
    return Row(features, (facts, content, share), jaccard, match, right)


def _speaker_right(facts: CueFacts, attribution: Attribution) -> bool:
    """Whether the source overlaps the marked one, or neither is there."""
    if facts.source is None or not attribution.source:
        return facts.source is None and not attribution.source
    doc = facts.token.doc
    start, last = doc[facts.source[0]].idx, doc[facts.source[1] - 1]
    end = last.idx + len(last)
    longest = attribution.source[-1][1] - attribution.source[0][0] + MAX_EXCESS
    return end - start <= longest and any(start < high and low < end for low, high in attribution.source)


def _tokens(doc: Doc, spans: Sequence[Offsets]) -> Iterator[int]:
    for start, end in spans:
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is not None:
            yield from range(span.start, span.end)


def _validated(examples: Sequence[Example]) -> list[list[list[float]]]:
    """The chance of each candidate by a model that has not seen its article."""
    chances: list[list[list[float]]] = [[] for _ in examples]
    for fold in range(FOLDS):
        seen = [
            row for n, each in enumerate(examples) if n % FOLDS != fold for cue in each.cues for row in cue
        ]
        model = fit(
            [row.features for row in seen],
            [row.jaccard >= EXACT for row in seen],
            least=LEAST,
            strength=STRENGTH,
        )
        for n in range(fold, len(examples), FOLDS):
            chances[n] = [[model.probability(row.features) for row in cue] for cue in examples[n].cues]
    return chances


def _chosen(
    example_: Example, chances: Sequence[Sequence[float]], threshold: float
) -> list[tuple[float, Row]]:
    """As the component chooses."""
    best = []
    for cue, each in zip(example_.cues, chances, strict=True):
        n = max(range(len(cue)), key=each.__getitem__)
        if each[n] >= threshold:
            best.append((each[n], cue[n]))
    kept = select([(chance, row.traits[0].token.i, row.traits[1].parts) for chance, row in best])
    return [best[n] for n in kept]


def _score(
    examples: Sequence[Example], chances: Sequence[Sequence[Sequence[float]]], threshold: float
) -> str:
    """Precision, recall and F1 of content with a Jaccard index of a half or more."""
    hits = claimed = wanted = 0
    for each, chance in zip(examples, chances, strict=True):
        chosen = _chosen(each, chance, threshold)
        matched = {row.match for _, row in chosen if row.jaccard >= 0.5}
        claimed += len(chosen)
        hits += len(matched & each.indirect)
        wanted += len(each.indirect)
    precision, recall = hits / max(claimed, 1), hits / max(wanted, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"{claimed} claimed, P {100 * precision:.1f} R {100 * recall:.1f} F1 {100 * f1:.1f}"


def _outcomes(
    examples: Sequence[Example], chances: Sequence[Sequence[Sequence[float]]], threshold: float
) -> tuple[list[list[str]], list[bool]]:
    """What the confidence may know of each choice, and whether content and source were right."""
    trusted, right = [], []
    for each, chance in zip(examples, chances, strict=True):
        for value, row in _chosen(each, chance, threshold):
            trusted.append(confidence_features(value, *row.traits))
            right.append(row.jaccard >= 0.5 and row.speaker_right)
    return trusted, right


def _print_calibration(trusted: Sequence[Sequence[str]], right: Sequence[bool]) -> None:
    """How often choices are right, by the confidence that a model fitted on the other half gives them."""
    tally: Counter[int] = Counter()
    good: Counter[int] = Counter()
    for half in (0, 1):
        rest = range(1 - half, len(trusted), 2)
        model: SparseModel = fit([trusted[n] for n in rest], [right[n] for n in rest], least=20, strength=1.0)
        for n in range(half, len(trusted), 2):
            decile = int(model.probability(trusted[n]) * 20)
            tally[decile] += 1
            good[decile] += right[n]
    for decile in sorted(tally):
        share = 100 * good[decile] / tally[decile]
        print(
            f"confidence {decile / 20:.2f} to {decile / 20 + 0.05:.2f}: {tally[decile]}, right {share:.1f}%"
        )


if __name__ == "__main__":
    main()
