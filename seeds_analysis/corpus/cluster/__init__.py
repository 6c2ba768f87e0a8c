"""The run of a corpus on a Dask cluster."""
