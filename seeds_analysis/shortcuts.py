"""The base pipeline's own components made faster; what they annotate stays the same, token for token."""

from spacy.language import Language
from spacy.pipeline import AttributeRuler, Lemmatizer

from seeds_analysis.components.attribute_rules import ATTRIBUTE_RULES

_FORMS = "lemma_index"


def take_shortcuts(nlp: Language) -> None:
    """Change the pipeline in place: a tenth of the time for lemmas and for the attribute ruler's rules.

    Together the two were 22% of the time of an English md pipeline with fast kernels.
    """
    for name, pipe in nlp.pipeline:
        if type(pipe) is AttributeRuler:
            nlp.replace_pipe(name, ATTRIBUTE_RULES)
            nlp.get_pipe(name).add_patterns(pipe.patterns)  # type: ignore[attr-defined]
        elif isinstance(pipe, Lemmatizer) and pipe.lookups.has_table(_FORMS):
            # Lists of up to 57,528 forms, looked through for every new word. As the keys of a dict they are
            # found at once, and can still be saved.
            forms = pipe.lookups.get_table(_FORMS)
            for part_of_speech in list(forms):
                forms[part_of_speech] = dict.fromkeys(forms[part_of_speech])
