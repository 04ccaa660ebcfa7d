"""Dinas Teknis: inspects on the spot, writes BAPL and Rekomendasi."""
