"""Where sentences begin and end, by token number."""

from bisect import bisect_right

import numpy as np
from spacy.tokens import Doc, Token

from seeds_analysis.doc.syntax import TokenRange


class Sentences:
    """The sentences of one Doc; spaCy's `token.sent` walks through the sentence at every call."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        starts: list[int] = np.flatnonzero(doc.to_array("SENT_START") == 1).tolist()
        self._starts = starts if starts[:1] == [0] else [0, *starts]

    def around(self, token: int) -> TokenRange:
        """First token of the sentence that holds the token, and the one behind its last."""
        at = bisect_right(self._starts, token)
        return self._starts[at - 1], self._starts[at] if at < len(self._starts) else len(self._doc)

    def root(self, token: int) -> Token:
        """The root of the sentence that holds the token."""
        start, end = self.around(token)
        return self._doc[start:end].root
