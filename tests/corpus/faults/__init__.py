"""Faults that happen around a run of `corpus`; whatever they are, the same command ends with the same bytes.

`python -m tests.corpus.faults --schedules 200` tries random faults at random moments, one after the other.
"""
