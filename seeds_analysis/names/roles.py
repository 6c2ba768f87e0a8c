"""What the text says a person is: titles before a name, appositives next to it."""

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from seeds_analysis.lexicon import titles, word_set

MAX_TITLE_TOKENS = 12  # "former Afghan Ambassador to the United States" has 6
MAX_APPOSITIVE_TOKENS = 18

_MODIFIERS = {"compound", "amod", "nmod", "advmod", "poss"}
_MODIFIER_POS = {"PROPN", "NOUN", "ADJ"}
_LINKS = {"of", "for", "to"}
_WITHIN_LINKS = {"the", "of", "and", "&", "for"}
_HYPHENS = {"-", "‐", "‑", "–"}
_ENDS = {",", ";", ".", ":", ")", "—", "–", "-", "?", "!", '"', "”"}
_RELATIVES = word_set("names.relative_pronouns")
_NOT_MODIFIERS = {"DATE", "TIME", "CARDINAL", "ORDINAL", "PERSON"}
_NO_TITLE_STARTS = word_set("names.no_title_starts")
# A lower-case noun with such an ending right before a name is what the person does.
_AGENT_ENDINGS = tuple(word_set("names.agent_endings"))


@dataclass(frozen=True, slots=True)
class Role:
    """A phrase for what somebody is: tokens [start, end), the rule that found it, how much it says.

    The kind is "office", "job" or "kin"; a relation ("son") only gives the gender.
    """

    start: int
    end: int
    rule: str
    weight: int
    gender: str | None
    kind: str


@dataclass(frozen=True, slots=True)
class Address:
    """The words right before a name; only a person has a form of address or an office there."""

    gender: str | None
    role: Role | None
    of_person: bool


def address_before(doc: Doc, name_start: int, name_end: int) -> Address:
    """Read the words right before a name: "Mr.", "NATO chief", "Secretary of State"."""
    i = name_start
    gender = None
    while i > 0 and (word := titles.bare(doc[i - 1])) in titles.honorifics() and doc[i - 1].whitespace_:
        gender = gender or titles.honorifics()[word]
        i -= 1
    role = _title(doc, i, name_end)
    gender = gender or (role.gender if role else None)
    return Address(gender, role, i < name_start or (role is not None and role.kind == "office"))


def role_after(doc: Doc, name_end: int) -> Role | None:
    """Read an appositive, past an age: "Ana Ruiz, 54, the mayor of Leiva, ..."."""
    i = name_end
    if i + 1 >= len(doc) or doc[i].text != ",":
        return None
    i += 1
    if i + 2 < len(doc) and doc[i].like_num and doc[i + 1].text == ",":
        i += 2
    determiner = i
    while i < len(doc) and doc[i].lower_ in ("the", "a", "an"):
        i += 1
    end = _phrase_end(doc, i)
    head = _phrase_head(doc, i, end) if end is not None else None
    if end is None or head is None:
        return None
    if any(_possessed(doc[j]) for j in range(i, head)):  # "the campaign's press secretary"
        i = determiner
    return _role(doc, i, end, head, "appositive")


def role_apposed(doc: Doc, name_start: int, name_root: Token) -> Role | None:
    """Read a noun phrase with the name as its appositive: "the mayor of Leiva, Ana Ruiz, ..."."""
    head = name_root.head
    if name_root.dep_ != "appos" or not name_start - MAX_TITLE_TOKENS <= head.i < name_start - 1:
        return None
    end = name_start - 1
    if doc[end].text != "," or titles.role_noun(head) is None:
        return None
    if any(doc[i].is_punct or "\n" in doc[i].text for i in range(head.i, end)):
        return None
    return _role(doc, _extend_left(doc, head.i, end), end, head.i, "appositive")


def _title(doc: Doc, end: int, name_end: int) -> Role | None:
    """The title that ends at `end`, right before a name."""
    if end == 0 or not doc[end - 1].whitespace_ or doc[end - 1].is_punct:
        return None
    head = end - 1
    if end > 2 and doc[head].lower_ == "elect" and doc[head - 1].text in _HYPHENS:
        head -= 2
    token, word = doc[head], titles.bare(doc[head])
    is_modifier = token.is_lower and token.dep_ in ("compound", "nmod") and head < token.head.i < name_end
    if word not in titles.role_nouns() and not (is_modifier and word.endswith(_AGENT_ENDINGS)):
        linked = _linked_head(doc, end)
        if linked is None:
            return None
        head = linked
    return _role(doc, _extend_left(doc, head, name_end), end, head, "title")


