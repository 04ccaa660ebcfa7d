"""`izin lihat`: one application with all of its history, or the list of them."""
