"""Words in quotation marks that quote nobody: titles, nicknames, terms, scare quotes."""
