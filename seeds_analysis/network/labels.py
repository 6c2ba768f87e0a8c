"""What the network says of each word: its label, which words it is linked to, and what it names."""

ROLES = ("content", "cue", "source", "via")
# Beginning and inside of each role, after "O" for none.
LABELS = ("O", *(f"{place}-{role}" for role in ROLES for place in "BI"))
# A content word is linked to the first word of its cue, or of its source where no cue is, or of the cue of
# the same speaker nearby; a cue word to the first word of its source and of its relay. The first word of a
# source, or of a content without one, is linked to words that name who is meant.
LINKS = ("head", "source", "via", "referent")
# What a word names, by spaCy's labels; OTHER are works, events, buildings, products and languages.
NAMES = ("O", "PERSON", "ORG", "GPE", "LOC", "NORP", "OTHER")
NONE = -1
