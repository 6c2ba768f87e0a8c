"""Names beside quoted words without a verb: a transcript's RUIZ:, a heading, a signature."""

from spacy.tokens import Doc

from seeds_analysis.doc import context
from seeds_analysis.quotations.cues.finding import Cue
from seeds_analysis.quotations.pieces import Piece

# A name at the start of a line before a colon, or after a dash.
MAX_NAME_TOKENS = 8

DASHES = {"—", "–", "―", "-", "--"}


def labelled(doc: Doc, piece: Piece) -> Cue | None:
    """Return the cue of a transcript's RUIZ: or of a signature, "..." — Ana Ruiz."""
    if piece.label is not None:
        colon = piece.label[1]
        return Cue(colon, colon, colon + 1, ":", "say", piece.label, "label")
    dash = piece.marked[1]
    if dash + 1 >= len(doc) or doc[dash].text not in DASHES or not doc[dash + 1].is_title:
        return None
    end = dash + 1
    while end < len(doc) and not (doc[end].is_punct or doc[end].is_space):
        end += 1
    name = doc[dash + 1 : end]
    if len(name) > MAX_NAME_TOKENS or any(t.pos_ in ("VERB", "AUX") for t in name):
        return None
    if end < len(doc) and not (doc[end].is_space or doc[end].is_quote or doc[end].text in {".", ","}):
        return None
    return Cue(dash, dash, dash + 1, "—", "say", (dash + 1, end), "signature")


def heading(doc: Doc, piece: Piece) -> Cue | None:
    """Return the cue of a name and colon at the start of the paragraph, as in headlines: Ruiz: "..."."""
    start = piece.paragraph_token
    limit = min(piece.tokens[0], start + MAX_NAME_TOKENS + 1)
    if ":" not in context.whole_text(doc)[doc[start].idx : doc[limit].idx]:
        return None
    colon = next((i for i in range(start, limit) if doc[i].text == ":"), start)
    name = doc[start:colon]
    if not len(name) or any(t.pos_ in ("VERB", "AUX") or t.is_punct for t in name):
        return None
    if not any(t.text[0].isupper() for t in name) or name[0].is_lower:
        return None
    return Cue(colon, colon, colon + 1, ":", "say", (start, colon), "heading")