def _linked_head(doc: Doc, end: int) -> int | None:
    """The role noun of "Secretary of State", "Ambassador to the United States" that ends at `end`."""
    i = end - 1
    if not doc[i].text[:1].isupper():
        return None
    while i > 0 and end - i < MAX_TITLE_TOKENS:
        token = doc[i]
        if token.lower_ in _LINKS and titles.role_noun(doc[i - 1]) is not None:
            return i - 1
        is_inside = token.text[:1].isupper() or token.lower_ in _WITHIN_LINKS
        if not is_inside or token.ent_type_ in _NOT_MODIFIERS:
            return None
        i -= 1
    return None


def _extend_left(doc: Doc, head: int, name_end: int) -> int:
    """Where the phrase begins whose role noun is `head`: modifiers, hyphenated parts, a coordinated noun."""
    start = head
    while start > 0 and head - start < MAX_TITLE_TOKENS:
        token = doc[start - 1]
        if token.text in _HYPHENS and not token.whitespace_ and start > 1 and not doc[start - 2].whitespace_:
            start -= 2
        elif _modifies(token, start, name_end):
            start -= 1
        elif token.lower_ in ("and", "&") and start > 1 and titles.role_noun(doc[start - 2]) is not None:
            start -= 2
        else:
            break
    return start


def _modifies(token: Token, start: int, name_end: int) -> bool:
    if token.ent_type_ in _NOT_MODIFIERS or token.is_space or token.lower_ in _NO_TITLE_STARTS:
        return False
    if token.ent_type_ and token.text[:1].isupper() and not _possessed(token):
        return True
    if not token.dep_:  # without a parse there are only capitals to go by
        return token.text[:1].isupper() and token.is_alpha
    return (
        token.pos_ in _MODIFIER_POS
        and token.dep_ in _MODIFIERS
        and start <= token.head.i < name_end
        and not token.is_punct
        and not _possessed(token)
    )


def _possessed(token: Token) -> bool:
    return token.i + 1 < len(token.doc) and token.nbor().lower_ in ("'s", "’s", "'", "’")


def _phrase_end(doc: Doc, start: int) -> int | None:
    """Where an appositive ends; None if there is no noun phrase followed by punctuation."""
    for i in range(start, min(len(doc), start + MAX_APPOSITIVE_TOKENS)):
        token = doc[i]
        if token.text in _HYPHENS and not token.whitespace_ and i > start and not doc[i - 1].whitespace_:
            continue
        if token.text in _ENDS or "\n" in token.text or token.lower_ in _RELATIVES:
            return i
        if token.pos_ in ("VERB", "AUX") and not token.text[:1].isupper() and token.dep_ != "amod":
            return i if token.tag_ in ("VBN", "VBG") and i > start else None
        if token.is_punct and token.text not in ("'", "’", "&", "/"):
            return None
        if token.ent_type_ == "PERSON" and i == start:
            return None
    return None


def _phrase_head(doc: Doc, start: int, end: int) -> int | None:
    """The role noun that heads a noun phrase: the last noun before its first preposition."""
    last = None
    for i in range(start, end):
        token = doc[i]
        if token.pos_ == "ADP" or token.lower_ in ("and", "&", "at", "with"):
            break
        if token.pos_ in ("NOUN", "PROPN"):
            last = i
    if last is None or doc[last].ent_type_ in ("PERSON", "DATE"):
        return None
    if titles.role_noun(doc[last]) is None and not doc[last].lower_.endswith(_AGENT_ENDINGS):
        return None
    return last


def _role(doc: Doc, start: int, end: int, head: int, rule: str) -> Role:
    kind, gender = titles.role_noun(doc[head]) or ("job", None)
    # A formal title ("NATO Secretary-General") says more than a description ("NATO chief"), and a phrase more
    # than a bare noun.
    weight = 2 * (kind == "office") + 3 * (end - start > 1) + doc[head].text[:1].isupper()
    return Role(start, end, rule, -1 if kind == titles.KIN else weight, gender, kind)
