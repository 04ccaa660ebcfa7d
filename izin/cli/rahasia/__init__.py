"""`izin rahasia`: passwords and certificates for a new installation."""
