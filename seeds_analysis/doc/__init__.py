"""The agreement on the Doc, and how to look at it."""
