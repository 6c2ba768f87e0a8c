"""Sources that the parse gets wrong in ways that the names beside the cue give away."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from spacy.tokens import Doc, Span, Token

from seeds_analysis.doc import EntityAnnotation, QuotationAnnotation, context, syntax
from seeds_analysis.lexicon import titles
from seeds_analysis.quotations import quoted_as_saying

# Between a wrong subject and the verb stands at most a description with its name.
MAX_BETWEEN_TOKENS = 14

# Behind what a medium reports stands whom it cites for it.
MAX_REPORT_TOKENS = 60

_TELLERS = {"source", "official", "person", "people", "witness", "aide", "insider"}

_CITING = ("citing", "quoting")

FindEntity = Callable[[int, int], int | None]


def repaired_source(
    doc: Doc,
    record: QuotationAnnotation,
    source: Span,
    entities: Sequence[EntityAnnotation],
    find: FindEntity,
) -> tuple[Span | None, bool]:
    """A better source for a quotation, None if there is none; and whether the old one only relays.

    The name right before the verb, where the parse has taken a phrase set off before it ("In his book, "The
    Net," the poet "Ana Ruiz" writes"); who does the saying in a passive ("the plan was called a trap by
    "Ana Ruiz""); and who a report is laid to ("Radio Leiva said, citing "a clerk"").
    """
    if record.cue is None or record.rule not in ("subject", "shared-subject"):
        return None, False
    cue = doc.char_span(*record.cue, alignment_mode="expand")
    if cue is None:
        return None, False
    verb = cue.root
    cited = _cited(verb, source) if _may_cite(context.whole_text(doc)) else None
    better = cited or _nearer_name(doc, cue, source, entities, find) or _agent(doc, verb, source)
    return better, cited is not None


def _nearer_name(
    doc: Doc, cue: Span, source: Span, entities: Sequence[EntityAnnotation], find: FindEntity
) -> Span | None:
    last = doc[cue.start - 1] if cue.start else None
    if last is None or not source.end < cue.start <= source.end + MAX_BETWEEN_TOKENS:
        return None
    number = find(last.idx, last.idx + 1)
    if number is None or entities[number].label != "PERSON" or last.pos_ != "PROPN":
        return None
    between = doc[source.end : cue.start]
    if not any(token.text == "," for token in between) or any(
        token.pos_ in ("VERB", "AUX", "CCONJ") for token in between
    ):
        return None
    start = cue.start - 1
    while start > source.end and find(doc[start - 1].idx, doc[start - 1].idx + 1) == number:
        start -= 1
    before = doc[start - 1]
    if before.pos_ == "ADP" or before.text == ",":  # the mayor, Ana Ruiz said: hers is what follows
        return None
    return doc[start : cue.start]


def _agent(doc: Doc, verb: Token, source: Span) -> Span | None:
    """By whom something was called so: what it is called of does not speak."""
    if source.root.dep_ != "nsubjpass" or source.root.head.i != verb.i or quoted_as_saying(verb):
        return None
    agent = next(
        (child for child in verb.rights if child.lower_ == "by" and child.dep_ in ("agent", "prep")), None
    )
    pobj = syntax.object_of(agent) if agent is not None else None
    return None if pobj is None else doc[slice(*syntax.noun_phrase(pobj))]


@lru_cache(maxsize=1)
def _may_cite(text: str) -> bool:
    """Whether the article says anywhere that somebody is cited; most do not."""
    text = text.lower()
    return any(word in text for word in _CITING)


def _cited(verb: Token, source: Span) -> Span | None:
    """The people whom a medium's report names for what it says; figures and papers cited only support it."""
    if verb.lemma_ != "report" and (source.root.ent_type_ == "PERSON" or source.root.pos_ == "PRON"):
        return None
    end = min(verb.sent.end, verb.i + MAX_REPORT_TOKENS)
    behind = (t for t in verb.doc[verb.i + 1 : end] if t.tag_ == "VBG" and t.nbor(-1).text == ",")
    for child in (*verb.children, *source.root.rights, *behind):
        if child.lower_ in _CITING:
            cited = next((c for c in child.rights if c.dep_ in ("dobj", "pobj")), None)
            person = cited is not None and (cited.ent_type_ == "PERSON" or _tells(cited))
            if cited is None or not person:
                return None
            start, end = syntax.noun_phrase(cited)
            # two people "familiar with the audit"
            more = next((c for c in cited.rights if c.dep_ == "amod" and c.left_edge.i == end), None)
            return verb.doc[start : end if more is None else more.right_edge.i + 1]
    return None


def _tells(noun: Token) -> bool:
    return (
        noun.lemma_.lower() in _TELLERS
        or titles.role_noun(noun) is not None
        or noun.lemma_.lower() in titles.role_nouns()
    )
