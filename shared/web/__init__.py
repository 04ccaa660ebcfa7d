"""What every screen in a browser has: assets, headers, limits, tokens, streams, the server."""
