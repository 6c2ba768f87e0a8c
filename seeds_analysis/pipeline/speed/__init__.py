"""Every trick that makes the pipeline faster, with its measured worth."""
