"""`izin karantina`: what could not be handled, and what becomes of it."""
