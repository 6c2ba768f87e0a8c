"""The network that tags contents, cues, sources and relays, and links them."""
