"""The overview of a run: what was read, who is quoted, what failed."""
