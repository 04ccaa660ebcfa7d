"""`izin kalender`: the office's year, a month of it, and when a limit is due."""
