"""Scripts that learn weights from annotated articles; see seeds_analysis/quotations/weights/MODEL_CARD.md."""
