"""Scripts that learn weights from annotated articles; see seeds_analysis/weights/MODEL_CARD.md."""
