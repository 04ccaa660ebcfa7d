"""`izin laporan`: what became of mutu baku in a month, for people, spreadsheets and programs."""
