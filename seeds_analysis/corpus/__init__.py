"""Many articles: what is to be done, the run, its stores, tables and report."""
