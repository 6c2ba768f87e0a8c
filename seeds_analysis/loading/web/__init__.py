"""Pages by their address, fetched only when the user asks for it."""
