"""Many records out of one file."""
