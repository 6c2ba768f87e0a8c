"""Articles of all kinds of disorder, made from a seed. `python -m tests.fuzz --minutes 60` makes new ones."""
