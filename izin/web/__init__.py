"""`izin web`: an office to look at, with cases in every state."""
