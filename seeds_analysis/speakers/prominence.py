"""How prominent each referent is at a place of the text.

The weights follow Lappin and Leass (1994), "An Algorithm for Pronominal Anaphora Resolution": grammatical
role counts, every sentence in between halves it, and a pronoun that is resolved is a mention like any other.
A paragraph in between halves it once more, and a speaker is as prominent as a subject.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence

from seeds_analysis.speakers.referents import SUBJECT_WEIGHT, Referent
from seeds_analysis.text import paragraphs

SPEAKER_WEIGHT = 80.0
# A known gender that fits is more than one that is only not known to differ, but does not decide alone.
GENDER_FACTOR = 1.15
SENTENCE_FACTOR = 0.5
PARAGRAPH_FACTOR = 0.5
# Beyond this many sentences a pronoun needs a nearer name.
MAX_SENTENCES = 6
# Referents of the last sentences that are looked at; a list of names may bring up hundreds.
MAX_RECENT = 60
# "It" and "they" mean things more often than bodies that speak: only what led this sentence or the one
# before, as subject or speaker, is taken for one.
MAX_SENTENCES_FOR_BODIES = 1


class Prominence:
    """Keeps the weights of `referents`, a list that may grow."""

    def __init__(
        self, text: str, starts: Sequence[int], sentences: Sequence[int], referents: Sequence[Referent]
    ) -> None:
        """Take for each token where it starts and the number of its sentence."""
        self.referents = referents
        self.starts = starts
        self.sentences = sentences
        self.paragraph_starts = [start for start, _ in paragraphs(text)]
        self.recent: dict[int, None] = {}  # referents, the latest last

    def spoke(self, number: int, token: int) -> None:
        """Note that a referent speaks; calls come in text order."""
        self.mention(number, token, SUBJECT_WEIGHT, leads=True)
        spoken = self.referents[number]
        if spoken.spoke != self.sentences[token]:
            spoken.spoke = self.sentences[token]
            spoken.weight += SPEAKER_WEIGHT

    def mention(self, number: int, token: int, weight: float, *, leads: bool) -> None:
        """Note a mention of so much weight; whether it leads its sentence. Mentions come in text order."""
        referent = self.referents[number]
        sentence, paragraph = self.sentences[token], self.paragraph(token)
        if sentence != referent.sentence:
            referent.weight = self._faded(referent, sentence, paragraph)
            referent.own, referent.sentence, referent.paragraph = 0.0, sentence, paragraph
        if weight > referent.own:  # a factor counts once per sentence
            referent.weight += weight - referent.own
            referent.own = weight
        if leads:
            referent.led = sentence
        self.recent.pop(number, None)
        self.recent[number] = None

    def weights(
        self,
        token: int,
        kinds: Collection[str],
        gender: str | None,
        others: Collection[int],
        *,
        everybody: bool = False,
    ) -> Iterator[tuple[int, float]]:
        """The candidates of the last sentences with their weights."""
        sentence, paragraph = self.sentences[token], self.paragraph(token)
        for seen, number in enumerate(reversed(self.recent)):
            referent = self.referents[number]
            distance = sentence - referent.sentence
            if distance > MAX_SENTENCES or seen == MAX_RECENT:
                return
            if number in others or referent.kind not in kinds:
                continue
            if gender is not None:
                if (referent.gender or referent.heard) not in (None, gender):
                    continue
            elif not everybody and sentence - referent.led > MAX_SENTENCES_FOR_BODIES:
                continue
            weight = self._faded(referent, sentence, paragraph)
            yield number, weight * GENDER_FACTOR if gender and referent.gender == gender else weight

    def _faded(self, referent: Referent, sentence: int, paragraph: int) -> float:
        if referent.sentence < 0:
            return 0.0
        distance = max(0, sentence - referent.sentence)
        weight = referent.weight * SENTENCE_FACTOR**distance
        return weight if referent.paragraph == paragraph else weight * PARAGRAPH_FACTOR

    def paragraph(self, token: int) -> int:
        """The number of the paragraph that holds the token."""
        return bisect_right(self.paragraph_starts, self.starts[token])
