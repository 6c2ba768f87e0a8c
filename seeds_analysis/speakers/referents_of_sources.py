"""Which referent a name or phrase stands for: an entity, somebody known before, or a new one."""

from collections.abc import Sequence

from spacy.tokens import Doc, Span, Token

from seeds_analysis.doc import EntityAnnotation, syntax
from seeds_analysis.speakers import turn_labels as labels
from seeds_analysis.speakers.antecedents import Antecedents, words_of
from seeds_analysis.speakers.descriptions import Descriptions
from seeds_analysis.speakers.names_in_sources import apposed_name, fuller_name, whole_words
from seeds_analysis.speakers.referents import kind_of
from seeds_analysis.text import Offsets

# A name in capitals is this long at most.
MAX_SHOUTED_TOKENS = 3

SPEAKING_LABELS = {"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "PRODUCT", "WORK_OF_ART", "LAW", "EVENT"}


class SourceReferents:
    """Looks up and introduces the referents of one Doc."""

    def __init__(
        self,
        doc: Doc,
        entities: Sequence[EntityAnnotation],
        antecedents: Antecedents,
        descriptions: Descriptions,
    ) -> None:
        self.doc = doc
        self.entities = entities
        self.find_entity = antecedents.find_entity
        self.antecedents = antecedents
        self.descriptions = descriptions

    def called(self, token: Token) -> int:
        """Somebody by a proper noun, whether or not the recognizer knows it for a name."""
        entity = self.entity_of(token)
        if entity is not None:
            return entity
        start, end = fuller_name(token, self.antecedents.proper_nouns)
        if self.doc[end - 1].is_upper and end - start <= MAX_SHOUTED_TOKENS:
            shouted = labels.in_capitals(words_of(self.doc, start, end), self.entities)
            if shouted is not None:
                return shouted
        entity = self.entity_of(self.doc[end - 1])
        if entity is not None and self.entities[entity].label in SPEAKING_LABELS:
            return entity
        return self.introduce(self.doc[start:end], "person", None)

    def issuer(self, start: int, end: int) -> int | None:
        """Who issues a document, by the phrase for it, as token range; None if that may be anybody."""
        phrase = self.doc[start:end]
        root = phrase.root
        if root.pos_ == "PRON":
            return self.antecedents.resolve(root)
        name = apposed_name(root, end)
        if name is not None:
            return self.called(name)
        entity = self.entity_in(syntax.offsets_of(self.doc, start, end))
        if entity is not None:
            return entity
        found = self.descriptions.named(root)
        if found is None:
            found = self.descriptions.company(root)
        generic = len(phrase) == 1 and root.dep_ == "compound"  # "court documents" names no court
        if found is None and (generic or self.descriptions.may_be_named(root)):
            return None
        return self.introduce(phrase, *kind_of(root)) if found is None else found

    def introduce(self, phrase: Span, kind: str, gender: str | None) -> int:
        """The referent for a phrase that names no entity."""
        start, end = whole_words(self.doc, phrase.start, phrase.end)
        return self.antecedents.introduce(words_of(self.doc, start, end), kind, gender)

    def entity_of(self, token: Token) -> int | None:
        """The entity that a token names."""
        return self.find_entity(token.idx, token.idx + 1)

    def entity_in(self, offsets: Offsets) -> int | None:
        """The entity that the phrase names: its head's, else that of a name at its end.

        "Ukrainian government" names no entity although "Ukrainian" is one.
        """
        at_root = self.entity_of(self.span(offsets).root)
        return at_root if at_root is not None else self.find_entity(offsets[1] - 1, offsets[1])

    def reach_of(self, token: Token) -> int:
        """Where the paragraph before the token's own begins: a pronoun seldom reaches farther."""
        text = self.antecedents.text
        line = text.rfind("\n", 0, self.doc[token.sent.start].idx)
        while line > 0 and text[line - 1].isspace():
            line -= 1
        return max(0, text.rfind("\n", 0, max(line, 0)))

    def span(self, offsets: Offsets) -> Span:
        """The tokens between two characters."""
        span = self.doc.char_span(*offsets, alignment_mode="expand")
        assert span is not None  # noqa: S101 -- offsets come from this Doc
        return span
