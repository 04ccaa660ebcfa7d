"""Finds every breach of mutu baku, claims it, announces it once."""

NAME = "watchdog"
"""Its name in `izin jalankan`: next to the pelaksana, and none of them."""
