"""`izin kabar`: where alerts go, and whether they get there."""
