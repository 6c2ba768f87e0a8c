"""The base model with our components, and what runs it over articles."""
