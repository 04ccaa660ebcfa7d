"""Finds every breach of mutu baku, claims it, announces it once."""
