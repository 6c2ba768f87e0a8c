"""The spaCy components, one per file; each is published through the spacy_factories entry point."""
