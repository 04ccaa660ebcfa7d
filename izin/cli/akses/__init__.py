"""`izin akses`: the accounts of the broker, and what each may do."""
