"""How right the tool is, measured against annotated text: `python -m evaluation`."""
