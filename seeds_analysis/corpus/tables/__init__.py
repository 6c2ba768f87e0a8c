"""Summaries as flat Parquet tables."""
