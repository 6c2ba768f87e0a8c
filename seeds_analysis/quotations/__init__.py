"""Who is quoted, with which cue, saying what."""
