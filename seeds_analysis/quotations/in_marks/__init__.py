"""Who said what stands in quotation marks."""
