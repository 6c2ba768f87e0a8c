"""Plain text: paragraphs, quotation marks, splitting; nothing here knows spaCy."""
