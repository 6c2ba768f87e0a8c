"""From a source phrase to the person or body that it means."""
