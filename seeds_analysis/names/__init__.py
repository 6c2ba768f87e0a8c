"""The model's entities become entities: mentions with better bounds, merged."""
