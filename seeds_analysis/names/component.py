"""seeds_aliases: corrects the names a model found and merges them into entities."""

import re
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter

from spacy.language import Language
from spacy.tokens import Doc

from seeds_analysis.doc import EntityAnnotation, context, syntax
from seeds_analysis.lexicon import titles
from seeds_analysis.names.bounds import corrected_names, extended_names
from seeds_analysis.names.labels import agree_on_labels
from seeds_analysis.names.mentions import NAME_LABELS, Mention, Mentions
from seeds_analysis.names.merging import Group, group_mentions
from seeds_analysis.names.reading import label_chances
from seeds_analysis.names.repeats import find_acronyms, find_bare_heads, find_repeats
from seeds_analysis.names.roles import Address, Role, address_before, role_after, role_apposed
from seeds_analysis.names.runs import complete_runs
from seeds_analysis.text import name_keys

MAX_ACRONYM = 4  # letters


@Language.factory(
    "seeds_aliases",
    requires=["doc.ents"],
    assigns=["doc.ents", "doc.spans"],
    default_config={"spans_key": EntityAnnotation.KEY, "network": True},
)
def make_alias_merger(
    nlp: Language,  # noqa: ARG001
    name: str,
    spans_key: str,
    network: bool,
) -> "AliasMerger":
    """Make the component.

    `spans_key` is where in `doc.spans` the entities go; `network` says whether the network has a vote on what
    is a name and what it names, besides the model.
    """
    return AliasMerger(name, spans_key=spans_key, network=network)


class AliasMerger:
    """Merges the mentions in `doc.ents` into entities and writes both back."""

    def __init__(
        self, name: str = "seeds_aliases", *, spans_key: str = EntityAnnotation.KEY, network: bool = True
    ) -> None:
        self.name = name
        self.spans_key = spans_key
        self.network = network

    def __call__(self, doc: Doc) -> Doc:
        """Write the entities to `doc.spans` and the mentions to `doc.ents`, unless they are there already."""
        names = [(ent.start, ent.end, ent.label_) for ent in doc.ents if ent.label_ in NAME_LABELS]
        written = [(span.start, span.end, span.label_) for span in doc.spans.get(self.spans_key, ())]
        if self.spans_key not in doc.spans or names != sorted(written):
            self.set_annotations(doc, self.predict(doc))
        return doc

    def predict(self, doc: Doc) -> list[EntityAnnotation]:
        """Decide on the entities, in text order of their first mention; the Doc stays as it is."""
        # An agency in a credit or a name in a byline is no actor of the story.
        mentions = Mentions(doc, left_out=context.furniture(doc, "header", "byline", "date", "credit"))
        mentions.add(extended_names(doc, complete_runs(doc, corrected_names(doc))))
        acronyms = find_acronyms(mentions)
        mentions.add(name for _, name in acronyms)
        explained = {start: label for _, (start, _, label) in acronyms}
        datelines = {start for start, _ in context.furniture(doc, "dateline")}
        for mention in mentions.found:
            mention.label = mention.label or explained.get(mention.start_token, "")
            if mention.start in datelines:  # the place where the story was written
                mention.label = "GPE"
        chances = label_chances(doc, mentions.found) if self.network else ({} for _ in mentions.found)
        agree_on_labels(doc, mentions.found, _addresses(doc, mentions.found), chances)
        mentions.drop_unlabelled()
        mentions.add(find_repeats(mentions))
        heads = find_bare_heads(mentions)
        mentions.add(name for _, name in heads)
        addresses = _addresses(doc, mentions.found)
        pairs = [(long_form, doc[start:end].text) for long_form, (start, end, _) in acronyms + heads]
        groups = group_mentions(mentions.found, addresses, pairs)
        return [_entity(doc, group, mentions.found, addresses) for group in groups]

    def set_annotations(self, doc: Doc, entities: Sequence[EntityAnnotation]) -> None:
        """Replace `doc.spans[spans_key]` and the names in `doc.ents`; dates and numbers stay."""
        names = [(*place, one.label, n) for n, one in enumerate(entities) for place in one.mentions]
        found = (doc.char_span(start, end, label=label) for start, end, label, _ in names)
        spans = [ent for ent in doc.ents if ent.label_ not in NAME_LABELS]
        spans += [span for span in found if span is not None]
        doc.set_ents(sorted(spans, key=attrgetter("start")))  # `doc.ents =` makes every Span again
        EntityAnnotation.write(doc, entities, spans=names, key=self.spans_key)


def _addresses(doc: Doc, mentions: Iterable[Mention]) -> list[Address]:
    return [address_before(doc, mention.start_token, mention.end_token) for mention in mentions]


def _entity(
    doc: Doc, group: Group, mentions: Sequence[Mention], addresses: Sequence[Address]
) -> EntityAnnotation:
    own = [mentions[i] for i in group.members]
    forms: dict[str, int] = {}
    for mention in own:
        forms[mention.text] = forms.get(mention.text, 0) + 1
    name = _in_title_case(max(forms, key=lambda form: _fullness(form, forms)), group.label)
    role, gender = None, None
    if group.label == "PERSON":
        role = _best_role(doc, own, [addresses[i] for i in group.members])
        gender = group.gender or (role.gender if role else None)
    shown = role if role and role.kind != titles.KIN else None
    return EntityAnnotation(
        label=group.label,
        name=name,
        mentions=tuple((mention.start, mention.end) for mention in own),
        aliases=tuple(form for form in forms if form != name),
        role=syntax.offsets_of(doc, shown.start, shown.end) if shown else None,
        role_rule=shown.rule if shown else None,
        gender=gender,
    )


def _in_title_case(name: str, label: str) -> str:
    """A full name or place that the article prints in capitals alone, as it is written elsewhere."""
    may_be_acronym = " " not in name and (len(name) <= MAX_ACRONYM or label not in ("GPE", "LOC"))
    if not name.isupper() or may_be_acronym:
        return name
    return re.sub(r"\w[\w’']+", lambda word: word[0].capitalize(), name)


def _fullness(form: str, forms: Mapping[str, int]) -> tuple[int, int, bool, int]:
    """Rank a form as the canonical name, by how full it is; of equals the first in the text wins."""
    words = name_keys.without_nickname(form).removeprefix("The ").split()
    # Initials and acronyms are shorter, and capitals of a headline make poor names.
    spelled_out = sum(len(word.rstrip(".")) > 1 for word in words)
    return spelled_out, len(words), not form.isupper(), forms[form]


def _best_role(doc: Doc, mentions: Sequence[Mention], addresses: Sequence[Address]) -> Role | None:
    """The phrase that says most; of equals the first."""
    found = []
    for mention, address in zip(mentions, addresses, strict=True):
        start, end = mention.start_token, mention.end_token
        found += [address.role, role_after(doc, end), role_apposed(doc, start, doc[start:end].root)]
    return max((role for role in found if role), key=attrgetter("weight"), default=None)
