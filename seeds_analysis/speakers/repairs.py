"""Sources that the parse gets wrong: the subject of a passive, and a medium that cites somebody."""

from spacy.tokens import Span, Token

from seeds_analysis.doc import syntax
from seeds_analysis.lexicon import titles, word_set
from seeds_analysis.quotations import quoted_as_saying

MAX_REPORT_TOKENS = 60  # from "reported" to "citing"

_TELLERS = word_set("speakers.tellers")


def agent_of(verb: Token, source: Span) -> Span | None:
    """Who did the saying in a passive: "the plan was called a trap by Ana Ruiz"."""
    if source.root.dep_ != "nsubjpass" or source.root.head != verb or quoted_as_saying(verb):
        return None
    by = next(
        (child for child in verb.rights if child.lower_ == "by" and child.dep_ in ("agent", "prep")), None
    )
    agent = None if by is None else syntax.object_of(by)
    return None if agent is None else verb.doc[slice(*syntax.noun_phrase(agent))]


def cited_by(verb: Token, source: Span) -> Span | None:
    """The people that a medium cites for its report: "Radio Leiva said, citing a clerk"; not figures."""
    if verb.lemma_ != "report" and (source.root.ent_type_ == "PERSON" or source.root.pos_ == "PRON"):
        return None
    doc, end = verb.doc, min(verb.sent.end, verb.i + MAX_REPORT_TOKENS)
    after_comma = (t for t in doc[verb.i + 1 : end] if t.tag_ == "VBG" and t.nbor(-1).text == ",")
    for citing in (*verb.children, *source.root.rights, *after_comma):
        if citing.lower_ not in ("citing", "quoting"):
            continue
        cited = next((child for child in citing.rights if child.dep_ in ("dobj", "pobj")), None)
        if cited is None or not (cited.ent_type_ == "PERSON" or _is_person(cited)):
            return None
        start, end = syntax.noun_phrase(cited)
        # two people "familiar with the audit"
        more = next((c for c in cited.rights if c.dep_ == "amod" and c.left_edge.i == end), None)
        return doc[start : end if more is None else more.right_edge.i + 1]
    return None


def _is_person(noun: Token) -> bool:
    lemma = noun.lemma_.lower()
    return lemma in _TELLERS or lemma in titles.role_nouns() or titles.role_noun(noun) is not None
