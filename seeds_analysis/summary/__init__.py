"""The product: its model, its schema, how it is made and verified."""
