"""Words that attribute, and whom they name."""
