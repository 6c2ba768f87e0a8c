"""Interviews and transcripts: who speaks in which turn."""
