"""One application's history, carried out of the store for anyone to verify (docs/riwayat.md)."""
