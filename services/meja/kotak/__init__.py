"""The inbox of each desk, and the page of one task."""
