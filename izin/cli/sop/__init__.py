"""`izin sop`: list, check and print SOPs."""
