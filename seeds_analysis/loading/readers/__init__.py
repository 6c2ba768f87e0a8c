"""One record to the text of an article."""
