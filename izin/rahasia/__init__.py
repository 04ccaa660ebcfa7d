"""Passwords and certificates of a new installation, and the files that hand them out."""
