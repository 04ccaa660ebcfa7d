"""Decisions in series: drafts read one after another, and decided together."""
