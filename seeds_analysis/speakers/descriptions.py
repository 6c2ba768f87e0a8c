"""Who a description means that is named elsewhere: the minister, the company."""

from spacy.tokens import Token

from seeds_analysis.doc import syntax
from seeds_analysis.lexicon import read_words
from seeds_analysis.speakers.referents import COMPANY_NOUNS, is_definite, is_kin, kind_of
from seeds_analysis.speakers.story import Story, words_of

# Of one noun ("minister", "board"), and of all people.
MAX_BEARERS = 40

_POSSESSIVES = {"his", "her", "its", "their"}


def bearer_of(story: Story, noun: Token) -> int | None:
    """The entity whose role or name contains the noun; None if there are several.

    It must contain all words of the description: the Democratic nominee is not the Republican nominee. Those
    named before come first; of several, the only one that the last sentences mention.
    """
    if not is_definite(noun) and not _has_possessor(noun):
        return None
    words = _words(noun)
    fitting = [b for b in story.bearers.get(noun.lemma_.lower(), ())[:MAX_BEARERS] if words <= b.words]
    found = {bearer.entity for bearer in fitting if bearer.start < noun.idx}
    if not found:  # "the widow said": her name comes at the end
        found = {bearer.entity for bearer in fitting if story.entities[bearer.entity].label == "PERSON"}
    if len(found) > 1:
        found = {number for number in found if story.was_mentioned_lately(number, noun.i)}
    return found.pop() if len(found) == 1 else None


def only_company(story: Story, noun: Token) -> int | None:
    """The only organisation mentioned lately, for "the company"; no ministry or court."""
    if not _is_bare_company(noun):
        return None
    weights = story.candidates(noun.i, ("body",), None, leading=False)
    if len(weights) != 1:
        return None
    number = story.referents[weights.popitem()[0]].entity
    if number is None or story.entities[number].label != "ORG":
        return None
    public = read_words("body_nouns") - COMPANY_NOUNS
    return None if public & set(story.entities[number].name.lower().split()) else number


def may_be_named(story: Story, noun: Token) -> bool:
    """Whether a description probably means somebody with a name in the article, although it is unclear who.

    "The winner" where people are named, "the company" where companies are; not what was introduced without a
    name ("a witness ... the witness"). Relatives ("her husband") only where several people share a surname.
    """
    if noun.tag_ not in ("NN", "NNP"):
        return False
    kind, gender = kind_of(noun)
    possessed = _has_possessor(noun)
    if kind == "body":
        return _is_bare_company(noun) and any(entity.label == "ORG" for entity in story.entities)
    lemma = noun.lemma_.lower()
    institutions = read_words("body_nouns") | read_words("institution_nouns") | read_words("press_nouns")
    if kind != "person" or not (is_definite(noun) or possessed) or lemma in institutions:
        return False
    words = _words(noun)
    bearers = story.bearers.get(lemma, ())[:MAX_BEARERS]
    others = {bearer.entity for bearer in bearers if not words <= bearer.words}
    people = [n for n, entity in enumerate(story.entities) if entity.label == "PERSON"][:MAX_BEARERS]
    fitting = [
        number
        for number in people
        if number not in others and (gender is None or story.entities[number].gender in (None, gender))
    ]
    if possessed and is_kin(noun):
        surnames = [story.entities[number].name.split()[-1] for number in people]
        return any(surnames.count(story.entities[number].name.split()[-1]) > 1 for number in fitting)
    if possessed and len(people) < 2:
        return False  # "her lawyer" is not the one woman named
    introduced = story.introduced_as(words_of(noun.doc, *syntax.noun_phrase(noun)))
    return bool(fitting) and (introduced is None or introduced.sentence < 0)


def _is_bare_company(noun: Token) -> bool:
    """The company, the bank, and no more words."""
    bare = is_definite(noun) and all(child.dep_ in ("det", "case") for child in noun.children)
    return bare and noun.lemma_.lower() in COMPANY_NOUNS


def _words(noun: Token) -> set[str]:
    """The words that distinguish a description: those before its noun, but no article or possessor."""
    words = {
        t.lower_ for t in noun.subtree if t.i < noun.i and t.is_alpha and t.dep_ not in ("det", "predet")
    }
    return words - _POSSESSIVES


def _has_possessor(noun: Token) -> bool:
    """Her husband, their leader."""
    return any(child.dep_ == "poss" and child.lower_ in _POSSESSIVES for child in noun.lefts)
