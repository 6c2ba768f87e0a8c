"""seeds_aliases: mends the names a model found and merges them to entities with alias, role and label."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from spacy.language import Language
from spacy.tokens import Doc, Span

from seeds_analysis.doc import EntityAnnotation, context, syntax
from seeds_analysis.names.bounds import NAME_LABELS, Mention, Mentions
from seeds_analysis.names.merging import Group, agree_on_labels, group_mentions
from seeds_analysis.names.repeats import find_acronyms, find_nicknames, find_repeats
from seeds_analysis.names.roles import Address, Role, address_before, role_after, role_apposed
from seeds_analysis.text import Offsets, name_keys

# An agency in a picture credit, a name in a byline: no actors of the story.
LEFT_OUT = ("header", "byline", "credit")


@Language.factory(
    "seeds_aliases",
    requires=["doc.ents"],
    assigns=["doc.ents", "doc.spans"],
    default_config={"spans_key": EntityAnnotation.KEY},
)
def make_alias_merger(nlp: Language, name: str, spans_key: str) -> "AliasMerger":  # noqa: ARG001
    """Make the component; `spans_key` is where in `doc.spans` the entities go."""
    return AliasMerger(name, spans_key=spans_key)


@dataclass(frozen=True, slots=True)
class FoundEntity:
    """An entity as the component decides on it: its record and its mentions."""

    record: EntityAnnotation
    mentions: tuple[Mention, ...]


class AliasMerger:
    """Merges the mentions in `doc.ents` to entities and writes both back."""

    def __init__(self, name: str = "seeds_aliases", *, spans_key: str = EntityAnnotation.KEY) -> None:
        self.name = name
        self.spans_key = spans_key

    def __call__(self, doc: Doc) -> Doc:
        """Write the entities to `doc.spans` and the mended mentions to `doc.ents`."""
        self.set_annotations(doc, self.predict(doc))
        return doc

    def predict(self, doc: Doc) -> list[FoundEntity]:
        """Decide on the entities, in text order of their first mention; the Doc stays as it is."""
        mentions = Mentions(doc, context.furniture(doc, *LEFT_OUT) + _agencies(doc))
        acronyms = find_acronyms(mentions)
        mentions.add(acronym for _, acronym in acronyms)
        for start, _ in context.furniture(doc, "dateline"):
            mentions.label_at(start, "GPE")  # a dateline begins with the place it was written in
        addresses = {mention.start_token: _address(doc, mention) for mention in mentions.found}
        agree_on_labels(mentions.found, [addresses[mention.start_token] for mention in mentions.found])
        mentions.add(find_repeats(mentions))
        before = [addresses.get(name.start_token) or _address(doc, name) for name in mentions.found]
        explained = [
            (long_form, mentions.characters.of(start, end)) for long_form, (start, end, _) in acronyms
        ]
        groups = group_mentions(mentions.found, before, explained, find_nicknames(mentions))
        parsed = doc.has_annotation("DEP")  # looks at every token: once is enough
        return [_entity(doc, group, mentions.found, before, parsed=parsed) for group in groups]

    def set_annotations(self, doc: Doc, entities: Sequence[FoundEntity]) -> None:
        """Replace `doc.spans[spans_key]` and the names in `doc.ents`; dates and numbers stay."""
        spans = [ent for ent in doc.ents if ent.label_ not in NAME_LABELS]
        token_view = []
        for number, entity in enumerate(entities):
            for name in entity.mentions:
                place = doc, name.start_token, name.end_token
                spans.append(Span(*place, label=name.label))
                token_view.append(Span(*place, label=entity.record.label, span_id=str(number)))
        doc.set_ents(sorted(spans, key=attrgetter("start")))  # `doc.ents =` makes every Span again
        EntityAnnotation.write(
            doc, [entity.record for entity in entities], spans=token_view, key=self.spans_key
        )


def _agencies(doc: Doc) -> tuple[Offsets, ...]:
    """The agency in a dateline, "OSLO (Norlight) -": it brings the story, it is not in it."""
    found = []
    for start, end in context.furniture(doc, "dateline"):
        bracket = context.whole_text(doc).find("(", start, end)
        if bracket >= 0:
            found.append((bracket, end))
    return tuple(found)


def _address(doc: Doc, mention: Mention) -> Address:
    return address_before(doc, mention.start_token, mention.end_token)


def _entity(
    doc: Doc, group: Group, mentions: Sequence[Mention], addresses: Sequence[Address], *, parsed: bool
) -> FoundEntity:
    own = [mentions[i] for i in group.members]
    forms: dict[str, int] = {}
    for mention in own:
        mention.label = group.label
        forms[mention.text] = forms.get(mention.text, 0) + 1
    name = max(forms, key=lambda form: _fullness(form, forms)) if len(forms) > 1 else own[0].text
    role = (
        _best_role(doc, own, [addresses[i] for i in group.members], parsed=parsed)
        if group.label == "PERSON"
        else None
    )
    record = EntityAnnotation(
        label=group.label,
        name=name,
        mentions=tuple((mention.start, mention.end) for mention in own),
        aliases=tuple(form for form in forms if form != name),
        role=syntax.offsets_of(doc, role.start, role.end) if role and not role.kin else None,
        role_rule=role.rule if role and not role.kin else None,
        gender=(group.gender or (role.gender if role else None)) if group.label == "PERSON" else None,
    )
    return FoundEntity(record, tuple(own))


def _fullness(form: str, forms: Mapping[str, int]) -> tuple[bool, bool, int, int, bool, int, int]:
    """Order of fitness for a canonical name among all forms; of equals the first in the text wins."""
    plain = name_keys.without_nickname(form)
    words = plain.split()
    # A headline's capitals and a name broken over lines are poor names, initials and acronyms shorter ones.
    shouted = form.isupper() and len(words) > 1
    spelled_out = sum(len(word.rstrip(".")) > 1 for word in words)
    # Ana "Ace" Ruiz is more than Ace Ruiz, but less than Ana Ruiz.
    marked = 1 if plain == form else 2 * (" ".join(words) not in forms)
    return "\n" not in form, not shouted, spelled_out, len(words), not form.isupper(), marked, forms[form]


def _best_role(
    doc: Doc, mentions: Sequence[Mention], addresses: Sequence[Address], *, parsed: bool
) -> Role | None:
    """The phrase that says most; of equals the first."""
    best: Role | None = None
    text = context.whole_text(doc)
    for mention, address in zip(mentions, addresses, strict=True):
        found = [address.role]
        # Between a name and what stands in apposition to it is a comma: look before asking the parse.
        if "," in text[mention.end : mention.end + 2]:
            found.append(role_after(doc, mention.end_token))
        if parsed and "," in text[max(0, mention.start - 2) : mention.start]:
            root = doc[mention.start_token : mention.end_token].root
            found.append(role_apposed(doc, mention.start_token, root))
        for role in found:
            if role is not None and (best is None or role.weight > best.weight):
                best = role
    return best
