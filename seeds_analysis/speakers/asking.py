"""What is asked about a source phrase: its kind, gender and noun, and who it cannot mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from spacy.tokens import Token

from seeds_analysis.doc import syntax
from seeds_analysis.lexicon import titles, verbs_of_saying
from seeds_analysis.speakers.events import SUBJECTS
from seeds_analysis.speakers.referents import ARTICLES, GENDERS, is_kin, kind_of
from seeds_analysis.speakers.story import Story
from seeds_analysis.text import Offsets

# "he" is any pronoun of one gender, "nothing" words without a source, "name" a surname that several have.
KINDS = ("he", "they", "it", "noun", "nothing", "name")
_PRONOUNS = {
    **dict.fromkeys(["they", "them", "their"], "they"),
    **dict.fromkeys(["it", "its"], "it"),
    **dict.fromkeys(GENDERS, "he"),
}
_ARGUMENTS = SUBJECTS | {"dobj", "dative", "pobj"}
# A broken parse may give a word hundreds of children.
MAX_CHILDREN = 12
# Earlier quotations that words without a source are compared with.
LAST_COMPARED = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """The words to be resolved, at `token`, and what they say about who is meant.

    `noun`, `noun_kind` and `words` belong to a description: its noun, what the noun stands for, and the words
    that distinguish it ("former", "labour"). `owner` is whose mother, lawyer or company it is. `known` says
    that the same words brought in somebody without a name before. `content` are the quoted words.
    """

    token: int
    sentence: int
    paragraph: int
    turn: int
    kind: str
    content: Sequence[Offsets]
    excluded: frozenset[int]  # named in the content, or another part of the same clause
    opens: bool  # in the first sentence of its paragraph
    in_headline: bool
    is_subject: bool
    is_question: bool
    gender: str | None = None
    noun: str = ""
    noun_kind: str = ""
    words: frozenset[str] = frozenset()
    article: str = ""  # "definite", "indefinite", "possessed" or ""
    is_kin: bool = False
    known: bool = False
    owner: int | None = None
    within: frozenset[int] = frozenset()  # named in the description: the bank of Aurelia is not Aurelia
    bearer: int | None = None  # who a surname was taken to mean when names were merged
    # By speaker, the share of the words said before.
    echoes: Mapping[int, float] = field(default_factory=dict)


def ask_pronoun(story: Story, pronoun: Token, content: Sequence[Offsets] = ()) -> Asked | None:
    """Ask for the antecedent of a third-person pronoun; None for any other."""
    kind = _PRONOUNS.get(pronoun.lower_)
    if kind is None:
        return None
    return _ask(story, pronoun, kind, content, gender=GENDERS.get(pronoun.lower_))


def ask_nothing(story: Story, content: Sequence[Offsets]) -> Asked:
    """Ask who speaks words without a source near them."""
    first = story.span(content[0])[0]
    return _ask(story, first, "nothing", content, echoes=_echoes(story, first, content))


def ask_name(story: Story, name: Token, gender: str | None, content: Sequence[Offsets]) -> Asked:
    """Ask which of the people of a surname is meant; a title before it is like the noun of a description."""
    title = name.doc[name.i - 1] if name.i else name
    noun = titles.bare(title) if titles.role_noun(title) else ""
    bearer = story.entity_of(name)
    return _ask(story, name, "name", content, gender=gender, noun=noun, bearer=bearer)


def ask_noun(story: Story, noun: Token, content: Sequence[Offsets] = ()) -> Asked:
    """Ask who a description means: the mayor, his wife."""
    kind, gender = kind_of(noun)
    lemma = noun.lemma_.lower()
    if kind != "body" and lemma in verbs_of_saying.cue_nouns():
        kind = "document"
    article, owner = "", None
    for child in list(noun.lefts)[:MAX_CHILDREN]:
        if child.dep_ == "poss":
            article = "possessed"
            owner = story.meant.get(child.i, story.entity_of(child))
        elif child.dep_ in ("det", "nummod", "predet"):
            article = ARTICLES.get(child.lower_, article)
    left_out = ("det", "predet", "poss", "case")
    before = (t for t in noun.subtree if t.i < noun.i and t.is_alpha and t.dep_ not in left_out)
    phrase = syntax.noun_phrase(noun)
    return _ask(
        story,
        noun,
        "noun",
        content,
        within=story.named_in([syntax.offsets_of(noun.doc, *phrase)]),
        gender=gender,
        noun=lemma,
        noun_kind=kind,
        words=frozenset(token.lower_ for token in before),
        article=article,
        is_kin=is_kin(noun),
        known=story.is_introduced(noun.doc[slice(*phrase)].text),
        owner=owner,
    )


def _ask(story: Story, token: Token, kind: str, content: Sequence[Offsets], **described: Any) -> Asked:
    return Asked(
        token=token.i,
        sentence=story.positions.sentence_at(token.i),
        paragraph=story.paragraph(token.i),
        turn=len(story.turns),
        kind=kind,
        content=content,
        excluded=story.named_in(content) | (_beside(story, token) if kind != "nothing" else frozenset()),
        opens=story.opens_paragraph(token.i),
        in_headline=token.idx < story.headline_end,
        is_subject=token.dep_ in SUBJECTS,
        is_question=bool(content) and story.is_question(content),
        **described,
    )


def _echoes(story: Story, first: Token, content: Sequence[Offsets]) -> dict[int, float]:
    """For each speaker so far, the largest share of these words that one of their quotations has too.

    One word counts in a headline only, which repeats what the story quotes.
    """
    words = story.words_in(content)
    echoes: dict[int, float] = {}
    for turn in story.turns[-LAST_COMPARED:] if len(words) > (first.idx >= story.headline_end) else ():
        if turn.speaker is not None:
            share = len(words & turn.words) / len(words)
            echoes[turn.speaker] = max(share, echoes.get(turn.speaker, 0.0))
    return echoes


def _beside(story: Story, token: Token) -> frozenset[int]:
    """Who the other parts of the clause mean: "Ruiz told him"."""
    if token.dep_ not in _ARGUMENTS:
        return frozenset()
    others = [c for c in list(token.head.children)[:MAX_CHILDREN] if c.i != token.i and c.dep_ in _ARGUMENTS]
    found = (story.meant.get(other.i, story.entity_of(other)) for other in others)
    return frozenset(number for number in found if number is not None)
