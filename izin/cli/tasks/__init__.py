"""`izin tugas`: an officer's tool at the terminal. It knows the wire and the store, no more."""
