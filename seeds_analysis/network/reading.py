"""Read a Doc with the network, once for all components that ask."""

from weakref import WeakKeyDictionary

from spacy.tokens import Doc

from seeds_analysis.doc import context, paired_marks
from seeds_analysis.network.encoding import Encoded, encode
from seeds_analysis.network.running import Scores, score

# Of one Doc: the scores of a short article take 3 MB.
_read: WeakKeyDictionary[Doc, tuple[Encoded, Scores]] = WeakKeyDictionary()


def read_doc(doc: Doc) -> tuple[Encoded, Scores]:
    """Give the words of the whole text and what the network says of them."""
    found = _read.get(doc)
    if found is None:
        encoded = encode(context.whole_text(doc), paired_marks(doc)[0])
        found = encoded, score(encoded)
        _read.clear()
        _read[doc] = found
    return found
