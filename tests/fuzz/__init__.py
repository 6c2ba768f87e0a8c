"""Articles in disorder and damaged files, made from a seed. `python -m tests.fuzz --minutes 60` makes new."""
