"""What the network says that names name."""

from collections.abc import Iterable, Iterator

import numpy as np
from spacy.tokens import Doc

from seeds_analysis.names.mentions import Mention
from seeds_analysis.network import NAMES, read_doc

# A label needs this chance for a vote.
LEAST_VOTE = 0.1


def label_chances(doc: Doc, mentions: Iterable[Mention]) -> Iterator[dict[str, float]]:
    """Give the likelier labels of each mention with their chances; "" is for no name.

    The network has one label for works, events, buildings and products. Its chance goes to the label of the
    model, if that is one of these.
    """
    encoded, scores = read_doc(doc)
    for mention in mentions:
        start, end = encoded.words(mention.start, mention.end)
        chances = np.exp(scores.names[start:end]).mean(0).tolist() if start < end else []
        found = dict(zip(NAMES, chances, strict=False))
        found[""] = found.pop("O", 0.0)
        other = found.pop("OTHER", 0.0)
        if mention.label and mention.label not in NAMES:
            found[mention.label] = other
        yield {label: chance for label, chance in found.items() if chance >= LEAST_VOTE}
