"""Words in quotation marks that quote nobody."""
