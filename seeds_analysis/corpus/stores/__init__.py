"""Where a run is written: a local folder or an object store."""
