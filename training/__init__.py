"""Scripts that learn weights from annotated articles; each of the networks has a MODEL_CARD.md next to it."""
