"""Letters: their kinds as data, what one is made of, and the typesetting (docs/surat.md)."""
