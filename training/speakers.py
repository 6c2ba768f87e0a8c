"""Learn who a source phrase means, from marked articles: the weights of seeds_analysis.speakers.ranking.

The quotations are those that are marked; names, tags and parses are the tool's own. In a first pass the story
is read with the right speakers, in a second one with those that the network of the first pass names, so that
it learns to go on after an error of its own. What the network of quotations says of referents is known for
the articles where it did not learn them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import torch
from spacy.tokens import Doc

from evaluation.running import load_pipeline
from seeds_analysis.doc.annotations import QuotationAnnotation
from seeds_analysis.loading import read_article
from seeds_analysis.network.encoding import encode
from seeds_analysis.network.running import score
from seeds_analysis.pipeline.build import analyze_many
from seeds_analysis.quotations.search import with_referents
from seeds_analysis.speakers.asking import Asked
from seeds_analysis.speakers.component import SpeakerResolver
from seeds_analysis.speakers.features import COUNT, Floats
from seeds_analysis.speakers.ranking import Network, Ranker
from seeds_analysis.speakers.referents import Referent
from seeds_analysis.text import Offsets, name_keys, pair_marks
from training.marked import MarkedArticle, MarkedQuotation
from training.mentions import NAMED, is_withheld

NETWORKS, UNITS = 24, 32
STEPS, BATCH = 600, 256
RATE, DECAY = 0.01, 0.02
DROPPED_UNITS, DROPPED_FEATURES = 0.2, 0.1
LONGEST_LABEL = 30  # characters of a name before a turn


@dataclass(frozen=True, slots=True)
class Example:
    """The features of the candidates, and which rows are right."""

    rows: Floats
    right: Sequence[int]


def learn_speakers(articles: Sequence[MarkedArticle], seed: int) -> Network:
    """Learn from articles; deterministic for one seed."""
    articles = [*articles, *(half for half in map(second_half, articles) if half.quotations)]
    docs = list(read_docs(articles))
    first = collect(articles, docs, None)
    start = learn_network(first, seed)
    return learn_network(first + collect(articles, docs, start), seed + 1)


def second_half(article: MarkedArticle) -> MarkedArticle:
    """Cut an article in its middle, so that stories without their beginning are learned from too."""
    blank = article.text.find("\n\n", len(article.text) // 2)
    cut = len(article.text) if blank < 0 else blank + 2
    kept = [quotation for quotation in article.quotations if _first(quotation) >= cut]
    return replace(article, text=article.text[cut:], quotations=tuple(_moved(one, -cut) for one in kept))


def _first(quotation: MarkedQuotation) -> int:
    return min(start for start, _ in (*quotation.content, *quotation.source, *quotation.cue, *quotation.via))


def _moved(quotation: MarkedQuotation, by: int) -> MarkedQuotation:
    def moved(places: Sequence[Offsets]) -> tuple[Offsets, ...]:
        return tuple((start + by, end + by) for start, end in places)

    return replace(
        quotation,
        content=moved(quotation.content),
        source=moved(quotation.source),
        cue=moved(quotation.cue),
        via=moved(quotation.via),
    )


def write_network(network: Network, path: Path) -> None:
    """Write the weights as one array, whose last row holds the outer weights."""
    weights = np.concatenate([network.inner, network.outer[:, None]], axis=1)
    np.save(path, weights.astype(np.float32), allow_pickle=False)


def read_docs(articles: Sequence[MarkedArticle]) -> Iterable[Doc]:
    """Analyze the articles up to their names, and put the marked quotations in."""
    nlp = load_pipeline()
    for name in ("seeds_quotations", "seeds_speakers", "seeds_dates"):
        nlp.remove_pipe(name)
    loaded = [read_article(article.text.encode(), article.name) for article in articles]
    for article, doc in zip(articles, analyze_many(nlp, loaded), strict=True):
        marked = (_annotation(quotation, article.text) for quotation in article.quotations)
        if is_withheld(article.name):
            encoded = encode(article.text, pair_marks(article.text)[0])
            scores = score(encoded)
            marked = (with_referents(one, encoded, scores) for one in marked)
        QuotationAnnotation.write(doc, sorted(marked, key=_start))
        yield doc


def collect(articles: Sequence[MarkedArticle], docs: Sequence[Doc], network: Network | None) -> list[Example]:
    """Read the articles and note each question about a source, with its right answers.

    Without a network, the right answers decide how the story continues.
    """
    examples = []
    for article, doc in zip(articles, docs, strict=True):
        gold = {quotation.content: quotation for quotation in article.quotations}
        recorder = _Recorder(article, gold, network)
        SpeakerResolver(ranker=recorder).predict(doc)
        examples += recorder.examples
    return examples


@dataclass(slots=True)
class _Recorder(Ranker):
    """Notes questions; answers them by a network, or rightly."""

    article: MarkedArticle
    gold: Mapping[tuple[Offsets, ...], MarkedQuotation]  # by content
    network: Network | None
    examples: list[Example] = field(default_factory=list)

    def chances(self, asked: Asked, candidates: Sequence[Referent], rows: Floats) -> Floats:
        """The chances of the network, or 1 for a right row; nothing is likely where that is unknown."""
        gold = self.gold.get(tuple(asked.content))
        right = [] if gold is None else right_rows(self.article, gold, asked, candidates)
        if gold is not None and right and "optional" not in gold.tags:
            self.examples.append(Example(rows, right))
        if self.network is not None:
            return self.network.chances(asked, candidates, rows)
        chances = np.zeros(len(rows), dtype=np.float32)
        chances[right[:1]] = 1
        return chances


def right_rows(
    article: MarkedArticle, gold: MarkedQuotation, asked: Asked, candidates: Sequence[Referent]
) -> list[int]:
    """The rows that name the speaker: candidates, else "somebody else" or "nobody who is named"."""
    somebody_else, nobody = len(candidates), len(candidates) + 1
    if gold.speaker_kind == "unclear":
        return []
    found = [n for n, one in enumerate(candidates) if gold.speaker and _is_speaker(gold, one)]
    if gold.speaker is not None and gold.speaker_kind in NAMED:
        exact = [n for n in found if candidates[n].name == gold.speaker]
        sources = {_phrase(article, other) for other in article.quotations if other.speaker == gold.speaker}
        unclear = [n for n, one in enumerate(candidates) if one.unclear and one.name in sources]
        by_itself = asked.kind == "noun" and set(_words(gold.speaker)) <= set(_words(_phrase(article, gold)))
        return sorted({*(exact or found), *unclear}) or [nobody if by_itself else somebody_else]
    if gold.speaker_kind == "several":
        return found or [somebody_else]
    if asked.kind in ("noun", "name"):
        return found or [nobody]
    # A pronoun for somebody without a name stands for a source like "a witness", if there is one.
    sources = {
        _phrase(article, other) for other in article.quotations if other.speaker_kind == gold.speaker_kind
    }
    unnamed = [n for n, one in enumerate(candidates) if one.entity is None]
    same = found or [n for n in unnamed if candidates[n].name in sources]
    return same or [*unnamed, somebody_else, nobody]


def _is_speaker(gold: MarkedQuotation, candidate: Referent) -> bool:
    wanted, given = _words(gold.speaker or ""), _words(candidate.name)
    if (
        not wanted
        or not given
        or (gold.speaker_kind not in (*NAMED, "document") and candidate.entity is not None)
    ):
        return False
    if set(wanted) <= set(given) or set(given) <= set(wanted):
        return True
    return gold.speaker_kind in NAMED and wanted[-1] == given[-1] and wanted[0][0] == given[0][0]


def _words(name: str) -> list[str]:
    words = name_keys.fold(name.replace("’s", "").replace("'s", "").replace("-", " ")).split()
    return [word for word in words if word not in ("the", "a", "an", "mr", "mrs", "ms", "dr", "sir")]


def _phrase(article: MarkedArticle, quotation: MarkedQuotation) -> str:
    if not quotation.source:
        return ""
    return " ".join(article.text[quotation.source[0][0] : quotation.source[-1][1]].split())


def _annotation(gold: MarkedQuotation, text: str) -> QuotationAnnotation:
    source: Offsets | None = (gold.source[0][0], gold.source[-1][1]) if gold.source else None
    starts_line = source is not None and not text[: source[0]].rpartition("\n")[2].strip()
    is_label = starts_line and source is not None and text[source[1] : source[1] + 1] in (":", ".")
    is_turn = is_label and source is not None and source[1] - source[0] < LONGEST_LABEL
    return QuotationAnnotation(
        kind=gold.kind,
        content=gold.content,
        closed=tuple("explicit" if text[start] in "\"“‘'" else None for start, _ in gold.content),
        cue=gold.cue[0] if gold.cue else None,
        source=source,
        rule=None if source is None else "label" if is_turn and gold.kind == "direct" else "source",
        via=gold.via[0] if gold.via else None,
        negated="denied" in gold.tags,
        confidence=1.0,
    )


def _start(quotation: QuotationAnnotation) -> Offsets:
    return quotation.content[0]


def learn_network(examples: Sequence[Example], seed: int) -> Network:
    """Learn several networks at once, each from its own random start, with AdamW and dropout."""
    random = torch.Generator().manual_seed(seed)
    most = max(len(example.rows) for example in examples)
    rows = torch.zeros(len(examples), most, COUNT + 1)
    absent = torch.full((len(examples), most), -1e9)
    right = torch.full((len(examples), most), -1e9)
    for number, example in enumerate(examples):
        count = len(example.rows)
        rows[number, :count] = torch.nn.functional.pad(torch.from_numpy(example.rows), (0, 1), value=1.0)
        absent[number, :count] = 0
        right[number, list(example.right)] = 0
    inner = torch.randn(NETWORKS, COUNT + 1, UNITS, generator=random) * (2 / COUNT) ** 0.5
    inner[:, -1] = 0
    outer = torch.randn(NETWORKS, UNITS, generator=random) * (1 / UNITS) ** 0.5
    optimizer = torch.optim.AdamW(
        [inner.requires_grad_(), outer.requires_grad_()], lr=RATE, weight_decay=DECAY
    )
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.0, STEPS)
    for _ in range(STEPS):
        batch = torch.randint(len(examples), (BATCH,), generator=random)
        kept = torch.rand(NETWORKS, 1, 1, COUNT + 1, generator=random) > DROPPED_FEATURES
        kept[..., -1] = True
        hidden = torch.relu(torch.einsum("brf,nfu->nbru", rows[batch], inner * kept[:, 0, 0, :, None]))
        active = torch.rand(NETWORKS, 1, 1, UNITS, generator=random) > DROPPED_UNITS
        scores = torch.einsum("nbru,nu->nbr", hidden * active / (1 - DROPPED_UNITS), outer) + absent[batch]
        loss = (torch.logsumexp(scores, -1) - torch.logsumexp(scores + right[batch], -1)).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
    return Network(inner.detach().numpy(), outer.detach().numpy())
