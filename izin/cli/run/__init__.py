"""`izin jalankan` and `izin server`: processes that stay."""
