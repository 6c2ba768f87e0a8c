"""Quotations in marks: who said the words."""
