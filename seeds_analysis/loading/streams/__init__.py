"""One file to the bytes of its articles."""
