"""`izin cadangan`: the whole store, copied out and put back."""
