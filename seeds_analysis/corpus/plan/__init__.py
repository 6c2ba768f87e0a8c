"""What a run has to do and what is done: settings, shards, manifest."""
