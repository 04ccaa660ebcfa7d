"""How the officers' desk holds two hundred people at their pages."""
