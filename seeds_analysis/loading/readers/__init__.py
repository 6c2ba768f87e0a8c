"""The bytes of one article to its text."""
