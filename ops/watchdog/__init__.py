"""Finds every breach of mutu baku, claims it, announces it once."""

NAME = "watchdog"
"""What `izin jalankan` calls it: beside the pelaksana, and none of them."""
