"""`izin pulihkan`: what is missing in the queues, published again from the store."""
