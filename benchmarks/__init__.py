"""Benchmarks: ratios within one run; see README.md."""
