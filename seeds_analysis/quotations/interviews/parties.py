"""Find who asks and who answers in an interview whose paragraphs are labelled Q and A only."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from spacy.tokens import Doc, Token

from seeds_analysis.doc import EntityAnnotation, context, syntax
from seeds_analysis.lexicon import word_set
from seeds_analysis.text import Offsets

# Characters right before the first question and after the last answer, which say who asked and who answered.
MAX_DISTANCE = 600

# From a span to the number of the entity that it names.
Find = Callable[[int, int], int | None]


def find_parties(doc: Doc, parts: Sequence[Offsets]) -> tuple[Offsets | None, Offsets | None]:
    """Return where the text outside the turns names who asks and who answers, if it does.

    `parts` are the characters of the turns, in text order. The asker speaks to the other one or signs the
    article; the answerer is the only other person, or the one introduced last.
    """
    entities = EntityAnnotation.read(doc)
    find = EntityAnnotation.finder(entities)
    outside = _outside(doc, entities, parts)
    asker = _asker(doc, entities, find, parts)
    people = {n: at for n, at in outside.items() if entities[n].label == "PERSON" and n != asker}
    for start, end in context.furniture(doc, "byline"):
        signed = find(start, end)
        if asker is None and signed is not None and len(people) > 1:
            asker = signed
        people.pop(-1 if signed is None else signed, None)
    answerer = (
        next(iter(people)) if len(people) == 1 else _introduced_last(doc, entities, people, parts[0][0])
    )
    asks = None if asker is None else outside.get(asker, entities[asker].mentions[0])
    return asks, None if answerer is None else people[answerer]


def _introduced_last(
    doc: Doc, entities: Sequence[EntityAnnotation], people: Iterable[int], turns: int
) -> int | None:
    """The one person in the last paragraph before the turns that names people, else the one named most."""
    named = sorted((start, n) for n in people for start, _ in entities[n].mentions if start < turns)
    if not named:
        return None
    paragraph = context.whole_text(doc).rfind("\n", 0, named[-1][0])
    last = {n for start, n in named if start > paragraph}
    counts = Counter(n for _, n in named).most_common(2)
    if len(last) == 1:
        return last.pop()
    return counts[0][0] if len(counts) == 1 or counts[0][1] > counts[1][1] else None


def _outside(doc: Doc, entities: Sequence[EntityAnnotation], parts: Sequence[Offsets]) -> dict[int, Offsets]:
    """Return the first mention of each entity outside the turns, unless it is a possessive."""
    text = context.whole_text(doc)
    inside = bytearray(len(text))
    for start, end in parts:
        inside[start:end] = b"\1" * (end - start)
    found: dict[int, Offsets] = {}
    for number, entity in enumerate(entities):
        mention = next((m for m in entity.mentions if not inside[m[0]]), None)
        if mention is not None and text[mention[1] : mention[1] + 2] not in ("'s", "’s"):
            found[number] = mention
    return found


def _asker(
    doc: Doc, entities: Sequence[EntityAnnotation], find: Find, parts: Sequence[Offsets]
) -> int | None:
    """Ruiz spoke to Radio Leiva's Tom Lee; interviewed by Tom Lee; The Herald spoke with Ruiz."""

    def entity(token: Token | None) -> int | None:
        return None if token is None else find(token.idx, token.idx + len(token))

    for verb in _speaking_verbs(doc, parts[0][0], parts[-1][1]):
        subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        passive = verb.tag_ == "VBN" and (subject is None or subject.dep_ == "nsubjpass")
        wanted = ("by",) if passive else ("to", "with")
        objects = (syntax.object_of(c) for c in verb.children if c.lower_ in wanted)
        partner = next((each for each in objects if each is not None), None)
        asks, heard = entity(subject), entity(partner)
        if asks is not None and not passive and (entities[asks].label == "ORG" or verb.lemma_ == "interview"):
            return asks
        if heard is None or partner is None:
            continue
        # If two people talk, the one introduced with a news outlet is the interviewer.
        introduced = any(child.dep_ == "poss" for child in partner.lefts)
        if (
            introduced
            or entities[heard].label == "ORG"
            or (asks is None and entities[heard].label == "PERSON")
        ):
            return heard
    return None


def _speaking_verbs(doc: Doc, first: int, last: int) -> list[Token]:
    """Return the verbs of speaking just before and after the turns, which lie between two characters."""
    near = [(first - MAX_DISTANCE, first), (last, last + MAX_DISTANCE)]
    verbs = [t for t in doc if t.pos_ == "VERB" and t.lemma_ in word_set("quotations.conversing")]
    return [verb for low, high in near for verb in verbs if low <= verb.idx < high]
