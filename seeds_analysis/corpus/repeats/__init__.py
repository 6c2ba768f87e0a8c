"""The same quotation wherever it was printed. Nothing here knows spaCy or the database."""
