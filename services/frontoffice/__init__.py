"""Front Office: verifies the documents of an application."""
