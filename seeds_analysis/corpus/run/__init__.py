"""The run itself: worker processes, progress, interruptions."""
