"""`izin ajukan`: from a folder with a form and files to a registered application."""
