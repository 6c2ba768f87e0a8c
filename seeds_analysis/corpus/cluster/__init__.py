"""Running a corpus on a Dask cluster."""
