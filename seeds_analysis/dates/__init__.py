"""Date expressions in plain text and their values: periods, expressions, words, grammar, finding.

Pure arithmetic and pattern matching over a str; nothing here knows spaCy.
"""
