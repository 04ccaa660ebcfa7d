"""One SK, carried out of the office for anyone to verify (docs/sk.md)."""
