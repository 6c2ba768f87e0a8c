"""Find the turns of interviews and transcripts: a label at the start of the paragraph says who speaks.

Lists, captions and notes have such labels too ("Photo: ...", "Ruiz: 1,204 votes"). So labels count only if
the paragraphs look like a conversation: Q and A, or names that take turns and say "I" or "you" or ask.
"""

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from seeds_analysis.doc import QuotationAnnotation, context
from seeds_analysis.lexicon import read_words, word_set
from seeds_analysis.quotations.interviews.parties import find_parties
from seeds_analysis.text import Offsets, paragraphs

# "Minister of Justice Ana Ruiz": longer ones are sentences that introduce something.
MAX_LABEL_WORDS = 6
MAX_LABEL = 60
# At most this many paragraphs without a label between two turns: a long answer, a clip that is shown.
MAX_GAP = 4
# At least this share of the turns say "I" or "you" or ask; lists under names seldom do.
TALK_SHARE = 0.5
# The share of right speakers after a label in PolNeAR train, as for labels before words in marks.
CONFIDENCE = 0.95

_QUESTION = frozenset({"Q", "Question", "QUESTION"})
_ANSWER = frozenset({"A", "Answer", "ANSWER"})
# SEN. RUIZ, Mr. Miller, but not J. Miller.
_TITLE = re.compile(r"^(?:[^\W\d_]{2,}\. )+")
# Some transcripts have labels in double brackets, and others the party after the name: Ana Ruiz (Labour): ...
_IN_BRACKETS = re.compile(r"\(\(([^()\n]{1,60})\)\)")
_PARTY = re.compile(r" \([^()]*\)$")
_TALK = re.compile(r"\b(?:I|you|we|me|my|your|our|us|You|We|My|Your|Our)\b|\?")


@dataclass(slots=True)
class _Labelled:
    """A paragraph with a label: its number, and the characters where its label, words and end are.

    `colon` is the mark that ends the label: a bracket in "((Ruiz))", a full stop in "Q. ".
    """

    number: int
    start: int
    colon: int
    words: int
    end: int
    label: str

    @property
    def title(self) -> int:
        """How long the titles before the name are, in characters."""
        return len(self.label) - len(_TITLE.sub("", self.label))

    @property
    def name(self) -> str:
        """The label without titles, to compare with others."""
        return self.label[self.title :].casefold()

    @property
    def key(self) -> str:
        """The last word of the label, the same for full name and surname."""
        return self.label.split()[-1].casefold()


def find_turns(doc: Doc) -> list[QuotationAnnotation]:
    """Find the turns of an interview or transcript, in text order: direct quotations without marks.

    `closed` is None for each part. Other texts have no turns.
    """
    text = context.whole_text(doc)
    rows = paragraphs(text)
    dated = {start for start, _ in context.furniture(doc, "date")}  # "POSTED: June 11, 2015"
    labelled = [row for row in _labelled(text, rows) if row.start not in dated]
    if len(labelled) < 2:  # a conversation needs two
        return []
    asked = [row for row in labelled if row.label in _QUESTION]
    answered = [row for row in labelled if row.label in _ANSWER]
    by_letter = bool(asked and answered)
    if by_letter:
        turns = sorted(asked + answered, key=lambda row: row.number)
    else:
        turns = _conversation(text, [row for row in labelled if row.label not in _ANSWER])
        places = {ent.text for ent in doc.ents if ent.label_ in ("GPE", "LOC")}
        if all(row.label in places for row in turns):  # no turns, or a list of towns
            return []
    following = [*turns[1:], None]
    contents = [_content(text, rows, *pair) for pair in zip(turns, following, strict=True)]
    sources = _longest_labels(turns)
    if by_letter:
        asker, answerer = find_parties(doc, [part for content in contents for part in content])
        sources = {row.label: asker if row.label in _QUESTION else answerer for row in turns}
    return [
        _record(row, content, sources[row.label], text[row.colon])
        for row, content in zip(turns, contents, strict=True)
        if not _in_marks(text, row)
    ]


