"""Words that attribute, and the sources that they name."""
