"""What a run is to do and what has been done: settings, shards, manifest."""