def _longest_labels(turns: Sequence[_Labelled]) -> dict[str, Offsets | None]:
    """Return where the fullest form of each label is: RUIZ is ANA RUIZ, if only one Ruiz takes turns."""
    forms: dict[str, Offsets] = {}
    fuller: dict[str, set[str]] = defaultdict(set)
    for row in turns:
        forms.setdefault(row.name, (row.start + row.title, row.start + len(row.label)))
        if row.name != row.key:
            fuller[row.key].add(row.name)
    found: dict[str, Offsets | None] = {}
    for row in turns:
        one_more = row.name == row.key and len(fuller[row.key]) == 1
        found[row.label] = forms[next(iter(fuller[row.key])) if one_more else row.name]
    return found


def _record(
    row: _Labelled, content: tuple[Offsets, ...], source: Offsets | None, mark: str
) -> QuotationAnnotation:
    return QuotationAnnotation(
        kind="direct",
        content=content,
        closed=(None,) * len(content),
        cue=(row.colon, row.colon + 1),
        cue_lemma=mark,
        source=source,
        rule="label",
        unattributed_reason="no-source" if source is None else None,
        confidence=CONFIDENCE if source is not None else 0.5,
    )


def _labelled(text: str, rows: Sequence[Offsets]) -> Iterator[_Labelled]:
    for number, (first, end) in enumerate(rows):
        letter = text.startswith(("Q. ", "A. "), first)
        colon = first + 1 if letter else text.find(":", first, min(end, first + MAX_LABEL))
        bracketed = _IN_BRACKETS.match(text, first, end)
        start, colon = bracketed.span(1) if bracketed else (first, colon)
        if colon <= start:
            continue
        words = bracketed.end() if bracketed else colon + 1
        label = _PARTY.sub("", text[start:colon])
        while words < end and text[words].isspace():
            words += 1
        if words > colon + 1 and words < end and _is_label(label):
            yield _Labelled(number, start, colon, words, end, label)


def _is_label(label: str) -> bool:
    if label in _QUESTION or label in _ANSWER:
        return True
    parts = label.split()
    if not parts or len(parts) > MAX_LABEL_WORDS or not label[0].isupper() or label[-1].isspace():
        return False
    if (
        any(not part[0].isupper() and part not in word_set("quotations.label_particles") for part in parts)
        or not parts[-1][0].isupper()
    ):
        return False
    if any(c.isdigit() for c in label):
        return False
    return all(part.lower() not in read_words("no_speakers") for part in parts)


def _conversation(text: str, labelled: Sequence[_Labelled]) -> list[_Labelled]:
    """Return the labelled paragraphs that are near others, if they look like a conversation."""
    if not labelled:
        return []
    near = [
        row
        for before, row, after in zip([None, *labelled[:-1]], labelled, [*labelled[1:], None], strict=True)
        if (before is not None and row.number - before.number <= MAX_GAP)
        or (after is not None and after.number - row.number <= MAX_GAP)
    ]
    counts = Counter(row.key for row in near)
    if len(counts) < 2:  # a conversation needs two
        return []
    capital = [row for row in near if row.label.isupper() or text[row.colon] == ")"]
    if 2 * len(capital) > len(near):  # a transcript's, not the headline's "Ruiz: ..."
        near = capital
    pairs = itertools.pairwise(near)
    replies = any(
        one.key != other.key and text[one.words : one.end].rstrip().endswith("?") for one, other in pairs
    )
    if not replies and max(counts.values()) < 2:  # a list has each name once
        return []
    talk = sum(_TALK.search(text, row.words, row.end) is not None for row in near)
    return near if talk >= TALK_SHARE * len(near) else []


def _content(
    text: str, rows: Sequence[Offsets], row: _Labelled, following: _Labelled | None
) -> tuple[Offsets, ...]:
    """Return the words after the label and the paragraphs up to the next label, if it is near."""
    content = [(row.words, row.end)]
    if following is not None and following.number - row.number <= MAX_GAP:
        for start, end in rows[row.number + 1 : following.number]:
            if text[start] not in "([*—" and any(c.isalpha() for c in text[start:end]):
                content.append((start, end))
    return tuple(content)


def _in_marks(text: str, row: _Labelled) -> bool:
    """Whether the words are in marks as a whole: those are found without their label."""
    return text[row.words] in "\"“„‘'«" and text[row.end - 1] in "\"”“»’'"
