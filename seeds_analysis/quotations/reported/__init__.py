"""Reported clauses without marks."""
