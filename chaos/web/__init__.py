"""The failure campaign with officers at pages in a browser."""
