"""Which referent a name or phrase stands for, and the source where the parse has the wrong one."""

from collections.abc import Sequence

from spacy.tokens import Span, Token

from seeds_analysis.doc import EntityAnnotation, syntax
from seeds_analysis.lexicon import gazetteer, titles, word_set
from seeds_analysis.quotations import quoted_as_saying
from seeds_analysis.speakers.antecedents import antecedent
from seeds_analysis.speakers.descriptions import bearer_of, may_be_named, only_company
from seeds_analysis.speakers.names_in_sources import apposed_name, fuller_name, name_around, whole_words
from seeds_analysis.speakers.referents import is_person_noun, kind_of
from seeds_analysis.speakers.story import Story, words_of
from seeds_analysis.text import name_keys

# A longer run of capitals is a heading.
MAX_CAPITALS = 5
# Entities compared with a name in capitals.
MAX_ENTITIES = 200
MAX_INITIALS = 4
MAX_REPORT_TOKENS = 60  # from "reported" to "citing"
MAX_FRONT_TOKENS = 14  # from a phrase at the front to the verb

SPEAKING_LABELS = {"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "PRODUCT", "WORK_OF_ART", "LAW", "EVENT"}

_TELLERS = word_set("speakers.tellers")


def referent_named(story: Story, token: Token) -> int:
    """The referent of a proper noun, whether or not the recognizer took it for a name."""
    entity = story.entity_of(token)
    if entity is not None:
        return entity
    start, end = fuller_name(token, story.proper_nouns)
    last = story.doc[end - 1]
    entity = entity_in_capitals(words_of(story.doc, start, end), story.entities) if last.is_upper else None
    if entity is None:
        entity = story.entity_of(last)
    if entity is not None and story.entities[entity].label in SPEAKING_LABELS:
        return entity
    return introduce(story, story.doc[start:end], "person")


def person_meant(story: Story, entity: int, name: Token) -> int | None:
    """Who a name means; None if another person of the surname may be meant: Greta and Erik Lind, "Lind said".

    Age or title decides ("the younger Lind", "Councilman Lind"), or that the article has used the bare
    surname for a person before.
    """
    bearers = story.surnames.get(name.text, ())
    if len(bearers) < 2 or story.entities[entity].name == name.text:
        return entity
    before = name.nbor(-1) if name.i else name
    for chosen in (
        _people_of_age(story, name, bearers),
        _people_with_title(story, before, name.text, bearers),
    ):
        if len(chosen) == 1:
            return chosen[0]
    if titles.bare(before) in titles.honorifics():
        gendered = titles.honorifics()[titles.bare(before)] is not None
        return None if gendered and _gender_is_unknown(story, entity, bearers) else entity
    if name.n_lefts or before.pos_ == "PROPN":
        return entity
    recent = [number for number in bearers if story.was_mentioned_lately(number, name.i)]
    return None if len(recent) > 1 and not _goes_by_surname(story, entity, name) else entity


def _people_of_age(story: Story, name: Token, bearers: Sequence[int]) -> list[int]:
    """The younger of two is the one called Jr., the elder the other."""
    ages = {child.lower_ for child in name.lefts} & {"younger", "elder", "older"}
    juniors = [n for n in bearers if name_keys.parse_person(story.entities[n].name).suffix]
    if not ages or len(bearers) != 2 or len(juniors) != 1:
        return []
    return juniors if "younger" in ages else [number for number in bearers if number not in juniors]


def _people_with_title(story: Story, title: Token, surname: str, bearers: Sequence[int]) -> list[int]:
    """Those whose full name follows the title somewhere."""
    if titles.role_noun(title) is None or not title.is_title:
        return []
    return [
        number
        for number in bearers
        if any(
            end - start > len(surname) and story.text.endswith(title.text + " ", 0, start)
            for start, end in story.entities[number].mentions
        )
    ]


def _goes_by_surname(story: Story, entity: int, name: Token) -> bool:
    """Whether the narration has used the bare surname for this person before, after the full name."""
    earlier = [mention for mention in story.entities[entity].mentions if mention[0] < name.idx]
    bare = [mention for mention in earlier if story.text[slice(*mention)] == name.text]
    full = next((end for start, end in earlier if (start, end) not in bare), 0)
    return any(start > full and not story.is_quoted(start) for start, _ in bare)


def _gender_is_unknown(story: Story, entity: int, bearers: Sequence[int]) -> bool:
    """Whether "Ms. Lind" may be any bearer; the entity has its gender from this very title."""
    given = story.entities[entity].name.split()[0]
    others = [story.entities[number].gender for number in bearers if number != entity]
    return not gazetteer.is_given_name(given) and not any(others)


def issuer_named(story: Story, start: int, end: int) -> int | None:
    """Who issues a document, by the phrase at the tokens [start, end); None if that is unclear."""
    phrase = story.doc[start:end]
    root = phrase.root
    if root.pos_ == "PRON":
        return antecedent(story, root)
    name = apposed_name(root, end)
    if name is not None:
        return referent_named(story, name)
    found = story.entity_in(syntax.offsets_of(story.doc, start, end))
    if found is None:
        found = bearer_of(story, root)
    if found is None:
        found = only_company(story, root)
    if found is not None:
        return found
    generic = len(phrase) == 1 and root.dep_ == "compound"  # "court documents" names no court
    if generic or may_be_named(story, root):
        return None
    return introduce(story, phrase, *kind_of(root))


def introduce(story: Story, phrase: Span, kind: str, gender: str | None = None) -> int:
    """The referent for a phrase that names no entity."""
    return story.introduce(
        words_of(story.doc, *whole_words(story.doc, phrase.start, phrase.end)), kind, gender
    )


def entity_in_capitals(words: str, entities: Sequence[EntityAnnotation]) -> int | None:
    """The one entity whose name, or the end of it, these words are in any case: "RUIZ" for Ana Ruiz."""
    words = words.casefold()
    found = [
        number
        for number, entity in enumerate(entities[:MAX_ENTITIES])
        if entity.name.casefold() == words or entity.name.casefold().endswith(" " + words)
    ]
    return found[0] if len(found) == 1 else None


def person_by_initials(initials: str, entities: Sequence[EntityAnnotation]) -> int | None:
    """The one person with these initials: EB is Eliza Boone."""
    if not (initials.isalpha() and initials.isupper() and 2 <= len(initials) <= MAX_INITIALS):
        return None
    found = [
        number
        for number, entity in enumerate(entities)
        if entity.label == "PERSON" and "".join(word[0] for word in entity.name.split()).upper() == initials
    ]
    return found[0] if len(found) == 1 else None


def name_in_turn_label(label: Span) -> Span | None:
    """The name in a turn label of capitals, without titles: "GOV. ANA RUIZ:"; None if there is none."""
    if len(label) > MAX_CAPITALS or not label.text.isupper():
        return None
    start = label.start
    while start < label.end and titles.is_title(label.doc[start]):
        start += 1
    name = label.doc[start : label.end]
    return name if len(name) and all(token.is_alpha for token in name) else None


def name_after_rank(source: Span) -> Span | None:
    """The name after a rank that the tokenizer split at its full stop: "Pvt. Omar Haddad"."""
    start = source.end + 1
    if start >= len(source.doc) or not titles.follows_rank(source.doc[start]):
        return None
    return source.doc[start : name_around(source.doc[start])[1]]


def person_before(cue: Span, source: Span, story: Story) -> Span | None:
    """The person right before the verb, where the parser took a phrase at the front for the subject.

    "In his book, The Net, the poet Ana Ruiz writes"; "Through his lawyer, Tom Lee, the poet Ana Ruiz said".
    """
    doc, last = source.doc, cue.start - 1
    entity = story.entity_of(doc[last]) if source.end < cue.start <= source.end + MAX_FRONT_TOKENS else None
    if entity is None or story.entities[entity].label != "PERSON" or doc[last].pos_ != "PROPN":
        return None
    between = doc[source.end : cue.start]
    if not any(t.text == "," for t in between) or any(t.pos_ in ("VERB", "AUX", "CCONJ") for t in between):
        return None
    start = last
    while start > source.end and story.entity_of(doc[start - 1]) == entity:
        start -= 1
    # the mayor, Ana Ruiz said: the mayor is somebody else
    return None if doc[start - 1].pos_ == "ADP" or doc[start - 1].text == "," else doc[start : cue.start]


def agent_of(verb: Token, source: Span) -> Span | None:
    """Who did the saying in a passive: "the plan was called a trap by Ana Ruiz"."""
    if source.root.dep_ != "nsubjpass" or source.root.head != verb or quoted_as_saying(verb):
        return None
    by = next((c for c in verb.rights if c.lower_ == "by" and c.dep_ in ("agent", "prep")), None)
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
        lemma = None if cited is None else cited.lemma_.lower()
        tells = lemma in _TELLERS or (lemma is not None and is_person_noun(lemma))
        if cited is None or not (cited.ent_type_ == "PERSON" or tells):
            return None
        start, end = syntax.noun_phrase(cited)
        # two people "familiar with the audit"
        more = next((c for c in cited.rights if c.dep_ == "amod" and c.left_edge.i == end), None)
        return doc[start : end if more is None else more.right_edge.i + 1]
    return None
